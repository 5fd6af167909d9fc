//! How a site is asked: as it wishes, one page at a time, again after failures that pass.

use std::time::Duration;

use xtask::Exit;

use crate::command::xtask_in;
use crate::sandbox::Sandbox;
use crate::site::{Reply, Site, index, page};

#[test]
fn robots_txt_is_obeyed() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put(
        "/robots.txt",
        Reply::new(200, "text/plain", "User-agent: *\nDisallow: /internal/\nCrawl-delay: 0.3\n"),
    );
    site.put("/llms.txt", index(&["/1e0.md", "/internal/2e0.md", "/3e0.md"]));
    for path in ["/1e0.md", "/internal/2e0.md", "/3e0.md"] {
        site.put(path, Reply::markdown(page(path)));
    }
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("/internal/2e0.md: robots.txt asks robots not to read it"), "{told}");
    let asked = site.asked();
    let paths: Vec<_> = asked.iter().map(|asked| asked.target.as_str()).collect();
    assert_eq!(paths, ["/robots.txt", "/llms.txt", "/1e0.md", "/3e0.md"]);
    for pair in asked.windows(2) {
        let pause = pair[1].at - pair[0].at;
        assert!(pause >= Duration::from_millis(250), "{pause:?}");
    }
}

#[test]
fn nothing_is_read_while_robots_txt_cannot_be() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/robots.txt", Reply::status(503));
    site.put("/1e0.md", Reply::markdown(page("One")));
    let ran = sandbox.capture(&[&site.url("/1e0.md")]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.messages.contains("robots.txt cannot be read (the server answers 503"), "{}", ran.messages);
    assert!(site.paths().iter().all(|path| path == "/robots.txt"));
}

#[test]
fn the_pace_is_the_one_of_the_command_line() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/1e0.md", Reply::markdown(page("One")));
    let url = site.url("/1e0.md");
    let ran = xtask_in(sandbox.0.path(), &["capture", "--api", "api", "--delay", "400", &url]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    let asked = site.asked();
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(350), "{asked:?}");
}

#[test]
fn failures_that_pass_are_waited_for() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/busy.md", "/broken.md"]));
    site.replies("/busy.md", [Reply::status(429).header("Retry-After", "1"), Reply::markdown(page("Busy"))]);
    site.replies("/broken.md", [Reply::status(500), Reply::status(502), Reply::markdown(page("Broken"))]);
    sandbox.captured(&[&site.url("/")]);
    assert_eq!(sandbox.names(), ["broken.md", "busy.md", "llms.txt"]);
    let asked = site.asked();
    let busy: Vec<_> = asked.iter().filter(|asked| asked.target == "/busy.md").collect();
    assert!(busy.len() == 2 && busy[1].at - busy[0].at >= Duration::from_millis(990), "{busy:?}");
}

#[test]
fn what_stays_broken_is_told_and_tried_again_by_the_next_run() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md", "/later.md"]));
    site.put("/1e0.md", Reply::markdown(page("One")));
    site.put("/2e0.md", Reply::status(500));
    site.put("/later.md", Reply::status(429).header("Retry-After", "86400"));
    let ran = sandbox.capture(&[&site.url("/")]);
    assert_eq!(ran.exit, Exit::BadInput);
    for line in [
        "2e0.md: the server answers 500, 4 times in a row",
        "asks to come back in 86400 s",
        "Next run the same command again",
    ] {
        assert!(ran.messages.contains(line), "{line}: {}", ran.messages);
    }
    site.put("/2e0.md", Reply::markdown(page("Two")));
    site.put("/later.md", Reply::markdown(page("Later")));
    site.asked();
    sandbox.captured(&[&site.url("/")]);
    assert_eq!(site.paths(), ["/robots.txt", "/2e0.md", "/later.md"]);
    assert_eq!(sandbox.names(), ["1e0.md", "2e0.md", "later.md", "llms.txt"]);
}

#[test]
fn an_index_that_fails_is_no_missing_index() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", Reply::status(503));
    site.put("/", Reply::html("<!DOCTYPE html><a href='/1e0'>One</a>"));
    assert_eq!(sandbox.capture(&[&site.url("/")]).exit, Exit::BadInput);
    assert!(sandbox.names().is_empty());
}

#[test]
fn a_site_that_fails_again_and_again_is_left_alone() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let paths: Vec<_> = (0..9).map(|number| format!("/{number}e0.md")).collect();
    site.put("/llms.txt", index(&paths.iter().map(String::as_str).collect::<Vec<_>>()));
    for path in &paths {
        site.put(path, Reply::status(429).header("Retry-After", "500"));
    }
    let ran = sandbox.capture(&[&site.url("/")]);
    assert!(ran.messages.contains("Finished 1 new, 5 failed, 4 left for the next run"), "{}", ran.messages);
    assert_eq!(site.count(), 7);
}

#[test]
fn a_slow_page_is_waited_for_and_a_hanging_one_is_not() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/slow.md", Reply::markdown(page("Slow")).after(Duration::from_millis(300)));
    site.put("/hanging.md", Reply::markdown(page("Hanging")).after(Duration::from_secs(60)));
    let ran = sandbox.capture(&[&site.url("/slow.md"), &site.url("/hanging.md"), "--timeout", "800"]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.messages.contains("hanging.md: it took too long, 4 times in a row"), "{}", ran.messages);
    assert_eq!(sandbox.names(), ["slow.md"]);
}
