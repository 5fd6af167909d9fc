//! Where a real page leads: into every folder of its navigation, and not where only robots are led.

use std::fs;

#[test]
fn the_navigation_of_a_real_page_is_followed_whole() {
    let Some(folder) = super::folder("html") else { return };
    let page = fs::read(folder.join("remix-doc-page.html")).expect("the page is there");
    let links = generator::scrape::links(&page);
    let with =
        |suffix: &str| links.iter().filter(|link| link.starts_with('/') && link.ends_with(suffix)).count();
    // Counted by another program: the tree lists 232 endpoints and 27 pages of prose, and the article links to one more.
    assert_eq!(with("e0"), 233);
    assert!(with("m0") >= 27, "{}", with("m0"));
    assert!(links.iter().all(|link| !link.contains("/cdn-cgi/")), "{links:?}");
}
