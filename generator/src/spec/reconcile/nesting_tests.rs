//! Nesting, on rows written as `name type` and examples written as JSON.

use super::guide::Guide;
use super::nesting::{Branch, nest, unwitnessed};
use crate::diagnostic::{Origin, Stated};
use crate::scrape::facts::Row;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::type_expression::{TypeExpression, TypeKind};

fn rows(lines: &[&str]) -> Vec<Row> {
    lines.iter().map(|line| row(line)).collect()
}

/// `data object`, `list array {2}`, `id string`.
fn row(line: &str) -> Row {
    let mut words = line.split(' ');
    let name = words.next().unwrap().to_owned();
    let kind = words.next().unwrap();
    let fields = words.next().map(|count| count.trim_matches(['{', '}']).parse().unwrap());
    let object = TypeKind::Object { name: None, fields };
    let kind = match kind {
        "object" => object,
        "array" => TypeKind::Array(Box::new(expression(object))),
        _ => TypeKind::String { format: None },
    };
    let origin = Origin::new("page", 1);
    Row {
        name: Stated::new(name, origin.clone()),
        type_expression: Stated::new(expression(kind), origin),
        title: None,
        badge: None,
        description: Vec::new(),
        bounds: Vec::new(),
        allowed: Vec::new(),
        default: None,
        example: None,
        last_line: 1,
    }
}

fn expression(kind: TypeKind) -> TypeExpression {
    TypeExpression { words: String::new(), kind, nullable: false }
}

fn guide(json: &str) -> Guide {
    let mut guide = Guide::default();
    guide.see(&json_of(&serde_json::from_str(json).unwrap()));
    guide
}

pub(super) fn json_of(value: &serde_json::Value) -> Json {
    let value = match value {
        serde_json::Value::Array(items) => JsonValue::Array(items.iter().map(json_of).collect()),
        serde_json::Value::Object(members) => {
            JsonValue::Object(members.iter().map(|(name, value)| (name.clone(), json_of(value))).collect())
        }
        serde_json::Value::Null => JsonValue::Null,
        serde_json::Value::Bool(value) => JsonValue::Boolean(*value),
        serde_json::Value::Number(number) => JsonValue::Number(number.to_string()),
        serde_json::Value::String(text) => JsonValue::String(text.clone()),
    };
    Json { line: 1, value }
}

/// `a{b c{d}} e`
fn drawn(rows: &[Row], tree: &[Branch]) -> String {
    let draw = |branch: &Branch| {
        let below = if branch.children.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", drawn(rows, &branch.children))
        };
        format!("{}{below}", rows[branch.row].name.value)
    };
    tree.iter().map(draw).collect::<Vec<_>>().join(" ")
}

fn nested(lines: &[&str], example: &str) -> String {
    let rows = rows(lines);
    drawn(&rows, &nest(&rows, &guide(example)))
}

#[test]
fn siblings_return_to_the_root_after_an_open_object() {
    let lines =
        ["code string", "data object", "currency string", "list array {2}", "total object", "msg string"];
    let example =
        r#"{"code": 1, "data": {"currency": "", "list": [{"a": 1, "b": 2}], "total": {"x": 1}}, "msg": ""}"#;
    assert_eq!(nested(&lines, example), "code data{currency list total} msg");
}

#[test]
fn a_name_on_two_levels_belongs_where_its_object_is_complete() {
    // `currency` stands in `line`, which is closed, and beside it.
    let lines = ["line object", "currency string", "note string"];
    let example = r#"{"line": {"currency": "", "price": 1, "title": ""}, "currency": "", "note": ""}"#;
    assert_eq!(nested(&lines, example), "line currency note");
    // The same names, with `line` open.
    let lines =
        ["line object", "currency string", "price string", "title string", "currency string", "note string"];
    assert_eq!(nested(&lines, example), "line{currency price title} currency note");
}

#[test]
fn a_field_count_stands_in_for_an_example() {
    let lines = ["list array {2}", "a string", "b string", "c string"];
    assert_eq!(nested(&lines, "{}"), "list{a b} c");
}

#[test]
fn a_row_that_the_example_lacks_stays_with_its_neighbours() {
    let lines = ["data object", "a string", "new string", "b string", "msg string"];
    assert_eq!(nested(&lines, r#"{"data": {"a": 1, "b": 2}, "msg": ""}"#), "data{a new b} msg");
}

#[test]
fn without_a_witness_rows_stay_below_and_that_is_known() {
    let rows = rows(&["data object", "a string", "b string"]);
    let none = guide("{}");
    let tree = nest(&rows, &none);
    assert_eq!(drawn(&rows, &tree), "data{a b}");
    assert_eq!(unwitnessed(&rows, &tree, &none), [0]);
    let known = guide(r#"{"data": {"a": 1, "b": 1}}"#);
    assert_eq!(unwitnessed(&rows, &nest(&rows, &known), &known), [0; 0]);
}

fn count(tree: &[Branch]) -> usize {
    tree.iter().map(|branch| 1 + count(&branch.children)).sum()
}

#[test]
fn deep_and_long_lists_of_rows_end() {
    let lines: Vec<_> = (0..3000).map(|number| format!("n{number} object")).collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let rows = rows(&lines);
    assert_eq!(count(&nest(&rows, &guide("{}"))), rows.len());
}
