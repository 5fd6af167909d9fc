//! What is printed reads back as it was, and what people write is read or refused with its line.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::super::api::{ApiDescription, Ingredient};
use super::{
    print, read_api, read_group, read_names, read_navigation, read_shared, read_spec, write_names, write_spec,
};
use crate::spec::names::Names;

/// Strings that some YAML reader takes for something else, or that do not survive careless printing.
const NASTY: &[&str] = &[
    "",
    " ",
    "  ",
    "no",
    "No",
    "NO",
    "on",
    "off",
    "y",
    "N",
    "yes",
    "true",
    "False",
    "null",
    "Null",
    "~",
    "12:30",
    "190:20:30",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "1_000",
    "0x1f",
    "0o17",
    "017",
    "1e3",
    "1.5",
    ".5",
    "-1",
    "+1",
    ".inf",
    "-.inf",
    ".nan",
    "=",
    "<<",
    "a: b",
    "a:",
    ":a",
    "a #b",
    "#a",
    "- a",
    "-",
    "---",
    "...",
    "? a",
    "!tag",
    "&a",
    "*a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "{a}",
    "[a]",
    "a, b",
    "'",
    "\"",
    "it's",
    "say \"hi\"",
    "both ' and \"",
    "\\",
    "\\n",
    " lead",
    "trail ",
    "\ttab",
    "a\tb",
    "tail\t",
    "\n",
    "\n\n",
    "a\n",
    "a\nb",
    "a\nb\n",
    "a\nb\n\n",
    "\na",
    " a\nb",
    "a\n b",
    "a \nb",
    "a\n\nb",
    "a\n \nb",
    "a\r\nb",
    "a\rb",
    "- a\n- b",
    "{\n  \"id\": 1234567890123456789\n}",
    "# a\n# b",
    "---\na",
    "a\n---\nb",
    "a\n...\nb",
    "%YAML 1.2\n---",
    "\u{a0}",
    "a\u{a0}b",
    "\u{85}",
    "a\u{85}b\nc",
    "\u{2028}",
    "a\u{2029}b",
    "\u{feff}",
    "a\u{feff}",
    "\u{200b}",
    "\u{202e}evil",
    "\u{2066}x\u{2069}",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{9b}31m",
    "\u{7f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{1fffe}",
    "🟢成功",
    "仅退款",
    "\u{3000}",
    "仅\u{3000}退",
    "é",
    "e\u{301}",
    "\u{e0041}",
];

fn strings() -> Vec<Value> {
    NASTY.iter().map(|text| Value::from(*text)).chain([Value::from("long ".repeat(300) + "end")]).collect()
}

/// The strings as items, as members, as keys, and below both.
fn nasty_tree() -> Value {
    let keyed = |value: fn(&Value) -> Value| {
        Value::Mapping(strings().iter().map(|key| (key.clone(), value(key))).collect())
    };
    let named = |name: &str, value: Value| (Value::from(name), value);
    Value::Mapping(
        [
            named("items", Value::Sequence(strings())),
            named("keys", keyed(Value::clone)),
            named(
                "lists",
                keyed(|key| Value::Sequence(vec![key.clone(), Value::Sequence(vec![key.clone()])])),
            ),
            named("maps", keyed(|key| Value::Mapping([(key.clone(), key.clone())].into_iter().collect()))),
            named("empty list", Value::Sequence(Vec::new())),
            named("empty map", Value::Mapping(serde_yaml::Mapping::new())),
            named(
                "numbers",
                Value::Sequence(vec![Value::from(i64::MIN), Value::from(u64::MAX), Value::from(0)]),
            ),
            named("others", Value::Sequence(vec![Value::Null, Value::from(true), Value::from(false)])),
        ]
        .into_iter()
        .collect(),
    )
}

#[test]
fn what_is_printed_reads_back() {
    let text = print::print(&nasty_tree());
    assert_eq!(serde_yaml::from_str::<Value>(&text).unwrap(), nasty_tree());
    assert!(!text.chars().any(crate::diagnostic::is_invisible), "nothing invisible reaches the file");
}

#[test]
fn a_schema_shows_its_docs_before_its_children() {
    let tree: Value = serde_yaml::from_str(
        "type: object\nfields: [{name: id, type: string, evidence: [table a:1], presence: required, title: '编号'}]\nevidence: [table a:1-2]\n",
    )
    .unwrap();
    let expected = "\
type: object
evidence:
  - table a:1-2
fields:
  - name: id
    type: string
    presence: required
    title: 编号
    evidence:
      - table a:1
";
    assert_eq!(print::print(&super::document::of(&tree)), expected);
}

#[test]
fn lines_of_text_become_a_literal_block() {
    let tree = Value::Mapping([(Value::from("text"), Value::from("{\n  \"a\": 1\n}"))].into_iter().collect());
    assert_eq!(print::print(&tree), "text: |-\n  {\n    \"a\": 1\n  }\n");
}

#[test]
fn names_carry_the_modeline_and_read_back() {
    let names = Names {
        endpoints: BTreeMap::from([("GET /orders/{id}".to_owned(), "orders/get".to_owned())]),
        variants: BTreeMap::from([(
            "Order.state".to_owned(),
            BTreeMap::from([("1".to_owned(), "No".to_owned())]),
        )]),
        ..Names::default()
    };
    let text = write_names(&names, "../schema");
    assert!(text.starts_with("# yaml-language-server: $schema=../schema/names.json\n# "), "{text}");
    assert!(text.contains("\n  GET /orders/{id}: orders/get\n"), "{text}");
    assert!(text.contains("\n    \"1\": \"No\"\n"), "{text}");
    assert_eq!(read_names("names.yaml", &text), Ok(names));
}

#[test]
fn api_facts_are_read() {
    let text = "\
base_url: https://api.example.com
authentication:
  headers:
    - {name: x-key, carries: {credential: access-key}}
    - {name: x-time, carries: timestamp}
  signature:
    parts: [{credential: access-key}, timestamp, {literal: ':'}]
    digest: md5
    encoding: upper-hex
envelope: {code: code, success: [200, '0'], data: data}
";
    let api = read_api("api.yaml", text).unwrap();
    let authentication = api.authentication.unwrap();
    assert_eq!(authentication.headers[0].carries, Ingredient::Credential("access-key".into()));
    assert_eq!(authentication.headers[1].carries, Ingredient::Timestamp);
    assert_eq!(authentication.nonce_length, 32);
    assert_eq!(authentication.signature.unwrap().parts[2], Ingredient::Literal(":".into()));
    assert_eq!(api.envelope.unwrap().success, ["200", "0"]);
}

#[test]
fn an_empty_file_states_nothing() {
    for text in ["", "\n", "# nothing yet\n", "---\n", "\u{feff}# bom\n"] {
        assert_eq!(read_api("api.yaml", text), Ok(ApiDescription::default()), "{text:?}");
        assert_eq!(read_names("names.yaml", text), Ok(Names::default()), "{text:?}");
    }
}

/// What `text` is refused for: line, message, hint.
fn refused(text: &str) -> (u32, String, String) {
    let [diagnostic] = read_api("api.yaml", text).unwrap_err().try_into().unwrap();
    (diagnostic.origin.line, diagnostic.message, diagnostic.hint.unwrap())
}

#[test]
fn wrong_keys_and_values_are_refused_on_their_line() {
    let (line, message, hint) = refused("name: Acme\nbase_uri: https://a\n");
    assert_eq!((line, hint.as_str()), (2, "did you mean `base_url`?"), "{message}");
    assert!(message.starts_with("unknown field `base_uri`, expected one of"), "{message}");

    let (line, message, hint) =
        refused("authentication:\n  headers:\n    - name: a\n      carries: timestmap\n");
    assert_eq!((line, hint.as_str()), (4, "did you mean `timestamp`?"), "{message}");

    let (line, message, _) = refused("name: Acme\nauthentication:\n  nonce_length: many\n");
    assert_eq!(line, 3, "{message}");
    assert!(message.starts_with("authentication.nonce_length: invalid type"), "{message}");

    let (line, message, hint) = refused("envelope:\n  code: code\n");
    assert_eq!((line, hint.as_str()), (2, "add the missing key"), "{message}");
}

#[test]
fn the_words_that_are_wrong_are_named() {
    let focus = |text: &str| read_api("api.yaml", text).unwrap_err().remove(0).focus;
    assert_eq!(focus("name: Acme\nbase_uri: https://a\n").as_deref(), Some("base_uri"));
    assert_eq!(focus("name: a\nname: c\n").as_deref(), Some("name"));
    assert_eq!(focus("authentication:\n  nonce_length: many\n").as_deref(), Some("many"));
    assert_eq!(focus("\u{feff}authentication:\n  nonce_length: 退款\n").as_deref(), Some("退款"));
    assert_eq!(focus("name: {退: [a}\n").as_deref(), Some("}"));
}

#[test]
fn duplicate_keys_are_refused_at_any_depth() {
    let (line, message, _) = refused("name: a\nbase_url: b\nname: c\n");
    assert_eq!((line, message.as_str()), (3, "duplicate key `name`"));

    let (line, message, _) = refused("envelope:\n  code: a\n  data: b\n  'code': c\n");
    assert_eq!((line, message.as_str()), (4, "envelope: duplicate key `code`"));

    let diagnostics = read_names("names.yaml", "variants:\n  A:\n    1: One\n    '1': Two\n").unwrap_err();
    assert_eq!(diagnostics[0].origin.line, 4, "{diagnostics:?}");
}

#[test]
fn what_is_no_single_document_is_refused() {
    let (line, message, _) = refused("# first\nname: a\n---\nname: b\n");
    assert_eq!(line, 3, "{message}");
    let (line, message, _) = refused("name: [a\n");
    assert!(line >= 1 && !message.is_empty());
    refused("name: *nobody\n");
    refused("name: !!binary aGk=\nenvelope: !x {}\n");
    refused(&("name: ".to_owned() + &"[".repeat(5000)));
    refused("name: a\u{0}b\n");
    refused("? {a: b}\n: c\n");
}

#[test]
fn an_alias_bomb_is_refused_soon() {
    let bomb = (1..30).fold("name:\n  - &a0 [x, x, x]\n".to_owned(), |text, level| {
        text + &format!("  - &a{level} [{0}, {0}, {0}, {0}]\n", format!("*a{}", level - 1))
    });
    let (_, message, _) = refused(&bomb);
    assert!(message.contains("limit"), "{message}");
}

/// The spec that uses every part of the language.
fn sample() -> crate::spec::Spec {
    let group = read_group("group.yaml", include_str!("sample_group.yaml")).unwrap();
    let other = crate::spec::Group { group: "shared".to_owned(), ..Default::default() };
    let entry = |title: &str, entries| crate::spec::NavigationEntry {
        title: title.to_owned(),
        verb: Some("GET".to_owned()),
        entries,
    };
    crate::spec::Spec {
        groups: [group, other].map(|group| (group.group.clone(), group)).into(),
        shared: read_shared("shared.yaml", include_str!("sample_shared.yaml")).unwrap(),
        navigation: vec![crate::spec::EditionNavigation {
            edition: "v2-en".to_owned(),
            evidence: vec!["navigation captures/v2-en/modify.txt:1-9".parse().unwrap()],
            entries: vec![entry("0x10", vec![entry("On", Vec::new())])],
        }],
        unread: Vec::new(),
    }
}

#[test]
fn the_spec_reads_back_as_it_was_written() {
    let spec = sample();
    let files = write_spec(&spec, "../../schema");
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let expected =
        ["spec/group-shared.yaml", "spec/navigation.yaml", "spec/shared.yaml", "spec/shop.after_sales.yaml"];
    assert_eq!(names, expected);
    let group = &files["spec/shop.after_sales.yaml"];
    assert!(
        group.starts_with("# yaml-language-server: $schema=../../schema/group.json\n# Written by"),
        "{group}"
    );
    assert_eq!(read_group("group", group).as_ref(), Ok(&spec.groups["shop/after_sales"]));
    assert_eq!(read_shared("shared", &files["spec/shared.yaml"]), Ok(spec.shared.clone()));
    assert_eq!(read_navigation("navigation", &files["spec/navigation.yaml"]).as_ref(), Ok(&spec.navigation));
    assert_eq!(read_spec(&files), Ok(spec));
}

#[test]
fn a_literal_block_keeps_an_example_readable() {
    let group = &write_spec(&sample(), "")["spec/shop.after_sales.yaml"];
    assert!(
        group.contains(
            "            text: |-\n              {\n                \"id\": 12345678901234567890123,\n"
        ),
        "{group}"
    );
}
