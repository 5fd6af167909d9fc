//! What stands at the edges of sections is read as.

use crate::diagnostic::{Code, Diagnostic, Stated};
use crate::scrape::facts::{BodyFacts, Page};
use crate::scrape::{Capture, read};

const HEAD: &str = "Types\nGET\n/types\n";
const DATE: &str = "Modified at 2025-04-25 05:59:59\n";

fn read_page(sections: &str) -> (Page, Vec<Diagnostic>) {
    let bytes = format!("{HEAD}{sections}{DATE}").into_bytes();
    let reading = read(&Capture { file: "captures/en/types.txt".into(), bytes });
    (reading.pages.into_iter().next().expect("page"), reading.diagnostics)
}

fn page(sections: &str) -> Page {
    let (page, diagnostics) = read_page(sections);
    assert_eq!(diagnostics, []);
    page
}

fn values(stated: &[Stated<String>]) -> Vec<&str> {
    stated.iter().map(|stated| stated.value.as_str()).collect()
}

fn names(body: &BodyFacts) -> Vec<&str> {
    body.rows.iter().map(|row| row.name.value.as_str()).collect()
}

#[test]
fn a_response_has_a_description() {
    let page = page(
        "Responses\n🟢200Success\nThe type was set.\nAt once.\napplication/json\nBody\nid\nstring\nrequired\n\
         🟢200OK\ntext/plain\nBody\nExample\ndone\n🟠404Not found\nThere is none.\n🔴500Error\nid\nstring\n",
    );
    let [set, plain, missing, error] = page.responses.as_slice() else { panic!("four responses") };
    assert_eq!(values(&set.description), ["The type was set.", "At once."]);
    assert_eq!(set.description[1].origin.line, 7);
    let body = set.body.as_ref().expect("body");
    assert_eq!((body.media_type.as_str(), names(body)), ("application/json", vec!["id"]));
    let body = plain.body.as_ref().expect("body");
    assert_eq!((body.media_type.as_str(), body.examples[0].text.as_str()), ("text/plain", "done"));
    assert_eq!(values(&missing.description), ["There is none."]);
    assert!(missing.body.is_none());
    assert!(error.description.is_empty());
    assert_eq!(error.body.as_ref().map(names), Some(vec!["id"]));
}

#[test]
fn a_row_of_unknown_type_is_no_description() {
    let (page, diagnostics) = read_page("🟢200OK\nid\nstrng\nrequired\nname\nstring\nrequired\n");
    assert_eq!(diagnostics, []);
    assert!(page.responses[0].description.is_empty());
    let body = page.responses[0].body.as_ref().expect("body");
    assert_eq!((names(body), &*body.rows[0].type_expression.value.words), (vec!["id", "name"], "strng"));
}

#[test]
fn a_body_has_a_type_of_its_own() {
    let page = page(
        "Body Params application/json\narray [object {2}]\nid\ninteger\nrequired\nname\nstring\n\
         🟢200OK\napplication/json\nBody\nstring\nExample\n\"done\"\n\
         🟢201OK\napplication/json\nBody\nobject\nstring\nrequired\n",
    );
    let root = |body: &BodyFacts| body.root.as_ref().map(|root| (root.value.words.clone(), root.origin.line));
    assert_eq!(root(&page.bodies[0]), Some(("array [object {2}]".to_owned(), 5)));
    assert_eq!(names(&page.bodies[0]), ["id", "name"]);
    let text = page.responses[0].body.as_ref().expect("body");
    assert_eq!((root(text), text.rows.len(), text.examples.len()), (Some(("string".to_owned(), 14)), 0, 1));
    let called_object = page.responses[1].body.as_ref().expect("body");
    assert_eq!((root(called_object), names(called_object)), (None, vec!["object"]));
}

#[test]
fn a_title_may_be_worded_like_a_date_or_a_heading() {
    for title in ["Last modified", "Modified at", "修改于", "Header Params", "Body 参数"] {
        let page = page(&format!(
            "🟢200OK\napplication/json\nBody\na\nstring\nrequired\nb\nstring\n{title}\nrequired\nz\nstring\nrequired\n"
        ));
        let body = page.responses[0].body.as_ref().expect("body");
        assert_eq!(names(body), ["a", "b", "z"], "{title}");
        assert_eq!(body.rows[1].title.as_ref().map(|found| found.value.as_str()), Some(title));
        assert!(body.rows[1].badge.is_some() && page.modified.is_some(), "{title}");
    }
}

#[test]
fn a_field_may_be_called_like_a_date_or_a_heading() {
    for name in ["Last modified", "Modified at", "修改于", "Header Params"] {
        let page = page(&format!(
            "🟢200OK\napplication/json\nBody\na\nstring\n{name}\nstring\nrequired\nz\nstring\n"
        ));
        assert_eq!(page.responses[0].body.as_ref().map(names), Some(vec!["a", name, "z"]), "{name}");
        assert!(page.modified.is_some());
    }
}

#[test]
fn a_parameter_may_be_called_like_a_type() {
    let page = page("Header Params\nstring\nstring\nrequired\nResponses\n🟢200OK\n");
    assert_eq!(page.parameters[0].rows[0].name.value, "string");
}

#[test]
fn a_request_may_take_nothing() {
    for (heading, nothing) in [("Request", "None"), ("请求参数", "无")] {
        let page =
            page(&format!("Pings.\n{heading}\n{nothing}\nRequest samples\nShell\nResponses\n🟢200OK\n"));
        assert_eq!(values(&page.description), ["Pings."]);
        assert!(page.parameters.is_empty() && page.bodies.is_empty());
    }
    let page = page("Request\nNone of these is needed.\nQuery Params\na\nstring\nResponses\n🟢200OK\n");
    assert_eq!(values(&page.description), ["Request", "None of these is needed."]);
}

#[test]
fn headers_of_a_request_below_the_answers_are_no_answer_s() {
    let page = page(
        "Responses\n🟢200OK\napplication/json\nBody\nid\nstring\nrequired\nRequest\nHeader Params\nkey\nstring\nrequired\n",
    );
    assert_eq!(page.parameters[0].rows[0].name.value, "key");
    assert!(page.responses[0].headers.is_empty());
    assert_eq!(page.responses[0].body.as_ref().map(names), Some(vec!["id"]));
}

#[test]
fn how_long_ago_a_page_changed_is_no_row_s() {
    for (date, pager) in
        [("修改于 3 个月前", "上一页\nA\n下一页\nB\nBuilt with\n"), ("Modified at a year ago", "")]
    {
        let text = format!("{HEAD}🟢200OK\napplication/json\nBody\nid\nstring\n编号\n{date}\n{pager}");
        let reading = read(&Capture { file: "captures/en/types.txt".into(), bytes: text.into_bytes() });
        let codes: Vec<_> = reading.diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
        assert_eq!(codes, [(Code::NoDate, 10)], "{date}");
        let body = reading.pages[0].responses[0].body.as_ref().expect("body");
        assert!(body.rows[0].description.is_empty(), "{date}");
    }
}

#[test]
fn a_response_may_have_lost_its_circle() {
    for (ok, missing) in
        [("200成功", "404Not found"), ("?200成功", "? 404 Not found"), ("□200 成功", "□404Not found")]
    {
        let page = page(&format!(
            "返回响应\n{ok}\napplication/json\nBody\nid\nstring\n必需\n{missing}\napplication/json\nBody\nwhy\nstring\n必需\n"
        ));
        let read: Vec<_> = page.responses.iter().map(|one| (one.status, one.label.as_str())).collect();
        assert_eq!(read, [(Some(200), "成功"), (Some(404), "Not found")]);
        assert_eq!(page.responses[1].body.as_ref().map(names), Some(vec!["why"]));
    }
    let page =
        page("Responses\n🟢200OK\napplication/json\nBody\nid\nstring\nrequired\n404 of them\n200-404\n");
    assert_eq!(page.responses.len(), 1);
}
