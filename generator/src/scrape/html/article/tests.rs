//! Pages invented in the style of the three generations of class names, and hostile ones.

use super::*;
use crate::diagnostic::Code;
use crate::scrape::facts::{Badge, FieldFacts, Location, SchemaFacts, SchemaShape, Verb};
use crate::scrape::html::tests::capture;
use crate::scrape::json::JsonValue;

const OLDEST: &str = include_str!("pages/oldest.html");
const MIDDLE: &str = include_str!("pages/middle.html");
const NEWEST: &str = include_str!("pages/newest.html");

fn article(text: &str) -> Article {
    read(&capture(text), &Html::parse_document(text), &mut Source::new(text))
}

pub(super) fn page(text: &str) -> (Page, Vec<(Code, u32)>) {
    let Article::Endpoint(page, found) = article(text) else { panic!("no endpoint") };
    (*page, found.iter().map(|found| (found.code, found.origin.line)).collect())
}

/// The line of the page on which some words stand first.
fn line_of(text: &str, words: &str) -> u32 {
    let line = text.lines().position(|line| line.contains(words)).expect(words);
    u32::try_from(line + 1).expect("a line")
}

pub(super) fn fields(schema: &SchemaFacts) -> &[FieldFacts] {
    match &schema.shape {
        SchemaShape::Object { fields, .. } => fields,
        SchemaShape::Array(Some(item)) => fields(item),
        other => panic!("{other:?}"),
    }
}

/// Names, with those below in brackets.
pub(super) fn tree(fields_of: &[FieldFacts]) -> String {
    let name = |field: &FieldFacts| match &field.schema.shape {
        SchemaShape::Object { .. } | SchemaShape::Array(Some(_)) if has_fields(&field.schema) => {
            format!("{}[{}]", field.name.value, tree(fields(&field.schema)))
        }
        _ => field.name.value.clone(),
    };
    fields_of.iter().map(name).collect::<Vec<_>>().join(" ")
}

fn has_fields(schema: &SchemaFacts) -> bool {
    match &schema.shape {
        SchemaShape::Object { .. } => true,
        SchemaShape::Array(Some(item)) => has_fields(item),
        _ => false,
    }
}

#[test]
fn the_newest_page_has_head_and_footer() {
    let (page, _) = page(NEWEST);
    assert_eq!((page.title.value.as_str(), page.title.origin.line), ("Create order", line_of(NEWEST, "<h1")));
    assert_eq!((page.verb.value, page.path.value.as_str()), (Verb::Post, "/orders/{shop}"));
    assert_eq!(
        page.servers.iter().map(|server| server.url.as_str()).collect::<Vec<_>>(),
        ["https://api.x.test"]
    );
    assert_eq!(page.badge.map(|badge| badge.value).as_deref(), Some("Developing"));
    let description: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(description, ["Creates an order & sends it.", "Only once."]);
    let modified = page.modified.expect("a date");
    assert_eq!(
        (modified.value.as_str(), modified.origin.line),
        ("2025-04-25 05:59:59", line_of(NEWEST, "05:59:59"))
    );
    assert_eq!(page.previous.map(|page| page.value).as_deref(), Some("Find an order"));
    assert_eq!(page.next.map(|page| page.value).as_deref(), Some("Cancel an order"));
    let crumbs: Vec<_> = page.breadcrumb.iter().map(|crumb| crumb.value.as_str()).collect();
    assert_eq!(crumbs, ["Shop", "Orders"]);
    let navigation: Vec<_> =
        page.navigation.iter().map(|item| (item.title.as_str(), item.verb, item.depth)).collect();
    let expected = [
        ("Welcome", None, Some(0)),
        ("Orders", None, Some(0)),
        ("Find an order", Some(Verb::Get), Some(1)),
        ("Create order", Some(Verb::Post), Some(1)),
    ];
    assert_eq!(navigation, expected);
}

#[test]
fn the_path_may_stand_behind_its_server() {
    let (page, _) = page("<h1>Find</h1><p>GET</p>\n<p>https://api.x.test/v1/orders</p><h2>Responses</h2>");
    assert_eq!((page.path.value.as_str(), page.path.origin.line), ("/v1/orders", 2));
    assert_eq!(page.servers[0].url, "https://api.x.test");
}

#[test]
fn the_newest_rows_have_depth_chips_and_badges() {
    let (page, told) = page(NEWEST);
    let group = &page.parameters[0];
    assert_eq!((group.location, group.fields.len()), (Location::Path, 1));
    assert_eq!(group.fields[0].presence, Some(Badge::Required));
    let body = &page.bodies[0];
    assert_eq!(body.media_type, "application/json");
    let schema = body.schema.as_ref().expect("a schema");
    assert_eq!(tree(fields(schema)), "state lines[sku amount[value]] parts buyer");
    let [state, lines, parts, buyer] = fields(schema) else { panic!("four fields") };
    assert_eq!((state.presence, state.name.origin.line), (Some(Badge::Required), line_of(NEWEST, ">state<")));
    assert_eq!(state.schema.title.as_deref(), Some("State of it"));
    assert_eq!(state.schema.description.as_deref(), Some("How far it is, see state.\nSecond paragraph."));
    assert_eq!(state.schema.default.as_deref(), Some("open"));
    assert_eq!(state.schema.example.as_deref(), Some("paid"));
    assert!(state.schema.nullable && !state.schema.deprecated);
    let SchemaShape::String { values, .. } = &state.schema.shape else { panic!("{:?}", state.schema.shape) };
    let values: Vec<_> = values.iter().map(|value| &value.value.value).collect();
    assert_eq!(
        values,
        ["open", "paid", "3"].map(|text| JsonValue::String(text.to_owned())).iter().collect::<Vec<_>>()
    );
    let amount = &fields(&lines.schema)[1];
    assert_eq!(amount.presence, Some(Badge::Optional));
    let value = &fields(&amount.schema)[0].schema;
    let SchemaShape::Integer { format, values } = &value.shape else { panic!("{:?}", value.shape) };
    assert_eq!(
        (format.as_deref(), values.len(), value.bounds.as_slice()),
        (Some("int64"), 2, [">= 1".to_owned(), "<= 9".to_owned()].as_slice())
    );
    assert_eq!(values[1].value.value, JsonValue::Number("9".to_owned()));
    // Closed when the page was saved.
    assert!(
        matches!(&parts.schema.shape, SchemaShape::Collapsed { is_array: true, name: Some(name) } if name == "Part")
    );
    assert!(told.contains(&(Code::CollapsedRows, line_of(NEWEST, ">parts<"))));
    // The open alternative has its rows, the other one was closed.
    let SchemaShape::OneOf { variants, .. } = &buyer.schema.shape else { panic!("{:?}", buyer.schema.shape) };
    assert_eq!(variants.len(), 2);
    assert_eq!(tree(fields(&variants[0])), "company");
    assert!(
        matches!(&variants[1].shape, SchemaShape::Collapsed { name: Some(name), .. } if name == "Person")
    );
    assert!(told.contains(&(Code::CollapsedRows, line_of(NEWEST, ">Person<"))));
}

#[test]
fn the_newest_page_has_samples_and_answers() {
    let (page, told) = page(NEWEST);
    let curl = &page.curls[0];
    assert_eq!((curl.verb, curl.url.as_str()), (Some(Verb::Post), "https://api.x.test/orders/s1"));
    assert_eq!(curl.origin.line, line_of(NEWEST, "curl --location"));
    let body = curl.body.as_ref().and_then(|body| body.json.as_ref()).expect("JSON");
    assert_eq!(body.line, line_of(NEWEST, "--data-raw"));
    assert_eq!(page.bodies[0].examples.len(), 1);
    let example = &page.bodies[0].examples[0];
    assert_eq!(
        (example.text.as_str(), example.origin.line),
        ("{\n  \"state\": \"open\"\n}", line_of(NEWEST, "cm-line"))
    );
    let answers: Vec<_> = page
        .responses
        .iter()
        .map(|response| (response.status, response.label.as_str(), response.body.is_some()))
        .collect();
    assert_eq!(answers, [(Some(200), "OK", true), (Some(404), "No shop", false)]);
    assert!(told.contains(&(Code::CollapsedRows, line_of(NEWEST, "404No shop"))));
    let body = page.responses[0].body.as_ref().expect("a body");
    assert_eq!(tree(fields(body.schema.as_ref().expect("a schema"))), "id");
    assert_eq!(body.examples[0].name.as_deref(), Some("Fine"));
    let unread: Vec<_> = told.iter().filter(|(code, _)| *code != Code::CollapsedRows).collect();
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn the_middle_page_tells_depth_by_its_boxes() {
    let (page, told) = page(MIDDLE);
    assert_eq!(told, []);
    assert_eq!((page.title.value.as_str(), page.path.value.as_str()), ("查询订单", "/orders/find"));
    assert_eq!(page.badge.map(|badge| badge.value).as_deref(), Some("已废弃"));
    assert_eq!(page.parameters[0].location, Location::Query);
    let body = page.responses[0].body.as_ref().expect("a body");
    let schema = body.schema.as_ref().expect("a schema");
    assert_eq!(tree(fields(schema)), "code data[list[id] total] done");
    assert_eq!(fields(schema)[0].presence, Some(Badge::Required));
    assert_eq!(fields(schema)[2].presence, Some(Badge::Optional));
    assert_eq!(page.responses[0].status, Some(200));
    assert_eq!(body.media_type, "application/json");
}

#[test]
fn the_oldest_page_tells_depth_by_indentation() {
    let (page, told) = page(OLDEST);
    assert_eq!(told, []);
    assert_eq!((page.title.value.as_str(), page.verb.value), ("创建订单", Verb::Put));
    let body = &page.bodies[0];
    assert_eq!(body.media_type, "application/json");
    let schema = body.schema.as_ref().expect("a schema");
    assert_eq!(tree(fields(schema)), "shop order[lines[sku]] note");
    assert_eq!(fields(schema)[2].schema.description.as_deref(), Some("备注"));
    assert_eq!(page.responses[0].status, Some(200));
    assert_eq!(page.responses[0].label, "成功");
}

#[test]
fn hostile_pages_come_to_an_end() {
    // The parser would look at all open elements for each; the reader of HTML refuses to start it.
    let deep = format!("<p>GET</p><p>/a</p>{}x", "<div>".repeat(100_000));
    let reading = crate::scrape::html::read(&capture(&deep));
    assert_eq!(reading.diagnostics[0].code, Code::UnsupportedCapture);
    let row =
        "<div data-id=\"a\"><span class=\"propertyName-x\">a</span><span class=\"sl-type\">object</span>";
    let rows = format!(
        "<h1>T</h1><p>GET</p><p>/a</p><h3>Body Params application/json</h3><div class=\"JsonSchemaViewer\">{}",
        row.repeat(250)
    );
    assert!(page(&rows).0.bodies[0].schema.is_some());
    for text in ["", "<", "<html", "<p>GET", "<p>GET</p><p>/", "<div role=tab>", "<pre>", "<table><tr>x"] {
        let _ = article(text);
    }
    let wide = format!(
        "<h2>Request</h2><p>GET</p><p>/a</p><p class=\"{}\">x</p>{}",
        "y ".repeat(200_000),
        "<p>z".repeat(50_000)
    );
    assert_eq!(page(&wide).0.description.len(), 50_001);
}

#[test]
fn a_page_without_a_call_is_none() {
    assert!(matches!(article("<h1>Welcome</h1><p>We GET things done.</p>"), Article::Prose(_)));
}

#[test]
fn an_object_with_a_name_is_a_definition() {
    let row = |name: &str, kind: &str, level: u32| {
        format!(
            "<div data-level=\"{level}\"><div data-id=\"{name}\"><span class=\"propertyName-x\">{name}</span><span class=\"sl-type\">{kind}</span></div></div>"
        )
    };
    let rows = [
        row("seller", "object (Person) {1}", 0),
        row("id", "string", 1),
        row("buyers", "array [object (Person) {1}]", 0),
        row("id", "string", 1),
        row("broker", "object (Person) {1}", 0),
        row("code", "integer", 1),
    ];
    let text = format!(
        "<h1>T</h1><p>GET</p><p>/a</p><h2>Responses</h2><h3>🟢200OK</h3><div class=\"JsonSchemaViewer\">{}</div>",
        rows.concat()
    );
    let (page, told) = page(&text);
    assert_eq!(told, []);
    let body = page.responses[0].body.as_ref().and_then(|body| body.schema.as_ref()).expect("a schema");
    let [seller, buyers, broker] = fields(body) else { panic!("{body:?}") };
    assert!(matches!(&seller.schema.shape, SchemaShape::Reference(name) if name == "Person"));
    let SchemaShape::Array(Some(buyer)) = &buyers.schema.shape else { panic!("{buyers:?}") };
    assert!(matches!(&buyer.shape, SchemaShape::Reference(name) if name == "Person"));
    // Another object under the same name keeps its members where it stands.
    assert_eq!(tree(fields(&broker.schema)), "code");
    assert_eq!(tree(fields(&page.definitions["Person"])), "id");
}
