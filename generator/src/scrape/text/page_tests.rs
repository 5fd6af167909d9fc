//! What whole pages are read as.

use super::layout_tests;
use crate::diagnostic::{Code, Diagnostic};
use crate::scrape::facts::{Badge, Page, Verb};
use crate::scrape::{Capture, read};

/// An indented page under Chinese labels.
const INDENTED: &str = "\
Acme
English
  • 中文
  1. Orders
  • Shop
    • Orders
      • List orders
        POST
      • Cancel order
        GET
  • About
  1. Orders

List orders

开发中
POST
/orders/{shop}

Lists what was ordered.

请求参数

Authorization
Bearer Token
Path 参数
shop
string\u{a0}
必需
Header 参数
nonce
string\u{a0}
可选
默认值:
nonce
Body 参数application/json
state
integer\u{a0} | null\u{a0}
状态
可选
1【打开/Open】2【关闭/Closed】
示例
{
    \"state\": 1
}

示例代码

Shell
C
R
请求示例请求示例
Shell
curl --location --request POST '/orders/' \\
--header 'nonce: nonce' \\
--data-raw '{
    \"state\": 1
}'

返回响应

🟢200成功
application/json
Body
data
array [object {1}]\u{a0}
可选
示例
{
    \"data\": [
        {
            \"id\": 1.10
        }
    ]
}
🟠404Not found
修改于 2025-04-25 05:59:59
上一页
About
下一页
Cancel order
Built with
";

/// A flattened, rowless page under English labels.
const FLATTENED: &str = "\
- Shop
- Orders
- List ordersPOST
- How to POST
List orders
POST
/orders
/orders
Orders
Request
Header Params
Body Params application/json
Example
{
\"state\": 1
}
Request samples
Shell
Request Request Example
Shell
curl --location '/orders' \\
--data-raw '{
\"state\": 1
}'
Responses
🟢200OK
application/json
Body
Example
{
\"data\": 1
}
Modified at 2025-04-25 05:59:59";

fn capture(bytes: &[u8]) -> Capture {
    Capture { file: "captures/v1-en/list.txt".into(), bytes: bytes.to_vec() }
}

fn page(text: &str) -> Page {
    let reading = read(&capture(text.as_bytes()));
    assert_eq!(reading.diagnostics, []);
    reading.pages.into_iter().next().expect("page")
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    read(&capture(text.as_bytes())).diagnostics
}

fn codes(text: &str) -> Vec<(Code, u32)> {
    diagnostics(text).into_iter().map(|found| (found.code, found.origin.line)).collect()
}

#[test]
fn an_indented_page_says_everything() {
    let page = page(INDENTED);
    assert_eq!(
        (page.edition.as_str(), page.title.value.as_str(), page.title.origin.line),
        ("v1-en", "List orders", 14)
    );
    assert_eq!(
        page.badge.as_ref().map(|badge| (badge.value.as_str(), badge.origin.line)),
        Some(("开发中", 16))
    );
    assert_eq!(
        (page.verb.value, page.path.value.as_str(), page.path.origin.line),
        (Verb::Post, "/orders/{shop}", 18)
    );
    assert_eq!(page.breadcrumb[0].value, "Orders");
    assert_eq!(page.breadcrumb[0].origin.line, 12);
    let navigation: Vec<_> =
        page.navigation.iter().map(|item| (item.title.as_str(), item.verb, item.depth)).collect();
    let expected = [
        ("Shop", None, Some(0)),
        ("Orders", None, Some(1)),
        ("List orders", Some(Verb::Post), Some(2)),
        ("Cancel order", Some(Verb::Get), Some(2)),
        ("About", None, Some(0)),
    ];
    assert_eq!(navigation, expected);
    let description: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(description, ["Lists what was ordered.", "Authorization", "Bearer Token"]);
    let modified = page.modified.expect("date");
    assert_eq!((modified.value.as_str(), modified.origin.line), ("2025-04-25 05:59:59", 77));
    assert_eq!(page.previous.map(|title| title.value).as_deref(), Some("About"));
    assert_eq!(page.next.map(|title| title.value).as_deref(), Some("Cancel order"));
}

#[test]
fn an_indented_page_has_sections() {
    let page = page(INDENTED);
    let groups: Vec<_> =
        page.parameters.iter().map(|group| (group.origin.line, group.rows[0].name.value.as_str())).collect();
    assert_eq!(groups, [(26, "shop"), (30, "nonce")]);
    let body = &page.bodies[0];
    assert_eq!((body.media_type.as_str(), body.origin.line), ("application/json", 36));
    assert_eq!(body.rows[0].badge.as_ref().map(|badge| badge.value), Some(Badge::Optional));
    assert_eq!(body.rows[0].description[0].value, "1【打开/Open】2【关闭/Closed】");
    assert_eq!(body.examples[0].origin.line, 43);
    let curl = &page.curls[0];
    assert_eq!((curl.verb, curl.url.as_str(), curl.headers.len()), (Some(Verb::Post), "/orders/", 1));
    assert!(curl.body.as_ref().is_some_and(|body| body.json.is_some()));
    let [ok, missing] = page.responses.as_slice() else { panic!("two responses") };
    assert_eq!((ok.status, ok.label.as_str(), ok.origin.line), (Some(200), "成功", 62));
    let body = ok.body.as_ref().expect("body");
    assert_eq!((body.media_type.as_str(), body.rows.len(), body.examples.len()), ("application/json", 1, 1));
    assert_eq!((missing.status, missing.label.as_str()), (Some(404), "Not found"));
    assert!(missing.body.is_none());
}

#[test]
fn a_flattened_page_has_no_rows_and_a_folder() {
    let page = page(FLATTENED);
    assert_eq!(page.breadcrumb[0].value, "Orders");
    assert_eq!(page.navigation[2].verb, Some(Verb::Post));
    assert_eq!(page.navigation[3].title, "How to POST");
    assert!(page.description.is_empty());
    assert!(page.parameters[0].rows.is_empty() && page.bodies[0].rows.is_empty());
    assert!(page.bodies[0].examples[0].json.is_some());
    assert!(page.curls[0].body.is_some());
    assert!(page.responses[0].body.as_ref().is_some_and(|body| body.examples.len() == 1));
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing() {
    let plain = format!("{:#?}", page(INDENTED));
    assert_eq!(format!("{:#?}", page(&INDENTED.replace('\n', "\r\n"))), plain);
    assert_eq!(format!("{:#?}", page(&INDENTED.replace('\n', "\r"))), plain);
    assert_eq!(format!("{:#?}", page(&format!("\u{feff}{INDENTED}"))), plain);
}

#[test]
fn a_page_cut_off_anywhere_says_so() {
    for text in [INDENTED, FLATTENED].into_iter().chain(layout_tests::ALL) {
        for end in 0..text.trim_end().len() {
            let diagnostics = read(&capture(&text.as_bytes()[..end])).diagnostics;
            assert!(
                !diagnostics.is_empty(),
                "cut at byte {end}: {:?}",
                text.get(end.saturating_sub(30)..end)
            );
            assert!(diagnostics.iter().all(|found| found.hint.is_some()));
        }
    }
}

#[test]
fn lost_lines_never_panic() {
    for text in [INDENTED, FLATTENED].into_iter().chain(layout_tests::ALL) {
        let lines: Vec<_> = text.lines().collect();
        for lost in 0..lines.len() {
            for replacement in [None, Some("string"), Some("{"), Some("示例"), Some("'"), Some("必需")] {
                let kept = lines
                    .iter()
                    .enumerate()
                    .filter_map(|(index, line)| if index == lost { replacement } else { Some(*line) });
                let _ = diagnostics(&kept.collect::<Vec<_>>().join("\n"));
            }
        }
    }
}

#[test]
fn what_is_missing_at_the_end_has_a_name() {
    let date = "\nModified at 2025-04-25 05:59:59";
    assert_eq!(codes(&FLATTENED.replace(date, "")), [(Code::NoDate, 32)]);
    assert_eq!(codes(&FLATTENED.replace(" 05:59:59", "")), [(Code::NoDate, 33)]);
    assert_eq!(codes(&INDENTED.replace("Built with\n", "")), [(Code::NoFooter, 81)]);
    let (before, _) = FLATTENED.split_once("Responses").expect("responses");
    assert_eq!(codes(before), [(Code::TruncatedPage, 24)]);
}

#[test]
fn what_no_rule_takes_is_reported_in_runs() {
    let text = FLATTENED.replace("Responses\n", "one\ntwo\nResponses\nthree\n");
    let found = diagnostics(&text);
    let messages: Vec<_> = found.iter().map(|found| (found.origin.line, found.message.as_str())).collect();
    let expected =
        [(25, "the 2 lines from `one` on are nothing we can place"), (28, "`three` is nothing we can place")];
    assert_eq!(messages, expected);
}
