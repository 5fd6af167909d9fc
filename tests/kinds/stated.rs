//! Forms that state schemas as trees: whatever the schema language can say, each of them says the same.

use std::collections::BTreeMap;

use generator::scrape::Capture;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_assert_eq, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value as Json, json};

use crate::synthetic::payload;
use crate::{config, difference, spec};

/// Schemas with a name, which refer to each other and to themselves.
const NAMED: [&str; 4] = ["Order", "State", "订单", "Choice"];

const WORDS: [&str; 4] = ["How it is called", "From 1.", "单位：元", "Kept for a day"];

/// An endpoint that takes and gives one schema each.
#[derive(Clone, Debug)]
struct Stated {
    sent: Json,
    given: Json,
    query: Json,
    named: BTreeMap<&'static str, Json>,
}

fn stated() -> impl Strategy<Value = Stated> {
    (schema(), schema(), listed_or_referred(), (object(), listed(), object(), choice())).prop_map(
        |(sent, given, query, (one, two, three, four))| Stated {
            sent,
            given,
            query,
            named: NAMED.into_iter().zip([one, two, three, four]).collect(),
        },
    )
}

/// Any schema. References are to be led to where a form keeps what has a name.
fn schema() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![scalar(), listed(), reference()];
    let tree = leaf.prop_recursive(3, 16, 3, |inner| {
        let inner = inner.boxed();
        prop_oneof![
            (inner.clone(), option::of(1_u8..9)).prop_map(|(items, most)| {
                let list = json!({ "type": "array", "items": items });
                with(list, "maxItems", most.map(Json::from))
            }),
            inner.clone().prop_map(|entries| json!({ "type": "object", "additionalProperties": entries })),
            object_of(inner.clone()),
            vec(inner.clone(), 2..=3).prop_map(|all| json!({ "oneOf": all })),
            vec(inner, 2..=3).prop_map(|all| json!({ "anyOf": all })),
            (object(), object()).prop_map(|(one, other)| json!({ "allOf": [one, other] })),
        ]
    });
    worded(tree).boxed()
}

fn reference() -> impl Strategy<Value = Json> {
    select(&NAMED[..]).prop_map(|name| json!({ "$ref": name }))
}

fn listed_or_referred() -> impl Strategy<Value = Json> {
    prop_oneof![listed(), Just(json!({ "$ref": "State" }))]
}

fn scalar() -> impl Strategy<Value = Json> {
    prop_oneof![
        select(&["date-time", "uuid", "byte"][..])
            .prop_map(|word| json!({ "type": "string", "format": word })),
        (1_u8..9).prop_map(|least| json!({ "type": "string", "minLength": least, "maxLength": 9 })),
        select(&["int32", "int64"][..]).prop_map(|word| json!({ "type": "integer", "format": word })),
        Just(json!({ "type": "integer", "minimum": 1, "default": 3 })),
        Just(json!({ "type": "number", "exclusiveMinimum": true, "minimum": 0 })),
        Just(json!({ "type": "boolean", "example": true })),
        Just(json!({})),
    ]
}

fn listed() -> impl Strategy<Value = Json> {
    let words = select(&["NEW", "paid", "in-work", "3"][..]);
    prop_oneof![
        proptest::collection::btree_set(words, 1..=4)
            .prop_map(|all| json!({ "type": "string", "enum": all })),
        proptest::collection::btree_set(0_u8..9, 1..=4)
            .prop_map(|all| json!({ "type": "integer", "enum": all })),
    ]
}

fn choice() -> impl Strategy<Value = Json> {
    let all = prop_oneof![
        scalar(),
        reference(),
        object(),
        reference().prop_map(|items| json!({ "type": "array", "items": items }))
    ];
    vec(all, 2..=4).prop_map(|all| json!({ "oneOf": all }))
}

fn object() -> impl Strategy<Value = Json> {
    object_of(prop_oneof![scalar(), listed(), reference()].boxed())
}

fn object_of(inner: BoxedStrategy<Json>) -> impl Strategy<Value = Json> {
    let members =
        btree_map(select(&["id", "type", "数据", "X-9", "list"][..]), (worded(inner), any::<bool>()), 1..=4);
    members.prop_map(|members| {
        let required: Vec<_> =
            members.iter().filter(|(_, (_, required))| *required).map(|(name, _)| *name).collect();
        let properties: Map<_, _> =
            members.iter().map(|(name, (schema, _))| ((*name).to_owned(), schema.clone())).collect();
        // The members of what a page embeds have no order of their own.
        let order: Vec<_> = members.keys().collect();
        json!({ "type": "object", "properties": properties, "required": required, "x-apifox-orders": order })
    })
}

/// With words beside it, which those that only refer leave out: readers differ in whether such words count.
fn worded(schema: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
    let words = || option::weighted(0.3, select(&WORDS[..]));
    (schema, words(), words(), proptest::bool::weighted(0.2)).prop_map(
        |(schema, title, description, nullable)| {
            if schema.get("$ref").is_some() {
                return schema;
            }
            // What has no type has no word for `null` in 3.1.
            let nullable =
                nullable && ["type", "oneOf", "anyOf"].iter().any(|word| schema.get(word).is_some());
            let schema = with(schema, "title", title.map(Json::from));
            let schema = with(schema, "description", description.map(Json::from));
            with(schema, "nullable", nullable.then_some(Json::from(true)))
        },
    )
}

fn with(mut schema: Json, key: &str, value: Option<Json>) -> Json {
    if let (Json::Object(members), Some(value)) = (&mut schema, value) {
        members.insert(key.to_owned(), value);
    }
    schema
}

/// The schema with its references led to where `place` says.
fn led(schema: &Json, place: &impl Fn(&str) -> String) -> Json {
    match schema {
        Json::Object(members) => {
            let lead = |(key, value): (&String, &Json)| match (key.as_str(), value) {
                ("$ref", Json::String(name)) => (key.clone(), Json::from(place(name))),
                (_, value) => (key.clone(), led(value, place)),
            };
            Json::Object(members.iter().map(lead).collect())
        }
        Json::Array(items) => items.iter().map(|item| led(item, place)).collect(),
        other => other.clone(),
    }
}

/// The schema in the words of `OpenAPI` 3.1, which are those of JSON Schema.
fn newer(schema: &Json) -> Json {
    let Json::Object(members) = schema else {
        return schema.as_array().map_or_else(|| schema.clone(), |items| items.iter().map(newer).collect());
    };
    let mut words: Map<_, _> = members.iter().map(|(key, value)| (key.clone(), newer(value))).collect();
    if words.remove("nullable").is_some() {
        if let Some(Json::String(word)) = words.get("type").cloned() {
            words.insert("type".to_owned(), json!([word, "null"]));
            if let Some(Json::Array(values)) = words.get_mut("enum") {
                values.push(Json::Null);
            }
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(Json::Array(all)) = words.get_mut(choice) {
                all.push(json!({ "type": "null" }));
            }
        }
    }
    if words.get("exclusiveMinimum") == Some(&Json::from(true)) {
        let least = words.remove("minimum").unwrap_or_default();
        words.insert("exclusiveMinimum".to_owned(), least);
    }
    if words.get("enum").and_then(Json::as_array).is_some_and(|values| values.len() == 1) {
        let only = words.remove("enum").map(|values| values[0].clone());
        words.insert("const".to_owned(), only.unwrap_or_default());
    }
    if let Some(example) = words.remove("example") {
        words.insert("examples".to_owned(), json!([example]));
    }
    Json::Object(words)
}

impl Stated {
    /// The endpoint, its schemas in the words of `OpenAPI` 3.1.
    fn newer(&self) -> Self {
        let named = self.named.iter().map(|(name, schema)| (*name, newer(schema))).collect();
        Self { sent: newer(&self.sent), given: newer(&self.given), query: newer(&self.query), named }
    }

    /// An `OpenAPI` document of the endpoint.
    fn document(&self) -> Json {
        let place = |name: &str| format!("#/components/schemas/{name}");
        let named: Map<_, _> =
            self.named.iter().map(|(name, schema)| ((*name).to_owned(), led(schema, &place))).collect();
        json!({
            "openapi": "3.0.1",
            "info": { "title": "", "version": "1.0.0" },
            "paths": { "/things": { "post": {
                "summary": "Make it",
                "tags": ["Things"],
                "parameters": [{ "name": "state", "in": "query", "schema": led(&self.query, &place) }],
                "requestBody": { "content": { "application/json": { "schema": led(&self.sent, &place) } } },
                "responses": { "200": {
                    "description": "",
                    "x-apidog-name": "Success",
                    "content": { "application/json": { "schema": led(&self.given, &place) } },
                } },
                "security": [],
            } } },
            "components": { "schemas": named },
        })
    }

    /// The state that a current site embeds in the endpoint's page.
    fn state(&self) -> Json {
        let id =
            |name: &str| 7000 + NAMED.iter().position(|known| *known == name).expect("a name that is known");
        let place = |name: &str| format!("#/definitions/{}", id(name));
        let definition = |(name, schema): (&&str, &Json)| {
            (id(name).to_string(), json!({ "id": id(name), "name": name, "jsonSchema": led(schema, &place) }))
        };
        let definitions: Map<_, _> = self.named.iter().map(definition).collect();
        json!({
            "resourceData": {
                "type": "http",
                "data": {
                    "id": 4711, "name": "Make it", "method": "post", "path": "/things", "status": "released",
                    "tags": ["Things"], "auth": { "type": "noauth" },
                    "parameters": { "path": [], "header": [], "cookie": [], "query": [
                        { "name": "state", "required": false, "schema": led(&self.query, &place), "enable": true },
                    ] },
                    "requestBody": { "type": "application/json", "parameters": [], "jsonSchema": led(&self.sent, &place) },
                    "responses": [{
                        "id": 100, "code": 200, "name": "Success", "contentType": "json",
                        "jsonSchema": led(&self.given, &place),
                    }],
                },
                "extraData": { "dataSchemaDefinitions": definitions },
            },
            "sidebarTree": { "sidebarTreeList": [{ "type": "apiDetailFolder", "name": "Things", "children": [
                { "type": "apiDetail", "name": "Make it", "api": { "id": 4711, "method": "post", "path": "/things" } },
            ] }] },
            "docsBaseConfig": { "language": "en-US" },
        })
    }

    /// The endpoint as Markdown, as an `OpenAPI` file of both versions, and as HTML with the model of the page.
    fn captured(&self) -> [Capture; 4] {
        let document = format!("{:#}", self.document());
        let markdown = format!("# Make it\n\n## OpenAPI Specification\n\n```yaml\n{document}\n```\n");
        let mut newer = self.newer().document();
        newer["openapi"] = json!("3.1.0");
        [
            ("captures/en/page.md", markdown),
            ("captures/en/page.yaml", newer.to_string()),
            ("captures/en/page.json", document),
            ("captures/en/page.html", payload::around(&self.state(), "Make it", "")),
        ]
        .map(|(file, text)| Capture { file: file.into(), bytes: text.into_bytes() })
    }
}

/// What a form says of the endpoint and of the schemas, without where, and without lines in sentences.
fn said(capture: Capture) -> Json {
    let (spec, found) = spec(&[capture]);
    assert!(!found.iter().any(generator::diagnostic::Diagnostic::is_error), "{found:#?}");
    let mut json = json!({ "shared": spec.shared.schemas, "groups": spec.groups });
    without_places(&mut json);
    json
}

fn without_places(json: &mut Json) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(without_places),
        Json::Object(members) => {
            for key in ["evidence", "pages", "unknown", "id"] {
                if members
                    .get(key)
                    .is_some_and(|value| key != "id" || value.as_str().is_some_and(|id| id.starts_with("c-")))
                {
                    members.remove(key);
                }
            }
            members.values_mut().for_each(without_places);
        }
        _ => {}
    }
}

#[test]
fn forms_that_state_schemas_say_the_same() {
    let checked = TestRunner::new(config(96)).run(&stated(), |page| {
        let [markdown, newer, file, model] = page.captured().map(said);
        prop_assert_eq!(difference(&markdown, &file), "", "Markdown and a file");
        prop_assert_eq!(difference(&file, &newer), "", "OpenAPI 3.0 and 3.1");
        prop_assert_eq!(difference(&markdown, &model), "", "Markdown and the model of the page");
        Ok(())
    });
    if let Err(problem) = checked {
        panic!("{problem}");
    }
}
