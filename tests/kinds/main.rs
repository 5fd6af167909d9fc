//! The same page in two forms gives the same spec, apart from what the poorer form cannot know.
#![expect(clippy::expect_used, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

#[path = "../harness/synthetic/mod.rs"]
mod synthetic;

use synthetic::{Form, api};

#[test]
fn every_invented_page_of_text_is_read_without_complaint() {
    let pages = api(100);
    let captures: Vec<_> = pages.iter().enumerate().map(|(at, page)| page.captured(Form::Text, at)).collect();
    let (facts, found) = generator::read(&captures);
    assert_eq!(found, []);
    let read: Vec<_> =
        facts.pages.iter().map(|page| (page.verb.value.word(), page.path.value.clone())).collect();
    let invented: Vec<_> = pages.into_iter().map(|page| (page.verb, page.path)).collect();
    assert_eq!(read, invented);
}
