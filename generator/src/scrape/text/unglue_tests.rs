//! Which lines are cut, and where.

use super::super::line::split;
use super::unglue;

fn cut(text: &str) -> Vec<String> {
    unglue(&split(text)).into_iter().map(|line| line.words).collect()
}

/// What becomes of one line below a head.
fn line(text: &str) -> Vec<String> {
    let lines = cut(&format!("T\nGET\n/a\n{text}"));
    lines[3..].to_vec()
}

#[test]
fn a_section_comes_off_the_path() {
    assert_eq!(cut("T\nGET\n/a/b请求参数\nHeader 参数"), ["T", "GET", "/a/b", "请求参数", "Header 参数"]);
    assert_eq!(cut("T\n开发中GET\n/a/{b}Header 参数\nx"), ["T", "开发中GET", "/a/{b}", "Header 参数", "x"]);
    assert_eq!(cut("T\nGET\n/a/bBody 参数application/json")[2..], ["/a/b", "Body 参数application/json"]);
    assert_eq!(cut("T\nGET\n/a/b返回响应\n成功(200)")[2..4], ["/a/b", "返回响应"]);
    assert_eq!(cut("T\nGET\n/a/bRequest\nHeader Params")[2..4], ["/a/b", "Request"]);
}

#[test]
fn a_path_may_end_like_a_heading() {
    for path in [
        "/a/createRequest\nRequest",
        "/a/getResponses\nRequest",
        "/a/createRequest\nHeader Params\ncurl '/a/createRequest'",
    ] {
        assert_eq!(cut(&format!("T\nGET\n{path}"))[2], path.split('\n').next().unwrap_or_default());
    }
    // Only the path of the head is cut.
    assert_eq!(cut("T\nGET\n/a\nGET\n/b请求参数")[4], "/b请求参数");
}

#[test]
fn a_verb_comes_off_the_path() {
    assert_eq!(cut("T\nPOST/orders\nx"), ["T", "POST", "/orders", "x"]);
    assert_eq!(cut("T\n已废弃POST/orders"), ["T", "已废弃POST", "/orders"]);
    assert_eq!(line("POST/orders"), ["POST/orders"]);
}

#[test]
fn headings_come_apart() {
    assert_eq!(
        line("返回响应🟢200成功application/json生成代码Body生成代码"),
        ["返回响应", "🟢200成功", "application/json", "Body"]
    );
    assert_eq!(line("🟠404Not foundapplication/json"), ["🟠404Not found", "application/json"]);
    assert_eq!(line("🟢200OK"), ["🟢200OK"]);
    assert_eq!(line("🟢200and/or"), ["🟢200and/or"]);
    assert_eq!(line("application/jsonBody"), ["application/json", "Body"]);
    assert_eq!(line("application/json"), ["application/json"]);
    assert_eq!(line("Header 参数生成代码"), ["Header 参数"]);
    assert_eq!(line("请求参数Header 参数"), ["请求参数", "Header 参数"]);
    assert_eq!(
        line("HTTP 状态码: 200内容格式: JSONapplication/json数据结构"),
        ["HTTP 状态码: 200", "内容格式: JSONapplication/json", "数据结构"]
    );
}

#[test]
fn verb_path_and_heading_may_be_on_one_line() {
    assert_eq!(
        cut("T\nPOST/orders请求参数\nHeader 参数"),
        ["T", "POST", "/orders", "请求参数", "Header 参数"]
    );
    assert_eq!(
        cut("T\n开发中POST/orders/{id}Body 参数application/json")[2..],
        ["/orders/{id}", "Body 参数application/json"]
    );
}

#[test]
fn tabs_come_apart_below_their_heading() {
    assert_eq!(
        line("返回响应\n成功(200)参数 (a) 错误(400)"),
        ["返回响应", "成功(200)", "参数 (a) 错误(400)"]
    );
    assert_eq!(line("返回响应成功(200)失败（500）"), ["返回响应", "成功(200)", "失败（500）"]);
    assert_eq!(line("返回响应成功(200)"), ["返回响应", "成功(200)"]);
    assert_eq!(line("see (200) and (404)"), ["see (200) and (404)"]);
    assert_eq!(line("Responses are (200) and (404)"), ["Responses are (200) and (404)"]);
    assert_eq!(line("Responses\nsee (200) and more"), ["Responses", "see (200) and more"]);
}

#[test]
fn an_example_comes_off_its_heading() {
    assert_eq!(line("示例{\n}"), ["示例", "{", "}"]);
    assert_eq!(line("示例 [\n]"), ["示例", "[", "]"]);
    assert_eq!(line("成功示例{\n}"), ["成功示例", "{", "}"]);
    assert_eq!(line("示例[1,2]"), ["示例[1,2]"]);
}

#[test]
fn samples_and_footers_come_apart() {
    assert_eq!(
        line("请求示例请求示例ShellJavaScriptJavacurl --location '/a'"),
        ["请求示例请求示例", "ShellJavaScriptJava", "curl --location '/a'"]
    );
    assert_eq!(line("ShellJava"), ["ShellJava"]);
    assert_eq!(
        line("修改于 2025-04-25 05:59:59上一页List下一页Cancel"),
        ["修改于 2025-04-25 05:59:59", "上一页", "List", "下一页", "Cancel"]
    );
    assert_eq!(line("修改于 2025-04-25 05:59:59"), ["修改于 2025-04-25 05:59:59"]);
}

#[test]
fn a_row_s_parts_come_apart() {
    assert_eq!(line("string 必需"), ["string", "必需"]);
    assert_eq!(line("array[string] optional"), ["array[string]", "optional"]);
    assert_eq!(line("this is required"), ["this is required"]);
    assert_eq!(line("默认值:1示例值：2"), ["默认值:1", "示例值：2"]);
    assert_eq!(line("说明 默认值:1"), ["说明 默认值:1"]);
}

#[test]
fn parts_keep_the_number_of_their_line() {
    let numbers: Vec<_> =
        unglue(&split("T\nGET\n/a请求参数\nx")).into_iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 2, 3, 3, 4]);
}
