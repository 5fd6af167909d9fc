//! Every spelling of every label, in a page of each layout: what the page says stays the same.

use super::spelled_pages::{CHINESE, TABLE, layouts, spelled};
use crate::diagnostic::Diagnostic;
use crate::scrape::facts::{Location, ResponseFacts, Row};
use crate::scrape::{Capture, read};

/// What a page says, without the lines where it says so, and what is wrong with it.
pub(super) fn said(text: &str) -> (String, Vec<Diagnostic>) {
    said_of(text.as_bytes())
}

/// The same, of the bytes of a page.
pub(super) fn said_of(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let capture = Capture { file: "captures/en/orders.txt".into(), bytes: bytes.to_vec() };
    let reading = read(&capture);
    let facts = format!("{:#?}", reading.pages);
    let is_place =
        |line: &&str| line.trim_start().starts_with("line:") || line.trim_start().starts_with("last_line:");
    (facts.lines().filter(|line| !is_place(line)).collect::<Vec<_>>().join("\n"), reading.diagnostics)
}

pub(super) fn difference(left: &str, right: &str) -> String {
    let same = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    let from = |text: &str| text.lines().skip(same.saturating_sub(6)).take(14).collect::<Vec<_>>().join("\n");
    if left == right { String::new() } else { format!("{}\n--- and\n{}", from(left), from(right)) }
}

/// All that is wrong with the pages in which the labels are spelled otherwise.
fn wrong(layout: &str) -> Vec<String> {
    let (first, found) = said(&spelled(layout, |_| 0));
    assert_eq!(found, []);
    let mut wrong = Vec::new();
    let mut check = |what: &str, spelling: &dyn Fn(usize) -> usize| {
        let (other, found) = said(&spelled(layout, spelling));
        if other != first || !found.is_empty() {
            wrong.push(format!("{what}: {found:?}\n{}", difference(&first, &other)));
        }
    };
    for (at, (role, spellings)) in TABLE.iter().enumerate() {
        if layout.contains(&format!("{{{role}}}")) {
            for (number, spelling) in spellings.iter().enumerate().skip(1) {
                check(spelling, &|role| if role == at { number } else { 0 });
            }
        }
    }
    for mix in 1..30 {
        check(&format!("mix {mix}"), &|at| mix * 7919 % (at + 31) + mix / 3 * at);
    }
    wrong
}

#[test]
fn every_spelling_says_the_same_around_words_in_either_language() {
    for layout in layouts() {
        let chinese =
            CHINESE.iter().fold(layout.clone(), |text, (english, chinese)| text.replace(english, chinese));
        assert_ne!(chinese, layout);
        assert_eq!(wrong(&layout), [""; 0]);
        assert_eq!(wrong(&chinese), [""; 0]);
    }
}

#[test]
fn every_badge_stands_above_the_verb_or_is_glued_to_it() {
    let words = [
        "开发中",
        "已废弃",
        "设计中",
        "待确定",
        "联调中",
        "测试中",
        "已测完",
        "将废弃",
        "有异常",
        "Developing",
        "Testing",
        "Deprecated",
        "Obsolete",
    ];
    for (layout, badge) in layouts().iter().flat_map(|layout| words.map(|badge| (layout, badge))) {
        for glue in ["\n", "", " "] {
            let text = spelled(layout, |_| 0).replace("Create an order\n\nPOST", "Create an order\nPOST");
            let text = text.replace("Create an order\nPOST", &format!("Create an order\n{badge}{glue}POST"));
            let capture = Capture { file: "captures/en/orders.txt".into(), bytes: text.into_bytes() };
            let reading = read(&capture);
            assert_eq!(reading.diagnostics, [], "{badge}{glue}");
            let page = &reading.pages[0];
            assert_eq!(page.badge.as_ref().map(|badge| badge.value.as_str()), Some(badge), "{glue}");
            assert_eq!(
                (page.title.value.as_str(), page.verb.value.word()),
                ("Create an order", "POST"),
                "{badge}"
            );
        }
    }
}

/// What the first spelling says, which all others repeat.
#[test]
fn the_first_spelling_is_read_whole() {
    let texts = layouts().map(|layout| spelled(&layout, |_| 0));
    for (text, answers) in texts.iter().zip([
        "200 OK id 成功示例,异常示例,No stock; 401 Unauthorized why -; 500 服务器错误",
        "200 OK id 成功示例,异常示例,No stock; 401 Unauthorized why -; 500 服务器错误",
        "200 成功 id 成功示例; 400 参数错误  -",
        "200 成功 id -; 400 参数错误 why -",
    ]) {
        let reading =
            read(&Capture { file: "captures/en/orders.txt".into(), bytes: text.clone().into_bytes() });
        let page = &reading.pages[0];
        assert_eq!(
            page.breadcrumb.iter().map(|folder| folder.value.as_str()).collect::<Vec<_>>(),
            ["Orders"]
        );
        let description: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
        let is_glued = !text.contains("Makes one.");
        let expected = ["Makes one.", "Authorization", "Bearer Token"];
        assert_eq!(description, expected[usize::from(is_glued)..]);
        let groups: Vec<_> =
            page.parameters.iter().map(|group| (group.location, names(&group.rows))).collect();
        let expected = [
            (Location::Path, "id".to_owned()),
            (Location::Query, "page".to_owned()),
            (Location::Header, "X-Shop".to_owned()),
            (Location::Cookie, "session".to_owned()),
        ];
        assert_eq!(groups, expected);
        let row = &page.parameters[1].rows[0];
        let values =
            [&row.default, &row.example].map(|value| value.as_ref().map(|value| value.value.as_str()));
        assert_eq!(values, [Some("7"), Some("9")]);
        assert_eq!(
            row.bounds.iter().map(|bound| bound.value.as_str()).collect::<Vec<_>>(),
            [">= 1", "<= 50"]
        );
        let bodies: Vec<_> =
            page.bodies.iter().map(|body| (body.media_type.as_str(), names(&body.rows))).collect();
        assert_eq!(
            bodies,
            [("application/json", "state name".to_owned()), ("multipart/form-data", "photo".to_owned())]
        );
        let state = &page.bodies[0].rows[0];
        assert_eq!(state.title.as_ref().map(|title| title.value.as_str()), Some("State"));
        assert_eq!(
            state.allowed.iter().map(|value| value.value.as_str()).collect::<Vec<_>>(),
            ["new", "paid"]
        );
        assert_eq!(page.curls.len(), 1);
        let read: Vec<_> = page.responses.iter().map(answer).collect();
        assert_eq!(read.join("; "), answers);
    }
}

fn names(rows: &[Row]) -> String {
    rows.iter().map(|row| row.name.value.as_str()).collect::<Vec<_>>().join(" ")
}

/// Status, words, rows and names of examples.
fn answer(response: &ResponseFacts) -> String {
    let head = format!("{} {}", response.status.unwrap_or_default(), response.label);
    let Some(body) = &response.body else { return head };
    let examples: Vec<_> =
        body.examples.iter().map(|example| example.name.as_deref().unwrap_or("-")).collect();
    format!("{head} {} {}", names(&body.rows), examples.join(","))
}
