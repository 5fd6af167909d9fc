//! What lines are taken for, each on its own.

use super::*;

fn body_of(words: &str) -> Label {
    Label::Body(words.to_owned())
}

fn example(name: &str) -> Label {
    Label::Example(Some(name.to_owned()))
}

#[test]
fn both_languages_name_the_sections() {
    assert_eq!(Label::of("请求参数"), Label::of("Request"));
    assert_eq!(Label::of("Path 参数"), Some(Label::Parameters(Location::Path)));
    assert_eq!(Label::of("Cookie Params"), Some(Label::Parameters(Location::Cookie)));
    assert_eq!(Label::of("Header"), None);
    assert_eq!(Label::of("返回响应"), Label::of("Responses"));
    assert_eq!(Label::of("示例代码"), Label::of("Request samples"));
}

#[test]
fn a_media_type_is_glued_or_in_parentheses() {
    assert_eq!(Label::of("Body 参数application/json"), Some(body_of("application/json")));
    assert_eq!(Label::of("Body 参数 (application/form-data)"), Some(body_of("multipart/form-data")));
    assert_eq!(Label::of("Body 参数application/json必填"), Some(body_of("application/json")));
    assert_eq!(
        Label::of("Body 参数x-www-form-urlencoded"),
        Some(body_of("application/x-www-form-urlencoded"))
    );
    assert_eq!(Label::of("Body 参数 (none)"), Some(body_of(NO_BODY)));
    assert!(says_required("Body 参数application/json必填") && !says_required("Body 参数application/json"));
    assert_eq!(Label::of("Body Params application/json"), Some(body_of("application/json")));
    assert_eq!(Label::of("Body 参数multipart/form-data"), Some(body_of("multipart/form-data")));
    assert_eq!(Label::of("Body Params"), Some(body_of("")));
    assert_eq!(Label::of("Body"), None);
    assert_eq!(Label::of("Body Params are sent"), None);
}

#[test]
fn a_response_has_a_circle() {
    let response = |status, label: &str| Some(Label::Response { status, label: label.into() });
    assert_eq!(Label::of("🟢200成功"), response(Some(200), "成功"));
    assert_eq!(Label::of("🟠401Unauthorized"), response(Some(401), "Unauthorized"));
    assert_eq!(Label::of("🔴 500 服务器错误"), response(Some(500), "服务器错误"));
    assert_eq!(Label::of("🟢default"), response(None, "default"));
    assert_eq!(Label::of("200成功"), None);
}

#[test]
fn examples_have_names() {
    assert_eq!(Label::of("示例"), Some(Label::Example(None)));
    assert_eq!(Label::of("示例1"), Some(example("示例1")));
    assert_eq!(Label::of("示例成功示例"), Some(example("成功示例")));
    assert_eq!(Label::of("异常示例"), Some(example("异常示例")));
    assert_eq!(Label::of("Example 2"), Some(example("Example 2")));
}

#[test]
fn only_a_date_follows_modified() {
    let date = Some(Label::Modified("2025-04-25 05:59:59".into()));
    assert_eq!(Label::of("修改于 2025-04-25 05:59:59"), date);
    assert_eq!(Label::of("最后修改时间: 2025-04-25 05:59:59"), date);
    assert_eq!(Label::of("Modified at 2025-04-25 05:59:59"), date);
    assert_eq!(Label::of("Last modified: 2025-04-25 05:59:59"), date);
    for span in ["3 个月前", "1年前", "2 months ago", "a year ago", "an hour ago", "about 5 hours ago"] {
        for label in ["修改于 ", "Modified at ", "最后修改时间："] {
            assert_eq!(Label::of(&format!("{label}{span}")), Some(Label::Modified(span.into())), "{label}");
        }
    }
    for words in [
        "Modified at the warehouse",
        "Modified at 3 gates long ago",
        "修改于提交之前",
        "Modified at noon ago",
    ] {
        assert_eq!(Label::of(words), None, "{words}");
    }
}

#[test]
fn attributes_have_colons_of_both_widths() {
    assert_eq!(attribute("默认值:"), Some((Attribute::Default, "")));
    assert_eq!(attribute("示例值： 5"), Some((Attribute::Example, "5")));
    assert_eq!(attribute("Allowed value(s):"), Some((Attribute::Allowed, "")));
    assert_eq!(attribute("Examples: a:b"), Some((Attribute::Example, "a:b")));
    assert_eq!(attribute("Default"), None);
}

#[test]
fn badges_survive_a_blank() {
    assert_eq!(badge("可 选"), Some(Badge::Optional));
    assert_eq!(badge("required"), Some(Badge::Required));
    assert_eq!(badge("Required fields"), None);
}

#[test]
fn media_types_have_two_parts() {
    assert!(is_media_type("application/vnd.a+json"));
    assert!(is_media_type("text/html; charset=utf-8"));
    assert!(!is_media_type("/orders/list"));
    assert!(!is_media_type("application/b/c"));
    assert!(!is_media_type("N/A"));
}
