//! The named schemas of a page: which are taken in once, and what stands where a page refers to one.

use super::super::composed::{self, Composed};
use super::super::draft::Intake;
use super::super::witness::{WitnessId, WitnessShape};
use super::{Stated, own_type};
use crate::diagnostic::quote;
use crate::scrape::facts::{SchemaFacts, SchemaShape};

/// What a named schema is taken in as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Object,
    /// No object, and taken in once; whether `null` is among its values.
    Value {
        nullable: bool,
    },
}

impl<'p> Stated<'p> {
    /// Takes in the named schemas that were referred to, and those that they refer to.
    pub(in crate::spec::reconcile) fn finish(&mut self, intake: &mut Intake<'_>) {
        while let Some(&name) = self.referred.get(self.expanded) {
            self.expanded += 1;
            let Some(definition) = self.page.definitions.get(name) else { continue };
            // Another page of the same capture says it in the same words, and is no further witness.
            let is_new = intake.expanded.insert((definition.origin.clone(), name.to_owned()));
            match self.known.get(name) {
                Some(Known::Value { .. }) if is_new => self.named_value(name, definition, intake),
                Some(Known::Object) => {
                    let Composed::Object { fields } = Composed::of(definition, self.page) else { continue };
                    self.note_open(definition);
                    if is_new {
                        let members = self.members(&fields, intake);
                        self.add(WitnessShape::Object(members), definition, Some(name), intake);
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes in a named schema that is no object. Whoever refers to it says whether `null` may stand in its place.
    fn named_value(&mut self, name: &str, definition: &SchemaFacts, intake: &mut Intake<'_>) {
        let writes_out = std::mem::take(&mut self.writes_out);
        let stated = self.written_out(name, definition, intake);
        self.writes_out = writes_out;
        intake.witnesses.refuse_null(stated);
        let value = intake.witnesses.named_values.entry(name.to_owned()).or_default();
        value.stated.push(stated);
    }

    pub(super) fn reference(
        &mut self,
        schema: &SchemaFacts,
        name: &str,
        intake: &mut Intake<'_>,
    ) -> WitnessId {
        let Some((name, definition)) = self.page.definitions.get_key_value(name) else {
            return self.add(WitnessShape::Any, schema, None, intake);
        };
        let known = self.known.get(name.as_str()).copied();
        match known.or_else(|| self.meet(name, definition)) {
            Some(Known::Object) => {
                let id = self.add(WitnessShape::Object(Vec::new()), schema, Some(name), intake);
                nullable(id, definition.nullable, intake)
            }
            Some(Known::Value { nullable: is_nullable }) if !self.writes_out => {
                let id = self.add(WitnessShape::Reference(name.clone()), schema, None, intake);
                nullable(id, is_nullable, intake)
            }
            _ => self.in_place(schema, name, definition, intake),
        }
    }

    /// Notes a named schema that is taken in once.
    fn meet(&mut self, name: &'p str, definition: &SchemaFacts) -> Option<Known> {
        let known = self.class(definition)?;
        self.known.insert(name, known);
        self.referred.push(name);
        Some(known)
    }

    /// What a named schema is taken in as, if it is taken in once.
    fn class(&self, definition: &SchemaFacts) -> Option<Known> {
        match Composed::of(definition, self.page) {
            Composed::Object { .. } => Some(Known::Object),
            Composed::Alternatives(all) => own_type::is_own(&all, self.page)
                .then(|| Known::Value { nullable: own_type::allows_null(definition, self.page) }),
            Composed::Reference(_) => None,
        }
    }

    /// What a page refers to, where it stands.
    fn in_place(
        &mut self,
        schema: &SchemaFacts,
        name: &str,
        definition: &SchemaFacts,
        intake: &mut Intake<'_>,
    ) -> WitnessId {
        let id = match Composed::of(definition, self.page) {
            Composed::Reference(name) => {
                let alias = SchemaFacts { shape: SchemaShape::Reference(name), ..schema.clone() };
                self.written_out(name_of(schema), &alias, intake)
            }
            _ => self.written_out(name, definition, intake),
        };
        nullable(id, definition.nullable, intake)
    }

    /// A named schema that is no object, where it is referred to.
    fn written_out(&mut self, name: &str, definition: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        if self.inlined.iter().any(|known| known == name) {
            let why = format!("of {} leads back to itself without an object between", quote(name));
            return self.refused(definition, &why, intake);
        }
        self.inlined.push(name.to_owned());
        let id = self.schema(definition, intake);
        self.inlined.pop();
        id
    }

    /// One of the alternatives. The shapes of a choice in a choice, and the values of an enumeration, are its own.
    pub(super) fn variant(&mut self, schema: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        let target = composed::target(schema, self.page);
        let class = target.and_then(|(name, definition)| Some((name, definition, self.class(definition)?)));
        match class {
            Some((name, definition, Known::Value { nullable: is_nullable })) => {
                let id = self.written_out(name, definition, intake);
                nullable(id, is_nullable || schema.nullable, intake)
            }
            _ => self.schema(schema, intake),
        }
    }
}

/// The witness of what may be `null` where the named schema may be.
fn nullable(id: WitnessId, is_nullable: bool, intake: &mut Intake<'_>) -> WitnessId {
    if is_nullable {
        intake.witnesses.allow_null(id);
    }
    id
}

const fn name_of(schema: &SchemaFacts) -> &str {
    match &schema.shape {
        SchemaShape::Reference(name) => name.as_str(),
        _ => "",
    }
}
