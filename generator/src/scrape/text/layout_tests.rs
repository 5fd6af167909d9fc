//! What pages in further layouts are read as: share pages of 2022-24, pages in two columns.

use crate::diagnostic::{Code, Diagnostic};
use crate::scrape::facts::{BodyFacts, Location, Page, SchemaShape, SecurityKind, Verb};
use crate::scrape::{Capture, read};

/// A share page under Chinese labels: the path has a heading glued to it, responses are tabs, titles hide badges.
pub(super) const SHARE: &str = "
  1. 订单
创建订单
开发中POST
/shop/orders请求参数
Header 参数
X-Shop
string
可 选
示例值:
north
Body 参数 (application/form-data)
title
string
标题
photo
file
可选
照片
返回响应
成功(200)
参数错误(400)
HTTP 状态码: 200
内容格式: JSONapplication/json
数据结构
code
integer
返回码
data
object {2}
内容
id
string
订单号
state
enum<string>
状态
枚举值:
newpaid
示例
{
    \"code\": 0,
    \"data\": {
        \"id\": \"A1\",
        \"state\": \"paid\"
    }
}
HTTP 状态码: 400
内容格式: XMLapplication/xml
数据结构
示例
<error>
  <code>7</code>
</error>
最后修改时间: 2023-03-04 05:06:07
上一页
订单列表
下一页
取消订单
Built with
";

/// A page in two columns under Chinese labels: the samples and the answers' examples stand below the responses.
pub(super) const COLUMNS: &str = "\
创建订单
POST
/shop/orders
调试
请求参数
Authorization
在 Header 添加参数
Authorization
，其值为 Bearer 之后拼接 Token
示例：
Authorization: Bearer ********************
Body 参数application/json必填生成代码
title
string
必需
返回响应
🟢200成功application/json生成代码Body生成代码
id
string
必需
🟠404未找到application/jsonBody
code
integer
必需
请求示例请求示例ShellJavaScriptJavaSwift
curl --location --request POST '/shop/orders' \\
--header 'Authorization: Bearer ' \\
--data-raw '{
    \"title\": \"tea\"
}'
响应示例响应示例
200 - 成功
{
    \"id\": \"A1\"
}
404 - 未找到
{
    \"code\": 404
}
修改于 2024-03-04 05:06:07
";

/// The same under English labels, where the right column comes first.
pub(super) const COLUMNS_FIRST: &str = "\
List orders
Deprecated
GET
/shop/orders
Request Request Example
Shell
Java
curl --location '/shop/orders?page=2'
Response Response Example
200 - Success
{
    \"total\": 12
}
500 - Broken
{
    \"error\": \"later\"
}
Request
Query Params
page
integer
optional
>= 1<= 50
Cookie Params
session
string
required
Responses
🟢200Success
application/json
Header
X-Total
integer <int64>
required
How many there are.
Allowed values:
1
2
Body
total
integer
required
🔴500Broken
application/json
Body
Modified at 2024-03-04 05:06:07
";

pub(super) const ALL: [&str; 3] = [SHARE, COLUMNS, COLUMNS_FIRST];

fn read_page(text: &str) -> (Page, Vec<Diagnostic>) {
    let capture = Capture { file: "captures/en/orders.txt".into(), bytes: text.as_bytes().to_vec() };
    let reading = read(&capture);
    (reading.pages.into_iter().next().expect("page"), reading.diagnostics)
}

fn page(text: &str) -> Page {
    let (page, diagnostics) = read_page(text);
    assert_eq!(diagnostics, []);
    page
}

fn names(body: &BodyFacts) -> Vec<&str> {
    body.rows.iter().map(|row| row.name.value.as_str()).collect()
}

/// A response: status, words, media type, names of rows, lines of examples.
type Shown<'p> = (Option<u16>, &'p str, &'p str, Vec<&'p str>, Vec<u32>);

fn responses(page: &Page) -> Vec<Shown<'_>> {
    let of = |at: usize| {
        let one = &page.responses[at];
        let body = one.body.as_ref();
        let lines = body.map(|body| body.examples.iter().map(|example| example.origin.line).collect());
        let media_type = body.map_or("", |body| body.media_type.as_str());
        (
            one.status,
            one.label.as_str(),
            media_type,
            body.map(names).unwrap_or_default(),
            lines.unwrap_or_default(),
        )
    };
    (0..page.responses.len()).map(of).collect()
}

#[test]
fn a_share_page_says_everything() {
    let page = page(SHARE);
    assert_eq!(
        (page.verb.value, page.path.value.as_str(), page.path.origin.line),
        (Verb::Post, "/shop/orders", 5)
    );
    assert_eq!(page.badge.as_ref().map(|badge| badge.value.as_str()), Some("开发中"));
    let header = &page.parameters[0].rows[0];
    assert!(header.badge.is_some());
    assert_eq!(header.example.as_ref().map(|value| value.value.as_str()), Some("north"));
    let body = &page.bodies[0];
    assert_eq!((body.media_type.as_str(), names(body)), ("multipart/form-data", vec!["title", "photo"]));
    assert_eq!(body.rows[1].type_expression.value.words, "file");
    assert!(body.rows[0].badge.is_none() && body.rows[1].badge.is_some());
    let expected = [
        (Some(200), "成功", "application/json", vec!["code", "data", "id", "state"], vec![41]),
        (Some(400), "参数错误", "application/xml", vec![], vec![52]),
    ];
    assert_eq!(responses(&page), expected);
    assert_eq!(page.modified.as_ref().map(|date| date.origin.line), Some(55));
    assert_eq!(page.next.as_ref().map(|title| title.value.as_str()), Some("取消订单"));
}

#[test]
fn a_closed_tab_is_told() {
    let (before, behind) = SHARE.split_once("HTTP 状态码: 400").expect("the second tab");
    let (_, end) = behind.split_once("</error>\n").expect("its end");
    let (page, diagnostics) = read_page(&format!("{before}{end}"));
    let found: Vec<_> = diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
    assert_eq!(found, [(Code::HiddenTab, 22)]);
    let closed = &page.responses[1];
    assert_eq!((closed.status, closed.label.as_str()), (Some(400), "参数错误"));
    assert!(closed.body.as_ref().is_some_and(|body| body.rows.is_empty() && body.examples.is_empty()));
}

#[test]
fn a_share_page_may_have_its_date_in_its_head() {
    let date = "最后修改时间: 2023-03-04 05:06:07\n";
    let text = SHARE
        .replace(date, "")
        .replace("/shop/orders请求参数\n", &format!("/shop/orders\n{date}创建一个订单。\n请求参数\n"));
    let page = page(&text);
    assert_eq!(page.modified.as_ref().map(|date| date.origin.line), Some(6));
    assert_eq!(
        page.description.iter().map(|line| line.value.as_str()).collect::<Vec<_>>(),
        ["创建一个订单。"]
    );
    let (_, diagnostics) = read_page(&text.replace("Built with\n", ""));
    assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::NoFooter]);
}

#[test]
fn examples_of_a_column_go_to_their_responses() {
    let page = page(COLUMNS);
    let body = &page.bodies[0];
    assert_eq!((body.media_type.as_str(), body.required), ("application/json", Some(true)));
    let expected = [
        (Some(200), "成功", "application/json", vec!["id"], vec![33]),
        (Some(404), "未找到", "application/json", vec!["code"], vec![37]),
    ];
    assert_eq!(responses(&page), expected);
    assert!(page.responses[1].body.as_ref().is_some_and(|body| body.examples[0].json.is_some()));
    assert_eq!(page.curls.len(), 1);
    assert!(page.curls[0].body.is_some());
    assert_eq!(page.description.first().map(|line| line.value.as_str()), Some("Authorization"));
    let schemes: Vec<_> =
        page.security.schemes.iter().map(|scheme| (&scheme.kind, scheme.origin.line)).collect();
    assert_eq!(schemes, [(&SecurityKind::Bearer, 11)]);
}

#[test]
fn a_column_may_stand_above_the_responses() {
    let page = page(COLUMNS_FIRST);
    let expected = [
        (Some(200), "Success", "application/json", vec!["total"], vec![11]),
        (Some(500), "Broken", "application/json", vec![], vec![15]),
    ];
    assert_eq!(responses(&page), expected);
    let groups: Vec<_> = page.parameters.iter().map(|group| (group.location, group.rows.len())).collect();
    assert_eq!(groups, [(Location::Query, 1), (Location::Cookie, 1)]);
    let bounds: Vec<_> = page.parameters[0].rows[0].bounds.iter().map(|bound| bound.value.as_str()).collect();
    assert_eq!(bounds, [">= 1", "<= 50"]);
    let [header] = page.responses[0].headers.as_slice() else { panic!("one header") };
    assert_eq!((header.name.value.as_str(), header.name.origin.line), ("X-Total", 32));
    assert_eq!(header.schema.description.as_deref(), Some("How many there are."));
    let SchemaShape::Integer { format, values } = &header.schema.shape else { panic!("an integer") };
    assert_eq!((format.as_deref(), values.len()), (Some("int64"), 2));
}

#[test]
fn a_column_without_tabs_belongs_to_the_first_response() {
    let text = COLUMNS.replace("200 - 成功\n", "").replace("404 - 未找到\n{\n    \"code\": 404\n}\n", "");
    let page = page(&text);
    let counts: Vec<_> = page
        .responses
        .iter()
        .map(|response| response.body.as_ref().map_or(0, |body| body.examples.len()))
        .collect();
    assert_eq!(counts, [1, 0]);
}

#[test]
fn a_column_may_show_a_response_that_nothing_else_does() {
    let text = COLUMNS.replace("404 - 未找到", "409 - 冲突");
    let page = page(&text);
    let last = page.responses.last().expect("a response");
    assert_eq!((last.status, last.label.as_str(), last.origin.line), (Some(409), "冲突", 36));
    assert!(page.responses[1].body.as_ref().is_some_and(|body| body.examples.is_empty()));
}

#[test]
fn a_closed_tab_of_the_column_is_told() {
    let text = COLUMNS
        .replace("200 - 成功\n", "200 - 成功\n404 - 未找到\n")
        .replace("404 - 未找到\n{\n    \"code\": 404\n}\n", "");
    let (page, diagnostics) = read_page(&text);
    let found: Vec<_> = diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
    assert_eq!(found, [(Code::HiddenTab, 33)]);
    assert_eq!(page.responses[0].body.as_ref().map(|body| body.examples.len()), Some(1));
}

/// Half a megabyte of one layout: what looks at all lines again for each of them would take minutes.
#[test]
fn reading_is_linear_in_the_length_of_the_page() {
    let rows = (0..6_000)
        .fold(String::new(), |rows, at| rows + &format!("field_{at}\nstring\n标题\n可选\n说明文字\n"));
    let share = SHARE.replace("code\ninteger\n返回码\n", &format!("code\ninteger\n返回码\n{rows}"));
    let columns = COLUMNS.replace("title\nstring\n必需\n", &format!("title\nstring\n必需\n{rows}"));
    let examples = "409 - 冲突\n{\n    \"code\": 409\n}\n".repeat(2_000);
    let column = COLUMNS.replace("修改于", &format!("{examples}修改于"));
    for (text, count) in [(share, 6_004), (columns, 6_001), (column, 1)] {
        let (page, _) = read_page(&text);
        let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
        let most = page.bodies.iter().chain(answers).map(|body| body.rows.len()).max();
        assert_eq!(most, Some(count));
    }
}
