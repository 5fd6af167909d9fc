//! Real pages, which lie beside the repository on some machines only.

use generator::scrape::facts::SecurityKind;
use generator::scrape::{Capture, read};

use crate::repository;

fn real(name: &str) -> Option<Capture> {
    let path = repository::root().join("../shared/corpus/html").join(name);
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        println!("skipped: there is no {name} beside the repository");
    }
    Some(Capture { file: "captures/en/page.html".into(), bytes: bytes? })
}

#[test]
fn a_page_of_prose_gives_its_site() {
    let Some(capture) = real("remix-doc-page.html") else { return };
    let reading = read(&capture);
    assert_eq!(reading.diagnostics, []);
    assert!(reading.pages.is_empty());
    let site = reading.site.expect("a site");
    // Counted by a script in another language: 27 pages of prose, 55 folders, 232 endpoints.
    assert_eq!(site.navigation.len(), 27 + 55 + 232);
    assert_eq!(site.navigation.iter().filter(|item| item.verb.is_some()).count(), 232);
    assert_eq!(site.navigation.iter().filter_map(|item| item.depth).max(), Some(2));
    assert!(site.navigation.iter().all(|item| item.line == 35));
    assert_eq!(site.servers.len(), 2);
    assert_eq!(site.security.schemes[0].kind, SecurityKind::Bearer);
}

#[test]
fn a_fragment_without_a_call_says_so() {
    let Some(capture) = real("dom-generation-1-row.html") else { return };
    let reading = read(&capture);
    assert!(reading.pages.is_empty() && reading.site.is_none());
    assert_eq!(reading.diagnostics.len(), 1);
    assert_eq!(reading.diagnostics[0].code.word(), "no-endpoint");
}
