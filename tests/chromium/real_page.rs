//! Real pages, which lie beside the repository on some machines only.

use generator::scrape::facts::{FieldFacts, Page, SchemaFacts, SchemaShape, SecurityKind};
use generator::scrape::{Capture, read};

use serde_json::{Value as Json, json};

use crate::repository;
use crate::synthetic::payload;

fn real(name: &str) -> Option<Capture> {
    let path = repository::corpus().join("html").join(name);
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        println!("skipped: there is no {name} beside the repository");
    }
    Some(Capture { file: "captures/en/page.html".into(), bytes: bytes? })
}

#[test]
fn a_page_of_prose_gives_its_site() {
    let Some(capture) = real("remix-doc-page.html") else { return };
    let reading = read(&capture);
    assert_eq!(reading.diagnostics, []);
    assert!(reading.pages.is_empty());
    let site = reading.site.expect("a site");
    // Counted by a script in another language: 27 pages of prose, 55 folders, 232 endpoints.
    assert_eq!(site.navigation.len(), 27 + 55 + 232);
    assert_eq!(site.navigation.iter().filter(|item| item.verb.is_some()).count(), 232);
    assert_eq!(site.navigation.iter().filter_map(|item| item.depth).max(), Some(2));
    assert!(site.navigation.iter().all(|item| item.line == 35));
    assert_eq!(site.servers.len(), 2);
    assert_eq!(site.security.schemes[0].kind, SecurityKind::Bearer);
}

#[test]
fn a_fragment_without_a_call_says_so() {
    let Some(capture) = real("dom-generation-1-row.html") else { return };
    let reading = read(&capture);
    assert!(reading.pages.is_empty() && reading.site.is_none());
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].code.word(), "no-endpoint");
}

/// How many members the schemas in a value have, counted where they stand.
fn properties(json: &Json) -> usize {
    match json {
        Json::Object(members) => {
            let own = members.get("properties").and_then(Json::as_object).map_or(0, serde_json::Map::len);
            own + members.values().map(properties).sum::<usize>()
        }
        Json::Array(items) => items.iter().map(properties).sum(),
        _ => 0,
    }
}

/// The fields of a schema, also of the definitions that it refers to; a definition may be written out beside its name.
fn fields<'a>(schema: &'a SchemaFacts, page: &'a Page) -> Vec<&'a FieldFacts> {
    match &schema.shape {
        SchemaShape::Object { fields, .. } => fields.iter().collect(),
        SchemaShape::Array(Some(inner)) | SchemaShape::Map(Some(inner)) => fields(inner, page),
        SchemaShape::OneOf { variants: parts, .. }
        | SchemaShape::AnyOf(parts)
        | SchemaShape::AllOf(parts) => parts.iter().flat_map(|part| fields(part, page)).collect(),
        SchemaShape::Reference(name) => fields(&page.definitions[name], page),
        _ => Vec::new(),
    }
}

/// Checks that each member of a schema in the model is one of the facts, and counts them.
fn compare(stated: &Json, schemas: &[&SchemaFacts], page: &Page) -> usize {
    let found: Vec<_> = schemas.iter().flat_map(|schema| fields(schema, page)).collect();
    let stated = if stated["items"].is_object() { &stated["items"] } else { stated };
    let properties = stated["properties"].as_object();
    let below = properties.into_iter().flatten().map(|(name, property)| {
        let schemas: Vec<_> =
            found.iter().filter(|field| field.name.value == *name).map(|field| &field.schema).collect();
        assert!(!schemas.is_empty(), "{name} is lost");
        1 + compare(property, &schemas, page)
    });
    below.sum()
}

/// What the model keeps for its own use, and what is said otherwise in facts: types, order, states that are no news.
const OWN: [&str; 14] = [
    "id",
    "customApiFields",
    "responseChildren",
    "ordering",
    "oasKey",
    "responseId",
    "moduleId",
    "sourceUrl",
    "visibility",
    "type",
    "$ref",
    "x-apifox-orders",
    "status",
    "method",
];

/// Every text and number below a value of the model.
fn leaves(json: &Json) -> Vec<String> {
    match json {
        Json::Object(members) => {
            let told = members.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
            told.flat_map(|(_, value)| leaves(value)).collect()
        }
        Json::Array(items) => items.iter().flat_map(leaves).collect(),
        Json::String(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Json::Number(number) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

#[test]
fn real_endpoints_of_the_model_are_read_whole() {
    let Some(samples) = real("internal-api-model-samples.json") else { return };
    let samples: Json = serde_json::from_slice(&samples.bytes).expect("JSON");
    let mut definitions = serde_json::Map::new();
    let items = samples["schemas"].as_array().into_iter().flatten();
    for item in items.flat_map(|folder| folder["items"].as_array().into_iter().flatten()) {
        let id = item["id"].as_str().and_then(|id| id.rsplit('/').next()).expect("an id");
        definitions.insert(id.to_owned(), item.clone());
    }
    let apis = samples["apis"].as_array().expect("endpoints");
    assert_eq!(apis.len(), 4);
    let mut count = 0;
    for listed in apis {
        let mut data = listed["api"].clone();
        data["name"] = listed["name"].clone();
        let state = json!({
            "resourceData": {
                "type": "apiDetail", "data": &data, "extraData": { "dataSchemaDefinitions": definitions },
            },
            "environments": { "environmentList": samples["environments"] },
            "commonParameters": samples["commonParameters"],
        });
        let page = payload::around(&state, "A real endpoint", "");
        let capture = Capture { file: "captures/zh/page.html".into(), bytes: page.into_bytes() };
        let reading = read(&capture);
        let [page] = reading.pages.as_slice() else { panic!("{:?}", reading.diagnostics) };
        assert_eq!(page.title.value, listed["name"]);
        assert_eq!(page.path.value, listed["api"]["path"]);
        assert_eq!(page.servers[0].url, samples["environments"][0]["baseUrl"]);
        let stated = &listed["api"]["responses"][0]["jsonSchema"];
        let body = page.responses[0].body.as_ref().expect("a body");
        let compared = compare(stated, &[body.schema.as_ref().expect("a schema")], page);
        assert_eq!(compared, properties(stated), "{}", page.path.value);
        let told = format!("{reading:?}");
        for leaf in leaves(&data) {
            let quoted = format!("{leaf:?}");
            assert!(told.contains(quoted.trim_matches('"')), "{leaf} is in no fact and no message");
        }
        assert!(body.examples.iter().all(|example| example.json.is_some()));
        for item in definitions.values() {
            let name = item["name"].as_str().expect("a name");
            let stated = &item["schema"]["jsonSchema"];
            assert_eq!(compare(stated, &[&page.definitions[name]], page), properties(stated), "{name}");
        }
        count += properties(stated);
    }
    assert!(count > 40, "only {count} members");
}
