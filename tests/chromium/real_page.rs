//! Real pages, which lie beside the repository on some machines only.

use generator::scrape::facts::{SchemaFacts, SchemaShape, SecurityKind};
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

fn members(schema: &SchemaFacts) -> usize {
    match &schema.shape {
        SchemaShape::Object { fields, .. } => {
            fields.len() + fields.iter().map(|field| members(&field.schema)).sum::<usize>()
        }
        SchemaShape::Array(Some(inner)) | SchemaShape::Map(Some(inner)) => members(inner),
        SchemaShape::OneOf { variants: parts, .. }
        | SchemaShape::AnyOf(parts)
        | SchemaShape::AllOf(parts) => parts.iter().map(members).sum(),
        _ => 0,
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
                "type": "apiDetail", "data": data, "extraData": { "dataSchemaDefinitions": definitions },
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
        assert_eq!(
            members(body.schema.as_ref().expect("a schema")),
            properties(stated),
            "{}",
            page.path.value
        );
        assert!(body.examples.iter().all(|example| example.json.is_some()));
        for item in definitions.values() {
            let name = item["name"].as_str().expect("a name");
            assert_eq!(members(&page.definitions[name]), properties(&item["schema"]["jsonSchema"]), "{name}");
        }
        count += properties(stated);
    }
    assert!(count > 40, "only {count} members");
}
