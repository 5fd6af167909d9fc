//! Pages invented in the shape of current sites.

use super::*;
use crate::scrape::facts::{Badge, Location, NavigationItem, SchemaShape, Verb};
use crate::scrape::html::tests::{capture, page_of};

pub(super) const ENDPOINT: &str = r##"{
  "resourceData": {
    "type": "apiDetail",
    "data": {
      "name": "Create order", "method": "post", "path": "/orders/{shop}", "status": "developing",
      "description": "First line.\n\nSecond line.",
      "operationId": "createOrder", "updatedAt": "2025-09-17T10:51:58.000Z",
      "parameters": {
        "path": [{"id": "shop#0", "name": "shop", "required": true, "description": "The shop", "type": "string", "enable": true, "example": "s1"}],
        "query": [
          {"name": "dry", "required": false, "type": "boolean"},
          {"name": "off", "required": false, "type": "string", "enable": false}
        ],
        "header": []
      },
      "commonParameters": {"query": [], "header": [{"name": "X-Shop"}, {"name": "gone"}]},
      "requestBody": {
        "type": "application/json", "parameters": [], "required": true,
        "jsonSchema": {"type": "object", "properties": {"line": {"$ref": "#/definitions/7"}}},
        "examples": [{"name": "One line", "value": "{\n  \"line\": {\"sku\": \"A\"}\n}"}]
      },
      "responses": [
        {"id": "11", "code": 200, "name": "OK", "contentType": "json", "jsonSchema": {"type": "object"}, "headers": [{"name": "X-Rate", "type": "integer", "description": "Left"}]},
        {"id": 12, "code": 404, "name": "No shop", "contentType": "none", "jsonSchema": {}, "description": "Nothing there."}
      ],
      "responseExamples": [
        {"name": "Fine", "data": "{\"id\": 1}", "responseId": 11},
        {"name": "Lost", "data": "{\"id\": 2}", "responseId": 99},
        {"name": "Broken", "data": "{\"id\": }", "responseId": "11"}
      ],
      "auth": {"type": "apikey", "apikey": {"in": "query", "key": "token"}}
    },
    "extraData": {
      "dataSchemaDefinitions": {
        "7": {"name": "Line ", "title": "A line", "type": "object", "properties": {"sku": {"type": "string"}}},
        "8": {"name": "Line", "type": "string"}
      }
    }
  },
  "commonParameters": {"parameters": {"header": [{"name": "X-Shop", "type": "string", "required": true}]}},
  "sidebarTree": {
    "sidebarTreeList": [
      {"type": "doc", "id": 1, "name": "Welcome"},
      {"type": "apiDetailFolder", "id": 2, "name": "Orders", "children": [
        {"type": "apiDetail", "id": 3, "name": "Create order", "method": "post", "path": "/orders/{shop}"},
        {"type": "apiDetail", "id": 4, "name": "Delete order", "method": "del", "path": "/orders/{id}"}
      ]},
      {"type": "doc", "id": 5, "name": "Bye"}
    ],
    "parentSidebarTreeApiFolderNodes": [{"name": "Shop"}, {"name": "Orders"}],
    "previousSidebarTreeNode": {"name": "Welcome"},
    "nextSidebarTreeNode": {"name": "Delete order"}
  },
  "environments": {"environmentList": [
    {"name": "Production", "baseUrl": "https://{{host}}/v1", "baseUrls": {"default": "https://{{host}}/v1", "files": "https://files.x.test"}, "variables": [{"name": "host", "value": "api.x.test"}, {"name": "secret", "value": "s3cret"}]},
    {"name": "Mock", "baseUrl": "", "baseUrls": {"default": "https://mock.x.test"}}
  ]},
  "projectSetting": {"auth": {"type": "bearer", "bearer": {}}}
}"##;

pub(super) fn read_state(state: &str) -> Payload {
    let text = page_of(state);
    let source = Source::new(&text);
    read(&capture(&text), &Html::parse_document(&text), &source)
}

pub(super) fn endpoint() -> (Page, Vec<String>) {
    let payload = read_state(ENDPOINT);
    let messages = payload.diagnostics.into_iter().map(|found| found.message).collect();
    (payload.page.expect("a page"), messages)
}

#[test]
fn an_endpoint_has_its_head() {
    let (page, _) = endpoint();
    assert_eq!(page.title.value, "Create order");
    assert_eq!((page.verb.value, page.path.value.as_str()), (Verb::Post, "/orders/{shop}"));
    assert_eq!(page.badge.map(|badge| badge.value).as_deref(), Some("developing"));
    assert_eq!(page.operation_id.map(|id| id.value).as_deref(), Some("createOrder"));
    let description: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(description, ["First line.", "Second line."]);
    let modified = page.modified.expect("a date");
    assert_eq!((modified.value.as_str(), modified.origin.line), ("2025-09-17 10:51:58", 4));
    assert_eq!(page.edition, "v1-en");
}

#[test]
fn parameters_are_rows_of_the_page() {
    let (page, _) = endpoint();
    let rows: Vec<_> = page
        .parameters
        .iter()
        .flat_map(|group| {
            group.fields.iter().map(|field| (group.location, field.name.value.as_str(), field.presence))
        })
        .collect();
    // What is switched off is not shown, and a common parameter that the project no longer has is not either.
    let expected = [
        (Location::Path, "shop", Some(Badge::Required)),
        (Location::Query, "dry", Some(Badge::Optional)),
        (Location::Header, "X-Shop", Some(Badge::Required)),
    ];
    assert_eq!(rows, expected);
    let shop = &page.parameters[0].fields[0].schema;
    assert_eq!((shop.description.as_deref(), shop.example.as_deref()), (Some("The shop"), Some("s1")));
}

#[test]
fn a_body_has_its_examples() {
    let (page, _) = endpoint();
    let body = &page.bodies[0];
    assert_eq!((body.media_type.as_str(), body.required), ("application/json", Some(true)));
    assert!(body.schema.is_some());
    let example = &body.examples[0];
    assert_eq!(example.name.as_deref(), Some("One line"));
    assert_eq!((example.origin.line, example.last_line), (4, 4));
    assert_eq!(example.json.as_ref().map(|json| json.line), Some(4));
}

#[test]
fn responses_have_the_examples_that_name_them() {
    let (page, messages) = endpoint();
    let told: Vec<_> =
        page.responses.iter().map(|response| (response.status, response.label.as_str())).collect();
    assert_eq!(told, [(Some(200), "OK"), (Some(404), "No shop")]);
    let body = page.responses[0].body.as_ref().expect("a body");
    let names: Vec<_> =
        body.examples.iter().map(|example| (example.name.as_deref(), example.json.is_some())).collect();
    assert_eq!(names, [(Some("Fine"), true), (Some("Broken"), false)]);
    assert!(page.responses[1].body.is_none());
    assert_eq!(page.responses[1].description[0].value, "Nothing there.");
    assert_eq!(page.responses[0].headers[0].name.value, "X-Rate");
    assert!(
        messages.iter().any(|message| message == "the example `Lost` belongs to no response of the page")
    );
    assert!(messages.iter().any(|message| message.starts_with("this example is not valid JSON")));
    assert!(
        messages
            .iter()
            .any(|message| message
                == "the project's header parameter `gone` is described nowhere on this page")
    );
    assert_eq!(messages.len(), 3);
}

#[test]
fn schemas_are_called_by_their_names() {
    let (page, _) = endpoint();
    assert_eq!(page.definitions.keys().collect::<Vec<_>>(), ["Line", "Line 8"]);
}

#[test]
fn the_tree_is_open() {
    let (page, _) = endpoint();
    let item = |title: &str, verb, depth| NavigationItem {
        title: title.to_owned(),
        verb,
        depth: Some(depth),
        line: 4,
    };
    let expected = [
        item("Welcome", None, 0),
        item("Orders", None, 0),
        item("Create order", Some(Verb::Post), 1),
        item("Delete order", Some(Verb::Delete), 1),
        item("Bye", None, 0),
    ];
    assert_eq!(page.navigation, expected);
    let folders: Vec<_> = page.breadcrumb.iter().map(|folder| folder.value.as_str()).collect();
    assert_eq!(folders, ["Shop", "Orders"]);
    assert_eq!(page.previous.map(|page| page.value).as_deref(), Some("Welcome"));
    assert_eq!(page.next.map(|page| page.value).as_deref(), Some("Delete order"));
}

#[test]
fn that_a_page_is_released_is_no_news() {
    let badge = |status: &str| {
        let state = ENDPOINT.replace(r#""status": "developing""#, &format!(r#""status": "{status}""#));
        read_state(&state).page.and_then(|page| page.badge).map(|badge| badge.value)
    };
    assert_eq!(badge("released"), None);
    assert_eq!(badge("obsolete").as_deref(), Some("obsolete"));
}

#[test]
fn an_example_may_have_comments() {
    let plain = r#""{\n  \"line\": {\"sku\": \"A\"}\n}""#;
    assert!(ENDPOINT.contains(plain));
    let commented = r#""{\n  // one\n  \"line\": {\"sku\": \"A\",},\n}""#;
    let payload = read_state(&ENDPOINT.replace(plain, commented));
    let page = payload.page.expect("a page");
    let json = page.bodies[0].examples[0].json.as_ref().expect("JSON");
    assert_eq!(json.members()[0].0, "line");
    let found: Vec<_> = payload.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert!(found.contains(&crate::scrape::json::COMMENTED), "{found:?}");
}

/// Composition, references with words beside them, and a definition that is not there.
#[test]
fn schemas_refer_to_definitions_by_id() {
    let state = r##"{"resourceData": {"data": {"name": "Find", "method": "get", "path": "/find", "responses": [
        {"id": 1, "code": 200, "name": "OK", "contentType": "json", "jsonSchema": {"type": "object",
          "x-apifox-refs": {"01HZXB6J0000000000000000AB": {"$ref": "#/definitions/7",
            "x-apifox-overrides": {"sku": null, "count": {"type": "string"}}}},
          "x-apifox-orders": ["first", "01HZXB6J0000000000000000AB", "buyer", "gone"],
          "required": ["01HZXB6J0000000000000000AB", "first"],
          "properties": {
            "first": {"type": "boolean"},
            "buyer": {"$ref": "#/definitions/8", "description": "Who pays"},
            "gone": {"$ref": "#/definitions/9"}}}}]},
      "extraData": {"dataSchemaDefinitions": {
        "7": {"name": "Line", "jsonSchema": {"type": "object", "required": ["count"], "properties": {
          "sku": {"type": "string"}, "count": {"type": "integer"}, "note": {"type": "string"}}}},
        "8": {"name": "Buyer", "schema": {"jsonSchema": {"type": "object", "properties": {
          "of": {"$ref": "#/definitions/8"}}}}}}}}}"##;
    let payload = read_state(state);
    let page = payload.page.expect("a page");
    let body = page.responses[0].body.as_ref().and_then(|body| body.schema.as_ref()).expect("a schema");
    let SchemaShape::Object { fields, .. } = &body.shape else { panic!("{body:?}") };
    let told: Vec<_> = fields.iter().map(|field| (field.name.value.as_str(), field.presence)).collect();
    let (required, optional) = (Some(Badge::Required), Some(Badge::Optional));
    // `sku` is removed; `count` stays required as in the part it comes from.
    let expected = [
        ("first", required),
        ("count", required),
        ("note", optional),
        ("buyer", optional),
        ("gone", optional),
    ];
    assert_eq!(told, expected);
    assert!(matches!(fields[1].schema.shape, SchemaShape::String { .. }), "{:?}", fields[1].schema.shape);
    assert!(matches!(&fields[3].schema.shape, SchemaShape::Reference(name) if name == "Buyer"));
    assert_eq!(fields[3].schema.description.as_deref(), Some("Who pays"));
    assert!(matches!(fields[4].schema.shape, SchemaShape::Any));
    assert_eq!(page.definitions.keys().collect::<Vec<_>>(), ["Buyer", "Line"]);
    let codes: Vec<_> = payload.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::BrokenReference]);
}

#[test]
fn a_form_has_fields_and_files() {
    let form = r#"{"resourceData": {"data": {"name": "Upload", "method": "post", "path": "/files",
      "requestBody": {"type": "multipart/form-data", "parameters": [
        {"name": "file", "type": "file", "required": true},
        {"name": "note", "type": "string", "required": false}]}}}}"#;
    let page = read_state(form).page.expect("a page");
    let body = &page.bodies[0];
    assert_eq!(body.media_type, "multipart/form-data");
    let Some(SchemaShape::Object { fields, .. }) = body.schema.as_ref().map(|schema| &schema.shape) else {
        panic!("{:?}", body.schema);
    };
    assert!(matches!(fields[0].schema.shape, SchemaShape::Binary));
    assert_eq!((fields[1].name.value.as_str(), fields[1].presence), ("note", Some(Badge::Optional)));
    assert_eq!(page.title.value, "Upload");
}

/// As in exports of the model, where each definition says itself what it is referred to by.
#[test]
fn definitions_may_be_listed() {
    let state = r##"{"resourceData": {"data": {"name": "Find", "method": "get", "path": "/find", "responses": [
        {"id": 1, "code": 200, "name": "OK", "contentType": "json", "jsonSchema": {"$ref": "#/definitions/7"}}]},
      "extraData": {"dataSchemaDefinitions": [{"id": "#/definitions/7", "name": "line", "displayName": "Line",
        "schema": {"jsonSchema": {"type": "object", "properties": {"sku": {"type": "string"}}}}}]}}}"##;
    let payload = read_state(state);
    assert_eq!(payload.diagnostics, []);
    let page = payload.page.expect("a page");
    assert_eq!(page.definitions.keys().collect::<Vec<_>>(), ["line"]);
    let body = page.responses[0].body.as_ref().and_then(|body| body.schema.as_ref()).expect("a schema");
    assert!(matches!(&body.shape, SchemaShape::Reference(name) if name == "line"));
}

#[test]
fn what_is_no_page_says_so() {
    let messages = |text: &str| -> Vec<_> {
        let source = Source::new(text);
        let payload = read(&capture(text), &Html::parse_document(text), &source);
        payload.diagnostics.into_iter().map(|found| (found.code, found.origin.line)).collect()
    };
    let enqueue = |text: &str| format!("<html>\n<script>streamController.enqueue(\"{text}\")</script>");
    assert_eq!(messages("<html><p>x</p>"), []);
    assert_eq!(messages(&enqueue("[1,")), [(Code::UnreadPayload, 2)]);
    assert_eq!(messages(&enqueue("[{}]")), [(Code::UnreadPayload, 2)]);
    let verb = r#"{"resourceData": {"data": {"name": "x", "method": "connect", "path": "/x"}}}"#;
    assert_eq!(messages(&page_of(verb)), [(Code::NoEndpoint, 4)]);
}

#[test]
fn the_tree_leads_to_every_page() {
    let state = r#"{"sidebarTree": {"sidebarTreeList": [
      {"type": "doc", "id": 1, "name": "Welcome", "to": "/shop/welcome-1m0"},
      {"type": "apiDetailFolder", "id": 2, "name": "Orders", "to": "", "children": [
        {"type": "apiDetail", "id": 3, "name": "Create order", "method": "post"},
        {"type": "apiDetailFolder", "id": 4, "name": "Returns", "to": "/4f0", "expanded": false,
         "children": [{"type": "doc", "id": "5", "name": "Rules"}]}]}]}}"#;
    let text =
        page_of(state).replace("<div id", "<a href='/other'>Other</a><a href='/3e0'>Create</a><div id");
    let found = crate::scrape::links(text.as_bytes());
    assert_eq!(found, ["/shop/welcome-1m0", "/3e0", "/4f0", "/5m0", "/other"]);
}
