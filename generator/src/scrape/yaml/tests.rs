//! What YAML is read as, and what is refused.

use super::*;
use crate::scrape::json;
use crate::scrape::json_text::compact;

fn json_of(text: &str) -> String {
    compact(&read(text, 1).expect(text).0)
}

fn refused(text: &str) -> (u32, String) {
    let problem = read(text, 10).expect_err("refused");
    (problem.line, problem.message)
}

#[test]
fn yaml_means_what_json_means() {
    let rows = [
        ("a: 1\nb: [x, 'y', \"z\\n\"]", r#"{"a":1,"b":["x","y","z\n"]}"#),
        ("a: '1'\nb: 1.10\nc: 1234567890123456789", r#"{"a":"1","b":1.10,"c":1234567890123456789}"#),
        ("a: yes\nb: no\nc: true\nd: ~\ne:", r#"{"a":"yes","b":"no","c":true,"d":null,"e":null}"#),
        ("a: 2024-01-01\nb: 2024-01-01T00:00:00Z", r#"{"a":"2024-01-01","b":"2024-01-01T00:00:00Z"}"#),
        ("200: a\n'404': b\ntrue: c\nnull: d", r#"{"200":"a","404":"b","true":"c","null":"d"}"#),
        ("a: |-\n  x\n  y\nb: >-\n  x\n  y\n", r#"{"a":"x\ny","b":"x y"}"#),
        ("- 1\n- - 2\n  - {}\n- []", "[1,[2,{}],[]]"),
        ("a: !!str 1\nb: !!int '2'\nc: !own x", r#"{"a":"1","b":2,"c":"x"}"#),
        (
            "a: !!binary 1234\nb: !!timestamp 2024\nc: on\nd: 0o17\ne: 017",
            r#"{"a":"1234","b":"2024","c":"on","d":15,"e":17}"#,
        ),
        ("---\r\na: 1\r\nb: |\r\n  x\r\n", r#"{"a":1,"b":"x\n"}"#),
    ];
    for (text, expected) in rows {
        assert_eq!(json_of(text), expected, "{text}");
    }
}

#[test]
fn anchors_are_followed_and_merged() {
    assert_eq!(json_of("a: &x {b: 1}\nc: *x\nd: [*x]"), r#"{"a":{"b":1},"c":{"b":1},"d":[{"b":1}]}"#);
    assert_eq!(
        json_of("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3"),
        r#"{"a":{"b":1,"c":2},"d":{"c":3,"b":1}}"#
    );
    let both = "a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc:\n  <<: [*x, *y]";
    assert_eq!(json_of(both), r#"{"a":{"k":1},"b":{"k":2,"l":3},"c":{"k":1,"l":3}}"#);
    assert_eq!(json_of("&k a: 1\nb: *k\n'<<': 2"), r#"{"a":1,"b":"a","<<":2}"#);
    // An anchor that is given again means the new value from there on.
    assert_eq!(json_of("a: &x 1\nb: *x\nc: &x 2\nd: *x"), r#"{"a":1,"b":1,"c":2,"d":2}"#);
}

#[test]
fn every_value_knows_its_line() {
    let (json, _) =
        read("a:\n  b: 1\n  c:\n    - x\nd: |\n  text\ne: &e\n  f: 2\ng: *e\n", 40).expect("YAML");
    let line = |path: &[&str]| {
        path.iter()
            .fold(&json, |json, name| match &json.value {
                JsonValue::Object(members) => &members.iter().find(|(key, _)| key == name).expect("member").1,
                JsonValue::Array(items) => &items[name.parse::<usize>().expect("index")],
                _ => panic!("no member {name}"),
            })
            .line
    };
    assert_eq!((line(&[]), line(&["a"]), line(&["a", "b"]), line(&["a", "c"])), (40, 40, 41, 42));
    assert_eq!((line(&["a", "c", "0"]), line(&["d"]), line(&["e"]), line(&["g", "f"])), (43, 45, 46, 47));
}

#[test]
fn what_is_doubtful_is_told() {
    let (json, problems) = read("a: 1\nb: 2\na: 3\n---\nx: 1", 1).expect("YAML");
    assert_eq!(compact(&json), r#"{"a":3,"b":2}"#);
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn what_is_no_document_is_refused_with_its_line() {
    assert_eq!(refused("a: b\nc: d: e").0, 11);
    assert_eq!(refused("a: *nobody").0, 10);
    assert!(refused("a: &x\n  b: *x").1.contains("stands in"));
    assert!(refused("? [a, b]\n: c").1.contains("no text"));
    assert!(refused("<<: 1").1.contains("merges"));
    assert!(refused("").1.contains("nothing"));
    assert_eq!(refused("a: [1\nb: 2").0, 11);
}

#[test]
fn bombs_are_refused_within_bounds() {
    let laughs = (1..30).fold("a0: &a0 [lol, lol, lol]\n".to_owned(), |text, at| {
        let one = format!("*a{}", at - 1);
        text + &format!("a{at}: &a{at} [{one}, {one}, {one}, {one}, {one}, {one}, {one}, {one}, {one}]\n")
    });
    assert!(refused(&laughs).1.contains("repeat"));
    let merges = (1..60).fold("a0: &a0 {x: 1}\n".to_owned(), |text, at| {
        text + &format!("a{at}: &a{at} {{l: *a{0}, r: *a{0}}}\n", at - 1)
    });
    assert!(refused(&merges).1.contains("repeat"));
    assert!(refused(&format!("a: &a x\nb:\n{}", "  - *a\n".repeat(1_000_000))).1.contains("repeat"));
    let long = format!("a: &a '{}'\nb: [{}]", "x".repeat(1 << 20), vec!["*a"; 40].join(", "));
    assert!(refused(&long).1.contains("repeat"));
    // The parser has a bound of its own for brackets.
    assert!(refused(&"[".repeat(1_000_000)).1.contains("recursion limit"));
    assert!(refused(&"{a: ".repeat(1_000_000)).1.contains("recursion limit"));
    assert!(refused(&"- ".repeat(100_000)).1.contains("deeper"));
    let chain = (1..400)
        .fold("a0: &a0 []\n".to_owned(), |text, at| text + &format!("a{at}: &a{at} [*a{}]\n", at - 1));
    assert!(refused(&chain).1.contains("deeper"));
    assert_eq!(refused(&"- 1\n".repeat(2_100_000)), (2_000_010, json::too_many()));
}

#[test]
fn no_prefix_panics() {
    let text = "a: &x\n  - |\n    t\n  - 'q'\n  - {b: \"c\\u00e9\", d: [1, *x]}\n? e\n: !!str 1\n<<: *x\n";
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let _: json::Reading = read(&text[..end], 1);
    }
}
