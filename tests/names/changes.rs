//! What may happen to pages and rows.

use generator::scrape::Capture;
use generator::spec::Spec;
use generator::spec::endpoint::Endpoint;
use generator::spec::schema::{Field, Presence, Schema, Shape};

/// The same pages under names that sort the other way round within their edition.
pub(crate) fn in_another_order(captures: &[Capture]) -> Vec<Capture> {
    let mut sorted = captures.to_vec();
    sorted.sort_by(|one, other| other.file.cmp(&one.file));
    let renamed = sorted.into_iter().enumerate().map(|(at, capture)| {
        let (folder, name) = capture.file.rsplit_once('/').expect("a capture lies in a folder");
        Capture { file: format!("{folder}/{at:03}-{name}").into(), ..capture.clone() }
    });
    renamed.collect()
}

/// The same pages under other titles, in another language.
pub(crate) fn retitled(captures: &[Capture]) -> Vec<Capture> {
    let (facts, _) = generator::read(captures);
    let mut captures = captures.to_vec();
    for (number, page) in facts.pages.iter().enumerate() {
        let capture =
            captures.iter_mut().find(|capture| capture.file == page.file).expect("the page's capture");
        // A page in a legacy charset cannot hold the new title as it is written here.
        let Ok(text) = String::from_utf8(capture.bytes.clone()) else { continue };
        let line = usize::try_from(page.title.origin.line).expect("a line number fits") - 1;
        let lines = text.split_inclusive('\n').enumerate().map(|(at, words)| {
            if at == line {
                words.replacen(&page.title.value, &format!("全新标题{number}"), 1)
            } else {
                words.to_owned()
            }
        });
        capture.bytes = lines.collect::<String>().into_bytes();
    }
    captures
}

/// Rows, listed values and alternatives in another order.
pub(crate) fn shuffle(spec: &mut Spec) {
    every_endpoint(spec, &mut |endpoint| endpoint.parameters.reverse());
    every_schema(spec, &mut |schema| match &mut schema.shape {
        Shape::Object { fields } => {
            fields.reverse();
            let half = fields.len() / 3;
            fields.rotate_left(half);
        }
        Shape::Union { variants, .. } => variants.reverse(),
        Shape::String { values, .. } | Shape::Integer { values, .. } => values.reverse(),
        _ => {}
    });
}

/// Beside every row, new ones that come before it and want its name.
pub(crate) fn crowd(spec: &mut Spec) {
    every_schema(spec, &mut |schema| {
        if let Shape::Object { fields } = &mut schema.shape {
            crowd_fields(fields);
        }
    });
    every_endpoint(spec, &mut |endpoint| {
        let is_optional = |field: &Field| field.presence != Presence::Required;
        let mut sent =
            endpoint.parameters.iter().filter(|one| !one.authentication && is_optional(&one.field));
        let Some(model) = sent.next_back().filter(|one| one.location.word() == "query").cloned() else {
            return;
        };
        let mut fields: Vec<Field> = endpoint.parameters.iter().map(|one| one.field.clone()).collect();
        let known = fields.len();
        crowd_fields(&mut fields);
        let new = fields.len() - known;
        let rivals = fields.into_iter().take(new);
        let rivals = rivals.map(|field| generator::spec::endpoint::Parameter { field, ..model.clone() });
        endpoint.parameters.splice(0..0, rivals);
    });
}

fn crowd_fields(fields: &mut Vec<Field>) {
    let mut rivals: Vec<Field> = Vec::new();
    for field in &*fields {
        let snake = field.name.chars().fold(String::new(), |name, letter| {
            let gap = if letter.is_ascii_uppercase() { "_" } else { "" };
            name + gap + &letter.to_ascii_lowercase().to_string()
        });
        for name in [snake.clone(), format!("_{snake}"), field.name.to_uppercase(), format!("with_{snake}")] {
            if !fields.iter().chain(&rivals).any(|other| other.name == name) {
                let schema = Schema {
                    shape: Shape::String { format: None, values: Vec::new() },
                    nullable: false,
                    certainty: field.schema.certainty,
                    evidence: Vec::new(),
                    description: None,
                    bounds: Vec::new(),
                    corrected: Vec::new(),
                };
                rivals.push(Field { name, schema, presence: Presence::Optional, ..field.clone() });
            }
        }
    }
    fields.splice(0..0, rivals);
}

fn every_endpoint(spec: &mut Spec, change: &mut impl FnMut(&mut Endpoint)) {
    spec.groups.values_mut().flat_map(|group| &mut group.endpoints).for_each(change);
}

fn every_schema(spec: &mut Spec, change: &mut impl FnMut(&mut Schema)) {
    let shared = spec.shared.schemas.values_mut().chain(&mut spec.shared.envelope);
    shared.for_each(|named| within(&mut named.schema, change));
    for group in spec.groups.values_mut() {
        group.schemas.values_mut().for_each(|named| within(&mut named.schema, change));
        for endpoint in &mut group.endpoints {
            let answers = endpoint.responses.iter_mut().flat_map(|response| &mut response.bodies);
            answers.chain(&mut endpoint.bodies).for_each(|body| within(&mut body.schema, change));
            endpoint.parameters.iter_mut().for_each(|one| within(&mut one.field.schema, change));
        }
    }
}

fn within(schema: &mut Schema, change: &mut impl FnMut(&mut Schema)) {
    match &mut schema.shape {
        Shape::Array { items: inner } | Shape::Map { entries: inner } => within(inner, change),
        Shape::Object { fields } => fields.iter_mut().for_each(|field| within(&mut field.schema, change)),
        Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
            for part in parts {
                within(part, change);
            }
        }
        _ => {}
    }
    change(schema);
}
