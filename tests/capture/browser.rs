//! What a browser saves of a page is a capture: headless Chromium renders a page that builds itself.

use std::process::Command;

use crate::sandbox::Sandbox;

#[test]
fn a_page_that_a_browser_has_rendered_is_imported() {
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|name| {
        Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success())
    }) else {
        println!("skipped: no Chromium here; install Debian's `chromium`");
        return;
    };
    let sandbox = Sandbox::new();
    let page = "<!DOCTYPE html><title>Find</title><main></main><script>\
                document.querySelector('main').innerHTML = '<h1>Find an order</h1><a href=\"/2e0\">Pay</a>';</script>";
    sandbox.write("page.html", page);
    let address = format!("file://{}", sandbox.path("page.html").display());
    let profile = format!("--user-data-dir={}", sandbox.path("profile").display());
    let saved = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            &profile,
            "--dump-dom",
            &address,
        ])
        .output()
        .expect("it runs");
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));
    sandbox.write("saved/Find an order.html", &saved.stdout);
    sandbox.captured(&["saved"]);
    assert_eq!(sandbox.captures()["Find-an-order.html"], saved.stdout);
    let dom = String::from_utf8_lossy(&saved.stdout);
    assert!(dom.contains("<h1>Find an order</h1>"), "{dom}");
    assert_eq!(generator::scrape::links(&saved.stdout), ["/2e0"]);
}
