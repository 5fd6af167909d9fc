//! Pages in Markdown: what stands around the document, and which block it is.

use crate::diagnostic::Code;
use crate::scrape::{Capture, Reading, read};

const DOCUMENT: &str = "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      summary: Find\n      responses: {'200': {description: ok}}\n";

fn reading(text: &str) -> Reading {
    read(&Capture { file: "captures/v1/a.md".into(), bytes: text.as_bytes().to_vec() })
}

fn codes(text: &str) -> Vec<Code> {
    reading(text).diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn the_document_is_found_in_any_fence() {
    let indented = DOCUMENT.lines().fold(String::new(), |text, line| text + "  " + line + "\n");
    let json = "{\"openapi\": \"3.0.1\",\n\"paths\": {\"/a\": {\"get\": {\"summary\": \"Find\", \"responses\": {\"200\": {}}}}}}\n";
    let pages = [
        format!("# T\n\n```yaml\n{DOCUMENT}```\n"),
        format!("# T\n\n`````yml\n{DOCUMENT}`````\n"),
        format!("# T\n\n~~~\n{DOCUMENT}~~~\n"),
        format!("# T\n\n  ```yaml\n{indented}  ```\n"),
        format!("# T\r\n\r\n```yaml\r\n{}```\r\n", DOCUMENT.replace('\n', "\r\n")),
        format!("# T\n\n```json\n{{\"a\": 1}}\n```\n\n```json\n{json}```\n"),
    ];
    for text in pages {
        let reading = reading(&text);
        assert!(reading.diagnostics.is_empty(), "{text}\n{:?}", reading.diagnostics);
        let page = &reading.pages[0];
        assert_eq!(
            (page.title.value.as_str(), page.title.origin.line, page.path.value.as_str()),
            ("T", 1, "/a")
        );
        let line = text.lines().position(|line| line.contains("get")).expect("get") + 1;
        let expected = if text.contains("openapi:") { line } else { 9 };
        assert_eq!(page.verb.origin.line as usize, expected, "{text}");
    }
}

#[test]
fn prose_is_no_endpoint_and_no_error() {
    let guide = reading("# Guide\n\nRead this.\n\n```json\n{}\n```\n");
    assert!(guide.pages.is_empty() && guide.diagnostics.is_empty() && guide.site.is_some());
    let around = reading(&format!(
        "# T\n\nAbove.\n\n<Card title=\"C\" />\n\n## OpenAPI Specification\n\n```yaml\n{DOCUMENT}```\nBelow.\n"
    ));
    let words: Vec<_> = around.pages[0].description.iter().map(|line| line.value.as_str()).collect();
    assert_eq!(words, ["Above.", "", "C", "", "", "Below."]);
}

#[test]
fn what_cannot_be_read_says_so() {
    let page = |document: &str| codes(&format!("# T\n```yaml\n{document}\n```\n"));
    assert_eq!(codes(&format!("# T\n```yaml\n{DOCUMENT}")), [Code::TruncatedPage]);
    assert_eq!(page("openapi: 3.0.1\npaths: [\n"), [Code::InvalidDocument]);
    assert_eq!(page("openapi: 3.0.1\ninfo: {}"), [Code::InvalidDocument]);
    assert_eq!(page("swagger: '2.0'\npaths: {}"), [Code::InvalidDocument]);
    assert_eq!(page("openapi: 3.0.1\npaths: {}"), [Code::NoEndpoint]);
    assert_eq!(page(&DOCUMENT.replace("3.0.1", "4.0")), [Code::DoubtfulDocument]);
    assert_eq!(
        codes(&format!("# T\n```yaml\n{DOCUMENT}```\n```yaml\n{DOCUMENT}```\n")),
        [Code::DoubtfulDocument]
    );
}

#[test]
fn no_prefix_panics() {
    let text = format!(
        "# T\n\n<Tab title=\"é\">`x`\n\n  ```yaml\n{DOCUMENT}      parameters: [{{name: é, in: query}}]\n```\n"
    );
    for end in 0..=text.len() {
        let capture = Capture { file: "captures/a.md".into(), bytes: text.as_bytes()[..end].to_vec() };
        assert!(read(&capture).pages.len() <= 1);
    }
}

#[test]
fn prose_has_the_title_of_its_heading() {
    let title = |text: &str| reading(text).site.and_then(|site| site.title);
    assert_eq!(title("# About\n\nWords\n# More\n").as_deref(), Some("About"));
    assert_eq!(title("---\ntitle: x\n---\n\n# About\n").as_deref(), Some("About"));
    // A guide may show a call, and one in a fence whatever it likes.
    let call = "# Calls\n\nPOST\n/orders\n";
    assert_eq!(title(call).as_deref(), Some("Calls"));
    assert_eq!(
        title(&format!("# Calls\n\n```\n{}## Responses\n```\n", "POST\n/orders\n")).as_deref(),
        Some("Calls")
    );
}

#[test]
fn text_below_a_heading_is_no_prose() {
    let reading = reading("# Find an order\n\nPOST\n\n/orders\n\n## Responses\n\n🟢200OK\n");
    assert!(reading.site.is_none());
    let told: Vec<_> = reading.diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
    assert_eq!(told, [(Code::NoEndpoint, 3)]);
}

#[test]
fn many_fences_cost_no_more_than_their_lines() {
    let text = format!("# Many\n\n{}", "```\n```\nx\n".repeat(200_000));
    assert_eq!(reading(&text).site.and_then(|site| site.title).as_deref(), Some("Many"));
}
