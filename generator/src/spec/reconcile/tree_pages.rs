//! Pages with stated trees, built by hand for tests, and what they are reconciled to.

use std::sync::Arc;

use super::nesting_tests::json_of;
use super::reconcile;
use crate::diagnostic::{Diagnostic, Origin, Stated};
use crate::scrape::Capture;
use crate::scrape::facts::{
    Badge, BodyFacts, ExampleFacts, Facts, FieldFacts, Page, PageKind, ResponseFacts, Row, SchemaFacts,
    SchemaShape, ValueFacts, Verb,
};
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::type_expression::TypeExpression;
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Endpoint;
use crate::spec::fit::Fit;
use crate::spec::names::Names;
use crate::spec::schema::{Field, Presence, Schema, Shape};
use crate::spec::type_words::type_words;

pub(super) const FILE: &str = "captures/en/find.md";

pub(super) fn at(line: u32) -> Origin {
    Origin::new(FILE, line)
}

pub(super) fn of(shape: SchemaShape) -> SchemaFacts {
    SchemaFacts::bare(shape, at(1))
}

pub(super) fn string() -> SchemaFacts {
    of(SchemaShape::String { format: None, values: Vec::new() })
}

pub(super) fn integer() -> SchemaFacts {
    of(SchemaShape::Integer { format: None, values: Vec::new() })
}

pub(super) fn number() -> SchemaFacts {
    of(SchemaShape::Number { format: None, values: Vec::new() })
}

pub(super) fn one_of_words(words: &[&str]) -> SchemaFacts {
    let value = |word: &&str| listed(JsonValue::String((*word).to_owned()));
    of(SchemaShape::String { format: None, values: words.iter().map(value).collect() })
}

pub(super) fn listed(value: JsonValue) -> ValueFacts {
    ValueFacts { value: Json { line: 1, value }, name: None, description: None, origin: at(1) }
}

pub(super) fn array(items: SchemaFacts) -> SchemaFacts {
    of(SchemaShape::Array(Some(Box::new(items))))
}

pub(super) fn map(entries: SchemaFacts) -> SchemaFacts {
    of(SchemaShape::Map(Some(Box::new(entries))))
}

pub(super) fn reference(name: &str) -> SchemaFacts {
    of(SchemaShape::Reference(name.to_owned()))
}

pub(super) fn one_of(variants: &[SchemaFacts]) -> SchemaFacts {
    of(SchemaShape::OneOf { variants: variants.to_vec(), discriminator: None })
}

pub(super) fn all_of(parts: &[SchemaFacts]) -> SchemaFacts {
    of(SchemaShape::AllOf(parts.to_vec()))
}

/// Names that end in `!` are required.
pub(super) fn object(members: &[(&str, SchemaFacts)]) -> SchemaFacts {
    of(SchemaShape::Object { fields: fields(members), rest: None })
}

pub(super) fn fields(members: &[(&str, SchemaFacts)]) -> Vec<FieldFacts> {
    let field = |(name, schema): &(&str, SchemaFacts)| FieldFacts {
        name: Stated::new(name.trim_end_matches('!').to_owned(), at(1)),
        presence: Some(if name.ends_with('!') { Badge::Required } else { Badge::Optional }),
        schema: schema.clone(),
        style: None,
        explode: None,
    };
    members.iter().map(field).collect()
}

pub(super) fn example(text: &str) -> ExampleFacts {
    let json = json_of(&serde_json::from_str(text).unwrap());
    ExampleFacts { name: None, origin: at(9), last_line: 9, text: text.to_owned(), json: Some(json) }
}

pub(super) fn body(schema: SchemaFacts, examples: &[&str]) -> BodyFacts {
    BodyFacts {
        media_type: "application/json".to_owned(),
        origin: at(1),
        root: None,
        rows: Vec::new(),
        schema: Some(schema),
        required: None,
        examples: examples.iter().map(|text| example(text)).collect(),
    }
}

pub(super) fn answer(status: u16, label: &str, body: BodyFacts) -> ResponseFacts {
    ResponseFacts {
        origin: at(1),
        status: Some(status),
        label: label.to_owned(),
        description: Vec::new(),
        headers: Vec::new(),
        body: Some(body),
    }
}

/// A Markdown page of `GET /things` that answers so.
pub(super) fn page(responses: Vec<ResponseFacts>, definitions: &[(&str, SchemaFacts)]) -> Page {
    let definitions = definitions.iter().map(|(name, schema)| ((*name).to_owned(), Arc::new(schema.clone())));
    let capture = Capture { file: FILE.into(), bytes: Vec::new() };
    let title = Stated::new("Find a thing".to_owned(), at(1));
    let (verb, path) = (Stated::new(Verb::Get, at(1)), Stated::new("/things".to_owned(), at(1)));
    Page {
        responses,
        definitions: definitions.collect(),
        ..Page::start(PageKind::Markdown, &capture, title, verb, path)
    }
}

pub(super) fn answering(schema: SchemaFacts, examples: &[&str], definitions: &[(&str, SchemaFacts)]) -> Page {
    page(vec![answer(200, "OK", body(schema, examples))], definitions)
}

pub(super) fn reconciled(pages: &[Page]) -> (Spec, Vec<Diagnostic>) {
    let facts = Facts { pages: pages.to_vec(), ..Facts::default() };
    let (api, mut names) = (ApiDescription::default(), Names::default());
    let (spec, diagnostics) = reconcile(&facts, &api, &mut names);
    for endpoint in spec.endpoints() {
        let answers = endpoint.responses.iter().flat_map(|response| &response.bodies);
        for body in endpoint.bodies.iter().chain(answers) {
            for example in body.examples.iter().filter(|example| example.json) {
                let misfits = Fit::new(&spec, &api).misfits(body, &example.text);
                assert!(misfits.is_empty(), "{} in {:#?}: {misfits:#?}", example.text, body.schema);
            }
        }
    }
    (spec, diagnostics)
}

/// The spec of pages with which nothing is wrong.
pub(super) fn clean(pages: &[Page]) -> Spec {
    let (spec, diagnostics) = reconciled(pages);
    assert!(diagnostics.is_empty(), "{diagnostics:#?}");
    assert_eq!(spec.contradictions().count(), 0, "{:#?}", spec.contradictions().collect::<Vec<_>>());
    spec
}

pub(super) fn endpoint(spec: &Spec) -> &Endpoint {
    spec.endpoints().next().unwrap()
}

pub(super) fn answered(spec: &Spec) -> &Schema {
    &endpoint(spec).responses[0].bodies[0].schema
}

pub(super) fn members(schema: &Schema) -> &[Field] {
    let Shape::Object { fields } = &schema.shape else { panic!("{schema:#?} is no object") };
    fields
}

/// `name: type`, with `!` behind the name of what is required and `?` behind what may be null.
pub(super) fn shown(schema: &Schema) -> Vec<String> {
    let field = |field: &Field| {
        let mark = if field.presence == Presence::Required { "!" } else { "" };
        let null = if field.schema.nullable { "?" } else { "" };
        format!("{}{mark}: {}{null}", field.name, type_words(&field.schema))
    };
    members(schema).iter().map(field).collect()
}

pub(super) fn row(name: &str, type_words: &str, badge: Option<Badge>, line: u32) -> Row {
    let at = Origin::new("captures/en/find.txt", line);
    Row {
        name: Stated::new(name.to_owned(), at.clone()),
        type_expression: Stated::new(TypeExpression::parse(type_words).unwrap(), at.clone()),
        title: None,
        badge: badge.map(|badge| Stated::new(badge, at.clone())),
        description: vec![Stated::new(format!("What {name} is."), at)],
        bounds: Vec::new(),
        allowed: Vec::new(),
        default: None,
        example: None,
        last_line: line,
    }
}

/// The text of a page: flat rows, some without a badge.
pub(super) fn text(rows: Vec<Row>) -> Page {
    let mut page = page(Vec::new(), &[]);
    page.kind = PageKind::Text;
    page.file = "captures/en/find.txt".into();
    let facts = BodyFacts { schema: None, rows, ..body(string(), &[]) };
    let origin = Origin::new("captures/en/find.txt", 2);
    page.responses = vec![ResponseFacts { origin, ..answer(200, "成功", facts) }];
    page
}
