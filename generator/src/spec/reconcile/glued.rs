//! Allowed values that copying glued together, cut where another witness of the endpoint proves where: examples,
//! defaults, sample calls, descriptions, and pages that print them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::glued_cut::{SEPARATORS, cut};
use crate::diagnostic::{Code, Diagnostic, Stated, quote};
use crate::scrape::facts::{FieldFacts, Page, Row, SchemaFacts, SchemaShape, ValueFacts, Verb};
use crate::scrape::json::{Json, JsonValue};

/// The values that all pages of an endpoint show, by the name of the parameter or field.
type Known = BTreeMap<(String, Verb), BTreeMap<String, BTreeSet<String>>>;

/// Puts apart what is glued together, and warns where nothing proves how.
pub(super) fn split(pages: &mut [Page], diagnostics: &mut Vec<Diagnostic>) {
    if !pages.iter().flat_map(rows).any(|row| row.allowed.len() == 1) {
        return;
    }
    let known = known(pages);
    for page in pages {
        let of_endpoint = known.get(&(page.path.value.clone(), page.verb.value));
        for row in rows_mut(page) {
            let [only] = row.allowed.as_slice() else { continue };
            let values = of_endpoint.and_then(|names| names.get(&row.name.value));
            let values: BTreeSet<_> = values.into_iter().flatten().map(String::as_str).collect();
            match cut(&only.value, &values) {
                Some(parts) => {
                    let origin = only.origin.clone();
                    row.allowed = parts.into_iter().map(|part| Stated::new(part, origin.clone())).collect();
                }
                None if values.contains(only.value.as_str()) => {}
                None => diagnostics.extend(doubt(only)),
            }
        }
    }
}

/// What to say of a line that may hold several values.
fn doubt(line: &Stated<String>) -> Option<Diagnostic> {
    if line.value.contains([' ', '/']) || line.value.contains(SEPARATORS) {
        return None;
    }
    let message = format!("{} is one allowed value or several glued together", quote(&line.value));
    let found = Diagnostic::new(Code::GluedText, line.origin.clone(), message).focus(line.value.as_str());
    Some(found.hint("if there are several, put each on a line of its own in the capture"))
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    let groups = page.parameters.iter().flat_map(|group| &group.rows);
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    groups.chain(page.bodies.iter().chain(answers).flat_map(|body| &body.rows))
}

fn rows_mut(page: &mut Page) -> impl Iterator<Item = &mut Row> {
    let groups = page.parameters.iter_mut().flat_map(|group| &mut group.rows);
    let answers = page.responses.iter_mut().filter_map(|response| response.body.as_mut());
    groups.chain(page.bodies.iter_mut().chain(answers).flat_map(|body| &mut body.rows))
}

fn known(pages: &[Page]) -> Known {
    let mut known = Known::new();
    for page in pages {
        let names = known.entry((page.path.value.clone(), page.verb.value)).or_default();
        let mut seen = Seen { names };
        rows(page).for_each(|row| seen.row(row));
        for field in page.parameters.iter().flat_map(|group| &group.fields) {
            seen.field(field);
        }
        let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
        for body in page.bodies.iter().chain(answers) {
            body.schema.iter().for_each(|schema| seen.schema("", schema));
            let examples = body.examples.iter().filter_map(|example| example.json.as_ref());
            examples.for_each(|json| seen.json("", json));
        }
        page.definitions.values().for_each(|schema| seen.schema("", schema));
        for curl in &page.curls {
            curl.body.iter().filter_map(|body| body.json.as_ref()).for_each(|json| seen.json("", json));
            curl.headers.iter().for_each(|header| seen.value(&header.name, &header.value));
            let query = curl.url.split_once('?').map_or("", |(_, query)| query);
            for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
                seen.value(name, value);
            }
        }
    }
    known
}

/// Takes in the values that one page shows.
struct Seen<'k> {
    names: &'k mut BTreeMap<String, BTreeSet<String>>,
}

impl Seen<'_> {
    fn value(&mut self, name: &str, value: &str) {
        if !name.is_empty() && !value.is_empty() {
            self.names.entry(name.to_owned()).or_default().insert(value.to_owned());
        }
    }

    fn row(&mut self, row: &Row) {
        let name = &row.name.value;
        let apart = if row.allowed.len() > 1 { &row.allowed[..] } else { &[] };
        for stated in apart.iter().chain(&row.default).chain(&row.example) {
            self.value(name, &stated.value);
        }
        for line in row.title.iter().chain(&row.description) {
            for value in told(&line.value) {
                self.value(name, value);
            }
        }
    }

    fn field(&mut self, field: &FieldFacts) {
        self.schema(&field.name.value, &field.schema);
    }

    /// What a schema lists for the field `name`, and for the fields below it.
    fn schema(&mut self, name: &str, schema: &SchemaFacts) {
        for value in schema.default.iter().chain(&schema.example) {
            self.value(name, value);
        }
        match &schema.shape {
            SchemaShape::String { values, .. }
            | SchemaShape::Integer { values, .. }
            | SchemaShape::Number { values, .. } => self.listed(name, values),
            SchemaShape::Array(items) => items.iter().for_each(|items| self.schema(name, items)),
            SchemaShape::Object { fields, .. } => fields.iter().for_each(|field| self.field(field)),
            SchemaShape::OneOf { variants, .. }
            | SchemaShape::AnyOf(variants)
            | SchemaShape::AllOf(variants) => {
                for variant in variants {
                    self.schema(name, variant);
                }
            }
            _ => {}
        }
    }

    fn listed(&mut self, name: &str, values: &[ValueFacts]) {
        for value in values {
            self.json(name, &value.value);
        }
    }

    fn json(&mut self, name: &str, json: &Json) {
        match &json.value {
            JsonValue::String(value) | JsonValue::Number(value) => self.value(name, value),
            JsonValue::Array(items) => items.iter().for_each(|item| self.json(name, item)),
            JsonValue::Object(members) => members.iter().for_each(|(name, value)| self.json(name, value)),
            JsonValue::Null | JsonValue::Boolean(_) => {}
        }
    }
}

/// The values that a text lists with their words: `v1: new, v2: old`, `0-no；1-yes`. Fewer than two are no list.
fn told(text: &str) -> Vec<&str> {
    let value = |piece: &'_ str| -> Option<(usize, usize)> {
        let end = piece.find([':', '：', '=', '-', '【', '(', '（'])?;
        let before = piece.get(..end)?.trim_end();
        let start = before.rfind(|letter: char| !is_part(letter)).map_or(0, |at| {
            at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
        });
        (start < before.len()).then_some((start, before.len()))
    };
    let pieces = text.split([',', '，', ';', '；', '、', '】', ')', '）', '\n']);
    let found: Vec<_> =
        pieces.filter_map(|piece| value(piece).and_then(|(start, end)| piece.get(start..end))).collect();
    if found.len() < 2 { Vec::new() } else { found }
}

fn is_part(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_lists_values_with_their_words() {
        assert_eq!(told("v1: new, v2: old"), ["v1", "v2"]);
        assert_eq!(told("状态 new【新】paid【已付】"), ["new", "paid"]);
        assert_eq!(told("0-no；1-yes"), ["0", "1"]);
        assert_eq!(told("see: the docs"), [""; 0]);
        assert_eq!(told("nothing, at all"), [""; 0]);
    }
}
