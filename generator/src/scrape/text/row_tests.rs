//! What rows are read as.

use super::super::line::split;
use super::super::reader::Reader;
use crate::diagnostic::{Diagnostic, Stated};
use crate::scrape::facts::{Badge, Row};
use crate::scrape::type_expression::TypeKind;

fn read(text: &str) -> (Vec<Row>, Vec<Diagnostic>) {
    let lines = split(text);
    let mut reader = Reader::new(&"captures/a.txt".into(), &lines, true);
    let rows = reader.rows();
    (rows, reader.into_diagnostics(&lines, &[]))
}

/// The rows of a text nothing is wrong with.
fn rows(text: &str) -> Vec<Row> {
    let (rows, diagnostics) = read(text);
    assert_eq!(diagnostics, []);
    rows
}

fn value(stated: Option<&Stated<String>>) -> Option<&str> {
    stated.map(|stated| stated.value.as_str())
}

fn values(stated: &[Stated<String>]) -> Vec<&str> {
    stated.iter().map(|stated| stated.value.as_str()).collect()
}

fn names(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.name.value.as_str()).collect()
}

#[test]
fn a_row_has_nine_parts_in_either_language() {
    for text in [
        "size\ninteger <int64> | null\n大小\n可 选\nHow big\nin metres\n>= 0.8<= 2\n枚举值:\n1\n2\n默认值:\n1\n示例值： 2\nnext\nstring",
        "size\ninteger <int64> | null\n大小\noptional\nHow big\nin metres\n>= 0.8<= 2\nAllowed values:\n1\n2\nDefault:\n1\nExamples: 2\nnext\nstring",
    ] {
        let rows = rows(text);
        assert_eq!(names(&rows), ["size", "next"]);
        let row = &rows[0];
        assert!(row.type_expression.value.nullable);
        assert_eq!(value(row.title.as_ref()), Some("大小"));
        assert_eq!(
            row.badge.as_ref().map(|badge| (badge.value, badge.origin.line)),
            Some((Badge::Optional, 4))
        );
        assert_eq!(values(&row.description), ["How big", "in metres"]);
        assert_eq!(values(&row.bounds), [">= 0.8", "<= 2"]);
        assert_eq!(values(&row.allowed), ["1", "2"]);
        assert_eq!(value(row.default.as_ref()), Some("1"));
        assert_eq!(row.default.as_ref().map(|value| value.origin.line), Some(12));
        assert_eq!(value(row.example.as_ref()), Some("2"));
        assert_eq!(row.last_line, 13);
    }
}

#[test]
fn without_a_badge_the_first_line_is_the_title() {
    let rows = rows("code\ninteger\n返回码\nas a number\ndata\nobject\n内容");
    assert_eq!(value(rows[0].title.as_ref()), Some("返回码"));
    assert_eq!(values(&rows[0].description), ["as a number"]);
    assert!(rows[0].badge.is_none());
    assert_eq!(names(&rows), ["code", "data"]);
}

#[test]
fn text_below_the_badge_is_description() {
    let rows = rows("code\ninteger\nrequired\n返回码\n返回码");
    assert_eq!(value(rows[0].title.as_ref()), None);
    assert_eq!(values(&rows[0].description), ["返回码", "返回码"]);
}

#[test]
fn a_title_may_repeat_as_description() {
    let rows = rows("code\ninteger\n返回码\n必需\n返回码");
    assert_eq!(value(rows[0].title.as_ref()), Some("返回码"));
    assert_eq!(values(&rows[0].description), ["返回码"]);
}

#[test]
fn fields_may_be_called_like_types_and_labels() {
    let text = "string\nstring\n必需\n示例\nstring\n必需\n示例\nBody\nobject\nrequired\ndata\narray [object {2}]\n必需\nrequired\nboolean\noptional";
    assert_eq!(names(&rows(text)), ["string", "示例", "Body", "data", "required"]);
}

#[test]
fn defaults_are_no_names() {
    let rows = rows("nonce\nstring\n必需\n默认值:\nnonce\nstring\nstring\n必需\n默认值:\nkey\nstring\n必需");
    assert_eq!(names(&rows), ["nonce", "string", "key"]);
    assert_eq!(value(rows[0].default.as_ref()), Some("nonce"));
    assert_eq!(value(rows[1].default.as_ref()), None);
}

#[test]
fn values_may_have_several_lines() {
    let rows = rows("filter\nobject\n默认值:\n{\n\"a\": 1\n}\nkey\nstring");
    assert_eq!(value(rows[0].default.as_ref()), Some("{\n\"a\": 1\n}"));
}

#[test]
fn a_comparison_in_prose_is_no_bound() {
    let rows = rows(
        "code\nstring\nrequired\n>= 1 characters\n<= 180\n>= 2 字符<= 9 个字符\n< 3 means few\n<br>\n> 5 件包邮",
    );
    assert_eq!(values(&rows[0].bounds), [">= 1 characters", "<= 180", ">= 2 字符", "<= 9 个字符"]);
    assert_eq!(values(&rows[0].description), ["< 3 means few", "<br>", "> 5 件包邮"]);
}

#[test]
fn glued_values_are_kept() {
    let rows = rows("state\nenum<string>\n枚举值:\nv1v2v3\nkey\nstring");
    assert_eq!(values(&rows[0].allowed), ["v1v2v3"]);
}

#[test]
fn an_example_key_proves_an_unknown_type() {
    let (rows, diagnostics) = read(
        "code\ninteger\n返回码\nstatus\nstrng\n状态\ndata\nobject\n示例\n{\n\"code\": 1,\n\"status\": \"\"\n}",
    );
    assert_eq!(names(&rows), ["code", "status", "data"]);
    assert_eq!(rows[1].type_expression.value.kind, TypeKind::Unread { closest: Some("string") });
    assert_eq!(rows[1].type_expression.value.words, "strng");
    assert_eq!(rows[1].type_expression.origin.line, 5);
    assert_eq!(diagnostics, []);
}

#[test]
fn a_second_badge_proves_an_unknown_type() {
    for (text, line) in [
        ("code\ninteger\n必需\n返回码\nstatus\nstrng\n状态\n必需\n说明\ndata\nobject\n必需", 6),
        ("code\ninteger\n必需\nstatus\n状态\n必需\ndata\nobject\n必需\n示例\n{\n\"status\": 1\n}", 5),
        ("code\ninteger\n必需\nstatus\n必需\ndata\nobject\n必需\n示例\n{\n\"status\": 1\n}", 5),
        ("status\nstrng\n状态\n必需\ndata\nobject\n必需", 2),
        ("code\ninteger\n默认值:\n1\nstatus\nstrng\n可选\ndata\nobject\n必需", 6),
        ("code\ninteger\n返回码\nstatus\nstrng\n可选\ndata\nobject\n必需", 5),
    ] {
        let (rows, diagnostics) = read(text);
        assert_eq!(names(&rows)[rows.len() - 2..], ["status", "data"], "{text}");
        assert_eq!(diagnostics, [], "{text}");
        let unread = rows.iter().map(|row| &row.type_expression);
        let unread = unread.filter(|stated| matches!(stated.value.kind, TypeKind::Unread { .. }));
        assert_eq!(unread.map(|stated| stated.origin.line).collect::<Vec<_>>(), [line], "{text}");
    }
}

#[test]
fn a_badge_in_prose_is_prose() {
    let rows = rows("code\ninteger\n必需\nThis field is\noptional\nkey\nstring\n必需");
    assert_eq!(values(&rows[0].description), ["This field is", "optional"]);
}

#[test]
fn allowed_values_may_be_type_words() {
    for text in [
        "kind\nenum<string>\nrequired\n枚举值:\nstring\ninteger\nboolean\nid\nstring\nrequired",
        "kind\nenum<string>\n枚举值:\nstring\ninteger\nboolean",
        "kind\nenum<string>\nAllowed values:\nstring\ninteger\nid\nstring",
    ] {
        let rows = rows(text);
        let expected = ["string", "integer", "boolean"];
        assert_eq!(values(&rows[0].allowed), expected[..rows[0].allowed.len()], "{text}");
        assert!(rows[0].allowed.len() >= 2, "{text}");
        assert!(names(&rows)[1..].iter().all(|name| *name == "id"), "{text}");
    }
    let rows = rows("kind\nenum<string>\n枚举值:\nfile\nstring\nrequired");
    assert_eq!(names(&rows), ["kind", "file"]);
    let rows = read("kind\nenum<string>\n枚举值:\nfile\nstring\nid\nstring\n示例\n{\n\"file\": 1\n}").0;
    assert_eq!(names(&rows), ["kind", "file", "id"]);
}
