//! What saved pages look like beside their rows: tabs, layouts for wide and narrow windows, headings of other programs.

use super::tests::{fields, page, tree};
use crate::diagnostic::Code;

const HEAD: &str = "<!DOCTYPE html>\n<!-- saved from url=(0027)https://docs.acme.test/find -->\n<h1>Find</h1><p>POST</p><p>/find</p>\n";

fn row(name: &str, kind: &str) -> String {
    format!(
        "<div data-level=\"0\"><div data-id=\"{name}\"><div class=\"_propertyName_1\">{name}</div><span class=\"sl-type\">{kind}</span></div></div>"
    )
}

fn table(rows: &[String]) -> String {
    format!("<div class=\"JsonSchemaViewer\">{}</div>\n", rows.concat())
}

#[test]
fn tabs_of_media_types_name_the_body() {
    let tabs = |other: &str| {
        format!(
            "<div role=tablist><div role=tab aria-selected=true>application/json</div>\n<div role=tab aria-selected=false>{other}</div></div>\n"
        )
    };
    let body =
        format!("<div role=tabpanel>{}<pre>{{\"id\": \"a\"}}</pre></div>\n", table(&[row("id", "string")]));
    let text = format!(
        "{HEAD}<h2>Request</h2><h3>Body Params</h3>{}{body}<h2>Responses</h2><h3>🟢200OK</h3>{}{body}",
        tabs("multipart/form-data"),
        tabs("application/xml")
    );
    let (page, told) = page(&text);
    let answer = page.responses[0].body.as_ref().expect("a body");
    for body in [&page.bodies[0], answer] {
        assert_eq!(body.media_type, "application/json");
        assert_eq!(tree(fields(body.schema.as_ref().expect("a schema"))), "id");
        assert_eq!((body.examples.len(), body.examples[0].name.as_deref()), (1, None));
    }
    // The other ones are not in the page.
    let codes: Vec<_> = told.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [Code::CollapsedRows; 2]);
}

/// Wide and narrow windows each have their layout, with the same ids.
#[test]
fn what_is_shown_twice_counts_once() {
    let layout = format!(
        "<div role=tablist><div role=tab id=t1 aria-selected=true aria-controls=p1>🟢200OK</div><div role=tab id=t2 aria-controls=p2>🟠404Gone</div></div>\n\
         <div role=tabpanel id=p1 aria-labelledby=t1><div>application/json</div>{}<pre>{{\"id\": 1}}</pre></div>\n\
         <div role=tabpanel id=p2 aria-labelledby=t2 hidden><div>application/json</div>{}</div>\n",
        table(&[row("id", "integer"), row("name", "string")]),
        table(&[row("error", "string")])
    );
    let (page, told) = page(&format!("{HEAD}<h2>Responses</h2>{layout}{layout}"));
    assert_eq!(told, []);
    let shown: Vec<_> = page
        .responses
        .iter()
        .map(|response| {
            let body = response.body.as_ref().expect("a body");
            (response.status, tree(fields(body.schema.as_ref().expect("a schema"))), body.examples.len())
        })
        .collect();
    assert_eq!(shown, [(Some(200), "id name".to_owned(), 1), (Some(404), "error".to_owned(), 0)]);
}

#[test]
fn a_whole_article_may_be_shown_twice() {
    let layout = format!(
        "<h2>Request</h2><h3>Query Params</h3>{}<h3>Body Params application/json</h3>{}<h2>Responses</h2><h3>🟢200OK</h3>{}<pre>{{\"id\": 1}}</pre><h3>🟠404Gone</h3>",
        table(&[row("page", "integer")]),
        table(&[row("name", "string")]),
        table(&[row("id", "integer")])
    );
    let (page, told) = page(&format!("{HEAD}{layout}{layout}"));
    assert_eq!(told, []);
    assert_eq!((page.parameters.len(), page.parameters[0].fields.len()), (1, 1));
    assert_eq!(page.bodies.len(), 1);
    assert_eq!(tree(fields(page.bodies[0].schema.as_ref().expect("a schema"))), "name");
    let statuses: Vec<_> = page.responses.iter().map(|response| response.status).collect();
    assert_eq!(statuses, [Some(200), Some(404)]);
    assert_eq!(page.responses[0].body.as_ref().map(|body| body.examples.len()), Some(1));
}

/// Two answers may have one status and one name.
#[test]
fn answers_that_differ_are_two() {
    let answer = |name: &str| format!("<h3>🟢200OK</h3>{}", table(&[row(name, "integer")]));
    let (page, _) = page(&format!("{HEAD}<h2>Responses</h2>{}{}", answer("id"), answer("code")));
    assert_eq!(page.responses.len(), 2);
}

#[test]
fn two_tables_of_one_body_are_both_read() {
    let tables = [table(&[row("id", "integer")]), table(&[row("name", "string")])].concat();
    let (page, _) = page(&format!("{HEAD}<h2>Responses</h2><h3>🟢200OK</h3>{tables}"));
    let body = page.responses[0].body.as_ref().expect("a body");
    assert_eq!(tree(fields(body.schema.as_ref().expect("a schema"))), "id name");
}

/// As programs do that add cards of their own to the page, in the style of its tables.
#[test]
fn what_stands_below_an_unknown_heading_is_none_of_the_body() {
    let text = format!(
        "{HEAD}<h2>返回响应</h2><h3>🟢200成功</h3>{}\n<h3>枚举值</h3>\n<div>状态</div>{}<pre>{{\"more\": 1}}</pre>",
        table(&[row("id", "integer")]),
        table(&[row("open", "string")])
    );
    let (page, told) = page(&text);
    let body = page.responses[0].body.as_ref().expect("a body");
    assert_eq!(tree(fields(body.schema.as_ref().expect("a schema"))), "id");
    assert!(body.examples.is_empty());
    assert_eq!(told, [(Code::UnreadLine, 6)]);
}

#[test]
fn code_that_belongs_to_nothing_is_told() {
    for place in ["<h2>Request</h2>", "<h2>Request</h2><h3>Query Params</h3>", "<h2>Responses</h2>"] {
        let (_, told) = page(&format!("{HEAD}{place}\n<pre>{{\"lost\": 1}}</pre>"));
        assert_eq!(told, [(Code::UnreadLine, 5)], "{place}");
    }
    let samples = format!("{HEAD}<h2>Request Code Samples</h2><div>Java</div><pre>new Call();</pre>");
    assert_eq!(page(&samples).1, []);
}
