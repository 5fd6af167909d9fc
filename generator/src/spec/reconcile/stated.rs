//! Stated schemas → witnesses: what a page says of its bodies and parameters as trees.
//!
//! - A named schema that is an object is expanded once for each capture; wherever it stands, a named object without
//!   members refers to it. So recursion ends in a name, and a capture costs no more than what it holds.
//! - A choice, an enumeration, and a list or map of what has no name are taken in once for each capture as well, and are
//!   referred to wherever they stand but directly in a choice, which takes in their shapes.
//! - Any other named schema stands wherever it is referred to. One that leads back to itself through nothing but lists,
//!   maps and alternatives is any JSON there, and a diagnostic says so.
//! - All of several objects at once are one object; what else is stated at once are alternatives.

mod named;
mod own_type;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use self::named::Known;
use super::composed::{self, Composed};
use super::draft::Intake;
use super::listed;
use super::secrets::{self, Listed};
use super::witness::{Member, Said, Witness, WitnessId, WitnessShape, Words};
use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::scrape::facts::{
    Badge, DiscriminatorFacts, FieldFacts, Page, PageKind, SchemaFacts, SchemaShape, ValueFacts,
};
use crate::scrape::json::Json;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, EnumValue, Presence};

/// Schemas without a name nest no deeper than this: later stages and readers of YAML recurse.
const DEEPEST: usize = 40;
/// A page gives no more witnesses than this, whatever its schemas refer to.
const MOST: usize = 200_000;

/// Takes in the schemas of one page.
pub(super) struct Stated<'p> {
    pub(super) page: &'p Page,
    kind: EvidenceKind,
    /// The named schemas that are taken in once and that something refers to, in the order in which they were met.
    referred: Vec<&'p str>,
    known: BTreeMap<&'p str, Known>,
    /// How many of them have been taken in.
    expanded: usize,
    /// Whether named values are written out where they stand: those that may be credentials are withheld there.
    pub(super) writes_out: bool,
    /// The named schemas that are being written out where they stand, and how deep they and all else nest.
    inlined: Vec<String>,
    depth: usize,
    made: usize,
    /// Objects whose further members have no name.
    open: Vec<Origin>,
    /// Rows that were closed when the page was saved.
    closed: Vec<Origin>,
    /// The values that the page prints for names of credentials, once they are asked for.
    secrets: OnceCell<Vec<String>>,
}

impl<'p> Stated<'p> {
    /// Nothing of `page` yet.
    pub(super) fn of(page: &'p Page) -> Self {
        Self {
            page,
            kind: evidence_kind(page.kind),
            referred: Vec::new(),
            known: BTreeMap::new(),
            writes_out: false,
            expanded: 0,
            inlined: Vec::new(),
            depth: 0,
            made: 0,
            open: Vec::new(),
            closed: Vec::new(),
            secrets: OnceCell::new(),
        }
    }

    /// The example without the values that the page prints for names of credentials.
    pub(super) fn without_secrets(&self, json: &Json) -> Json {
        if secrets::names_any(json) {
            secrets::without(json, self.secrets.get_or_init(|| secrets::on_page(self.page)))
        } else {
            json.clone()
        }
    }

    /// Evidence of what the page states from `origin` to the line `last`.
    pub(super) fn evidence(&self, origin: &Origin, last: u32) -> Evidence {
        Evidence::lines(self.kind, origin, last)
    }

    /// What is unknown of objects that may have more members than those with a name.
    pub(super) fn open_objects(&self) -> impl Iterator<Item = String> {
        let lines: BTreeSet<u32> = self.open.iter().map(|origin| origin.line).collect();
        lines.into_iter().map(|line| {
            format!(
                "The object on line {line} of `{}` may have members without a name in the docs; they have no field.",
                self.page.file
            )
        })
    }

    /// What is unknown of rows below which the page shows nothing.
    pub(super) fn closed_rows(&self) -> impl Iterator<Item = String> {
        let lines: BTreeSet<u32> = self.closed.iter().map(|origin| origin.line).collect();
        lines.into_iter().map(|line| {
            let file = &self.page.file;
            format!("The row on line {line} of `{file}` was closed when the page was saved; what is below it is unknown.")
        })
    }

    /// Takes in one schema.
    pub(super) fn schema(&mut self, schema: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        self.made += 1;
        if self.depth >= DEEPEST || self.made > MOST {
            return self.refused(schema, "nests too deep, or writes out too much", intake);
        }
        self.depth += 1;
        let id = self.shaped(schema, intake);
        self.depth -= 1;
        if schema.nullable {
            intake.witnesses.allow_null(id);
        }
        id
    }

    /// Takes in the members of an object, or parameters.
    pub(super) fn members(&mut self, fields: &[FieldFacts], intake: &mut Intake<'_>) -> Vec<Member> {
        fields.iter().map(|field| self.member(field, intake)).collect()
    }

    /// Takes in the body that `schema` states, and the named objects it refers to. What pages state comes
    /// before their examples, and so does its order.
    pub(super) fn whole(&mut self, schema: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        let id = self.schema(schema, intake);
        self.finish(intake);
        id
    }

    fn member(&mut self, field: &FieldFacts, intake: &mut Intake<'_>) -> Member {
        let mut words = self.words(&field.schema);
        let is_secret = secrets::is_secret_field(field);
        let writes_out = self.writes_out;
        self.writes_out |= is_secret;
        let witness = self.schema(&field.schema, intake);
        self.writes_out = writes_out;
        intake.witnesses.forget_said(witness);
        intake.witnesses.forget_of_items(witness, words.description.as_deref());
        if is_secret {
            secrets::withhold(&mut words);
            secrets::withhold_values(witness, Listed::Alone, &mut words, intake.witnesses);
        }
        for text in [&mut words.default, &mut words.example].into_iter().flatten() {
            if secrets::holds_secrets(text) {
                secrets::WITHHELD.clone_into(text);
            }
        }
        let presence = match field.presence {
            Some(Badge::Required) => Presence::Required,
            Some(Badge::Optional) => Presence::Optional,
            None => Presence::Unknown,
        };
        Member { name: field.name.value.clone(), witness, presence, words }
    }

    fn shaped(&mut self, schema: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        let shape = match &schema.shape {
            SchemaShape::Any => WitnessShape::Any,
            SchemaShape::Null => WitnessShape::Null,
            SchemaShape::Boolean => WitnessShape::Boolean,
            SchemaShape::Binary => WitnessShape::Binary,
            SchemaShape::String { format, values } => {
                let (format, values) = (format.clone(), self.values(values, listed::string));
                WitnessShape::String { format, values }
            }
            SchemaShape::Integer { format, values } => {
                let (format, values) = (format.clone(), self.values(values, listed::integer));
                WitnessShape::Integer { format, values }
            }
            SchemaShape::Number { format, .. } => WitnessShape::Number { format: format.clone() },
            SchemaShape::Array(items) => {
                let items = items.iter().map(|items| self.schema(items, intake)).collect();
                WitnessShape::Array(items)
            }
            SchemaShape::Map(entries) => {
                let entries = entries.iter().map(|entries| self.schema(entries, intake)).collect();
                WitnessShape::Map(entries)
            }
            SchemaShape::Object { fields, .. } => {
                self.note_open(schema);
                WitnessShape::Object(self.members(fields, intake))
            }
            SchemaShape::Collapsed { is_array, name } => {
                return self.collapsed(schema, *is_array, name.as_deref(), intake);
            }
            SchemaShape::OneOf { variants, discriminator } => {
                return self.union(schema, variants, discriminator.as_ref(), intake);
            }
            SchemaShape::AnyOf(variants) => return self.union(schema, variants, None, intake),
            SchemaShape::AllOf(_) => return self.composed(schema, intake),
            SchemaShape::Reference(name) => return self.reference(schema, name, intake),
        };
        self.add(shape, schema, None, intake)
    }

    /// An object or list whose inside is not captured.
    fn collapsed(
        &mut self,
        schema: &SchemaFacts,
        is_array: bool,
        name: Option<&str>,
        intake: &mut Intake<'_>,
    ) -> WitnessId {
        self.closed.push(schema.origin.clone());
        let inner = || WitnessShape::Object(Vec::new());
        match (is_array, name) {
            (false, name) => self.add(inner(), schema, name, intake),
            (true, None) => self.add(WitnessShape::Array(Vec::new()), schema, None, intake),
            (true, Some(name)) => {
                let items = self.add(inner(), schema, Some(name), intake);
                self.add(WitnessShape::Array(vec![items]), schema, None, intake)
            }
        }
    }

    fn composed(&mut self, schema: &SchemaFacts, intake: &mut Intake<'_>) -> WitnessId {
        match Composed::of(schema, self.page) {
            Composed::Reference(name) => {
                let reference = SchemaFacts { shape: SchemaShape::Reference(name), ..schema.clone() };
                self.schema(&reference, intake)
            }
            Composed::Object { fields, .. } => {
                self.note_open(schema);
                let members = self.members(&fields, intake);
                self.add(WitnessShape::Object(members), schema, None, intake)
            }
            Composed::Alternatives(variants) => self.union(schema, &variants, None, intake),
        }
    }

    /// Alternatives without `null`, which belongs to the whole, and without unions among them. A single one needs no
    /// choice.
    fn union(
        &mut self,
        schema: &SchemaFacts,
        stated: &[SchemaFacts],
        discriminator: Option<&DiscriminatorFacts>,
        intake: &mut Intake<'_>,
    ) -> WitnessId {
        let (mut is_nullable, mut is_any) = (false, false);
        let mut variants: Vec<WitnessId> = Vec::new();
        for variant in stated {
            let id = self.variant(variant, intake);
            let witness = intake.witnesses.get(id).clone();
            is_nullable |= witness.nullable || matches!(witness.shape, WitnessShape::Null);
            match &witness.shape {
                WitnessShape::Null => {}
                WitnessShape::Any | WitnessShape::Unread(_) => is_any = true,
                WitnessShape::Union { variants: inner, .. } => variants.extend(inner.clone()),
                _ if witness.name.is_some()
                    && variants.iter().any(|&known| intake.witnesses.get(known).name == witness.name) => {}
                _ if variants.iter().any(|&known| intake.witnesses.join_scalars(known, id)) => {}
                _ => variants.push(id),
            }
        }
        let id = match variants.as_slice() {
            _ if is_any => self.add(WitnessShape::Any, schema, None, intake),
            [] if is_nullable => self.add(WitnessShape::Null, schema, None, intake),
            [] => self.add(WitnessShape::Any, schema, None, intake),
            [only] => {
                if let Some(said) = said(schema, None) {
                    intake.witnesses.say(*only, said);
                }
                *only
            }
            _ => {
                let discriminator = discriminator.cloned();
                self.add(WitnessShape::Union { variants, discriminator }, schema, None, intake)
            }
        };
        if is_nullable {
            intake.witnesses.allow_null(id);
        }
        id
    }

    /// Any JSON in place of what cannot be written out.
    fn refused(&mut self, schema: &SchemaFacts, why: &str, intake: &mut Intake<'_>) -> WitnessId {
        let message = format!("the schema {why}: any JSON is accepted there");
        let hint = "nothing needs to be done; `type` in `overrides.yaml` can state what comes there";
        let found = Diagnostic::new(Code::EndlessSchema, schema.origin.clone(), message).hint(hint);
        if !intake.diagnostics.contains(&found) {
            intake.diagnostics.push(found);
        }
        self.add(WitnessShape::Any, schema, None, intake)
    }

    fn add(
        &mut self,
        shape: WitnessShape,
        schema: &SchemaFacts,
        name: Option<&str>,
        intake: &mut Intake<'_>,
    ) -> WitnessId {
        let is_any = matches!(shape, WitnessShape::Any);
        let certainty = if is_any { Certainty::Unknown } else { Certainty::Stated };
        let evidence = self.evidence(&schema.origin, schema.last_line);
        let said = said(schema, name).map(Box::new);
        let name = name.map(str::to_owned);
        intake.witnesses.add(Witness { name, said, ..Witness::new(shape, certainty, evidence) })
    }

    fn note_open(&mut self, schema: &SchemaFacts) {
        if let SchemaShape::Object { fields, rest: Some(_) } = &schema.shape
            && !fields.is_empty()
        {
            self.open.push(schema.origin.clone());
        }
    }

    /// The listed values that are values of an enumeration.
    fn values(&mut self, stated: &[ValueFacts], read: listed::Read) -> Vec<EnumValue> {
        self.made += stated.len();
        listed::values(stated, self.kind, read)
    }

    /// What the page says of a field in words. What it does not say of the field itself it may say of the schema there.
    fn words(&self, schema: &SchemaFacts) -> Words {
        let all = composed::speaking(schema, self.page);
        let items = composed::items(schema, self.page);
        let of_items = items.map(|items| composed::speaking(items, self.page)).unwrap_or_default();
        let first = |pick: fn(&SchemaFacts) -> &Option<String>| {
            all.iter().find_map(|schema| pick(schema).clone().filter(|text| !text.is_empty()))
        };
        let mut bounds: Vec<String> = Vec::new();
        for bound in all.iter().flat_map(|schema| &schema.bounds) {
            if !bounds.contains(bound) {
                bounds.push(bound.clone());
            }
        }
        Words {
            title: first(|schema| &schema.title),
            description: first(|schema| &schema.description)
                .or_else(|| of_items.iter().find_map(|items| items.description.clone())),
            default: first(|schema| &schema.default),
            example: first(|schema| &schema.example),
            bounds,
            allowed: all
                .iter()
                .chain(&of_items)
                .map(|schema| listed::allowed(schema))
                .find(|list| !list.is_empty())
                .unwrap_or_default(),
            deprecated: schema.deprecated,
        }
    }
}

/// What a page says of a schema itself. A title that repeats its name says nothing.
fn said(schema: &SchemaFacts, name: Option<&str>) -> Option<Said> {
    let of = |schema: &SchemaFacts| -> Vec<String> {
        let told = [&schema.title, &schema.description].into_iter().flatten();
        told.filter(|text| !text.trim().is_empty() && Some(text.trim()) != name).cloned().collect()
    };
    let mut told = of(schema);
    if let (true, SchemaShape::AllOf(parts)) = (told.is_empty(), &schema.shape) {
        // What a part with a name says is said of that name.
        let ours = parts.iter().filter(|part| !matches!(part.shape, SchemaShape::Reference(_)));
        told = ours.flat_map(of).collect();
    }
    let description = (!told.is_empty()).then(|| told.join("\n\n"));
    (description.is_some() || !schema.bounds.is_empty())
        .then(|| Said { description, bounds: schema.bounds.clone() })
}

/// What evidence on pages of this kind is called.
pub(super) const fn evidence_kind(kind: PageKind) -> EvidenceKind {
    match kind {
        PageKind::OpenApi | PageKind::Markdown | PageKind::Payload => EvidenceKind::Schema,
        PageKind::Article | PageKind::Text => EvidenceKind::Table,
    }
}
