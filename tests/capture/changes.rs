//! A second capture: what changed is told, what did not is not even written.

use std::fs;
use std::time::SystemTime;

use xtask::Exit;

use crate::sandbox::Sandbox;
use crate::site::{Reply, Site, article, index, page};

fn shop() -> (Site, Sandbox) {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md", "/3e0.md"]));
    site.put("/1e0.md", Reply::markdown(page("One")).header("ETag", "\"one\""));
    site.put(
        "/2e0.md",
        Reply::markdown(page("Two")).header("Last-Modified", "Mon, 02 Feb 2026 08:00:00 GMT"),
    );
    site.put("/3e0.md", Reply::markdown(page("Three")));
    sandbox.captured(&[&site.url("/")]);
    (site, sandbox)
}

fn modified(sandbox: &Sandbox) -> Vec<SystemTime> {
    let files =
        ["captures.yaml", "captures/llms.txt", "captures/1e0.md", "captures/2e0.md", "captures/3e0.md"];
    let modified = files
        .map(|file| fs::metadata(sandbox.path(&format!("api/{file}"))).and_then(|about| about.modified()));
    modified.into_iter().map(|time| time.expect("the file is there")).collect()
}

#[test]
fn nothing_is_written_when_nothing_has_changed() {
    let (site, sandbox) = shop();
    let (ledger, times) = (sandbox.ledger(), modified(&sandbox));
    site.asked();
    // Another mark on the same bytes is no change.
    site.put("/3e0.md", Reply::markdown(page("Three")).header("ETag", "\"other\""));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 4 unchanged"), "{told}");
    assert_eq!((sandbox.ledger(), modified(&sandbox)), (ledger, times));
    let asked = site.asked();
    let header = |path: &str, name: &str| {
        let asked = asked.iter().find(|asked| asked.target == path).expect("it was asked for");
        asked.headers.get(name).cloned()
    };
    assert_eq!(header("/1e0.md", "if-none-match").as_deref(), Some("\"one\""));
    assert_eq!(header("/2e0.md", "if-modified-since").as_deref(), Some("Mon, 02 Feb 2026 08:00:00 GMT"));
    assert_eq!(header("/3e0.md", "if-none-match"), None);
}

#[test]
fn what_has_changed_is_told_with_the_next_command() {
    let (site, sandbox) = shop();
    site.put("/1e0.md", Reply::markdown(page("One, anew")).header("ETag", "\"anew\""));
    fs::create_dir(sandbox.path("api/spec")).expect("a spec, as of an earlier run");
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(
        told.contains("Changed api/captures/1e0.md") && told.contains("Finished 1 changed, 3 unchanged"),
        "{told}"
    );
    assert!(told.contains("Next run `cargo xtask drift --api api`"), "{told}");
    assert!(
        sandbox.ledger().contains("anew") && !sandbox.ledger().contains("\"one\""),
        "{}",
        sandbox.ledger()
    );
}

#[test]
fn an_index_that_changes_alone_is_a_change() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md"]).header("ETag", "\"one\""));
    site.put("/1e0.md", Reply::markdown(page("One")));
    sandbox.captured(&[&site.url("/")]);
    let ledger = sandbox.ledger();
    site.asked();
    assert!(sandbox.captured(&[&site.url("/")]).contains("Finished 2 unchanged"));
    assert_eq!(site.asked()[1].headers.get("if-none-match").map(String::as_str), Some("\"one\""));
    assert_eq!(sandbox.ledger(), ledger);
    // The page is listed in another folder.
    let moved = "# Acme\n\n## API Docs\n- Shop > Orders [A page](/1e0.md): one\n";
    site.put("/llms.txt", Reply::new(200, "text/plain", moved).header("ETag", "\"two\""));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Changed api/captures/llms.txt"), "{told}");
    assert!(told.contains("Finished 1 changed, 1 unchanged") && told.contains("Next run"), "{told}");
    assert_eq!(sandbox.captures()["llms.txt"], moved.as_bytes());
    // An index that is gone is kept and marked like any page.
    site.put("/llms.txt", Reply::status(404));
    site.put("/", Reply::html("<!DOCTYPE html><a href='/1e0.md'>one</a>"));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Gone api/captures/llms.txt"), "{told}");
}

#[test]
fn a_page_that_has_gone_is_kept_and_marked_until_it_comes_back() {
    let (site, sandbox) = shop();
    let ledger = sandbox.ledger();
    // One is listed no more and another one is; both are gone.
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md"]));
    site.put("/2e0.md", Reply::status(410));
    site.take_away("/3e0.md");
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Gone api/captures/2e0.md") && told.contains("Gone api/captures/3e0.md"), "{told}");
    assert_eq!(sandbox.names(), ["1e0.md", "2e0.md", "3e0.md", "llms.txt"]);
    assert_eq!(sandbox.ledger().matches("status: gone").count(), 2);
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("it is still gone") && !told.contains("Gone"), "{told}");

    site.put(
        "/2e0.md",
        Reply::markdown(page("Two")).header("Last-Modified", "Mon, 02 Feb 2026 08:00:00 GMT"),
    );
    site.put("/3e0.md", Reply::markdown(page("Three")));
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md", "/3e0.md"]));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Back api/captures/2e0.md") && told.contains("Back api/captures/3e0.md"), "{told}");
    assert_eq!(sandbox.ledger(), ledger);
}

#[test]
fn a_page_that_has_moved_is_captured_where_it_is() {
    let (site, sandbox) = shop();
    site.put("/1e0.md", Reply::redirect("/orders/9e0.md"));
    site.put("/orders/9e0.md", Reply::markdown(page("One")));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("New api/captures/9e0.md") && told.contains("Gone api/captures/1e0.md"), "{told}");
}

#[test]
fn files_that_people_put_there_are_left_alone() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md"]));
    site.put("/1e0.md", Reply::markdown(page("One")));
    site.put("/2e0.md", Reply::markdown(page("Two")));
    sandbox.write("api/captures/1E0.md", "by hand");
    sandbox.write("api/captures/2e0.md", page("Two"));
    sandbox.captured(&[&site.url("/")]);
    let names = sandbox.names();
    assert_eq!(sandbox.captures()["1E0.md"], b"by hand");
    assert!(names.len() == 4 && names.iter().any(|name| name.starts_with("1e0-")), "{names:?}");
    // The same bytes are the same page.
    assert!(sandbox.ledger().contains("file: captures/2e0.md"), "{}", sandbox.ledger());
}

#[test]
fn a_capture_that_was_edited_or_lost_is_captured_again() {
    let (site, sandbox) = shop();
    sandbox.write("api/captures/1e0.md", "edited");
    fs::remove_file(sandbox.path("api/captures/2e0.md")).expect("it is there");
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 2 changed, 2 unchanged"), "{told}");
    assert_eq!(sandbox.captures()["1e0.md"], page("One").as_bytes());
    assert_eq!(sandbox.captures()["2e0.md"], page("Two").as_bytes());
}

#[test]
fn a_page_of_another_kind_gets_another_extension() {
    let (site, sandbox) = shop();
    site.put("/1e0.md", article("One", ""));
    sandbox.captured(&[&site.url("/")]);
    assert_eq!(sandbox.names(), ["1e0.html", "2e0.md", "3e0.md", "llms.txt"]);
    assert!(!sandbox.ledger().contains("captures/1e0.md"), "{}", sandbox.ledger());
}

#[test]
fn a_ledger_that_was_edited_wrongly_is_refused_with_its_line() {
    let (site, sandbox) = shop();
    let digest = "0".repeat(64);
    for (edit, line, why) in [
        (
            format!("- file: captures/a.md\n  sha256: {digest}\n  kind: html\n  when: today\n"),
            4,
            "unknown field `when`",
        ),
        (
            format!("- file: ../../etc/passwd\n  sha256: {digest}\n  kind: html\n"),
            1,
            "no path below `captures/`",
        ),
    ] {
        sandbox.write("api/captures.yaml", edit);
        site.asked();
        let ran = sandbox.capture(&[&site.url("/")]);
        assert_eq!(ran.exit, Exit::BadInput);
        assert!(ran.messages.contains(why), "{}", ran.messages);
        assert!(ran.messages.contains(&format!("api/captures.yaml:{line}")), "{}", ran.messages);
        assert_eq!(site.count(), 0);
    }
}

/// A site that wants a login from today on answers every address with the page for it, or leads there.
#[test]
fn a_capture_is_not_lost_to_a_page_to_log_in() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let endpoint = "Find an order\nGET\n/orders\nResponses\n";
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md", "/3e0.md", "/4e0.md"]));
    for path in ["/1e0.md", "/2e0.md", "/3e0.md", "/4e0.md"] {
        site.put(path, Reply::markdown(endpoint));
    }
    sandbox.captured(&[&site.url("/")]);
    let (ledger, captures) = (sandbox.ledger(), sandbox.captures());

    let login = || Reply::html("<!DOCTYPE html><form><input type='password'></form>");
    site.put("/1e0.md", login());
    site.put("/2e0.md", Reply::redirect("/login?next=2e0"));
    site.put("/login?next=2e0", login());
    // That of one that moves for good is there no more.
    site.put("/3e0.md", Reply::status(301).header("Location", "/welcome"));
    site.put("/welcome", login());
    let told = sandbox.captured(&[&site.url("/")]);
    for page in ["1e0.md", "2e0.md"] {
        let words = format!("{page}: it shows no endpoint any more, as a page to log in would");
        assert!(told.contains(&words), "{told}");
    }
    assert!(told.contains("Gone api/captures/3e0.md"), "{told}");
    assert!(told.contains("Finished 1 gone, 2 unchanged, 3 skipped"), "{told}");
    for (file, bytes) in &captures {
        assert_eq!(&sandbox.captures()[file], bytes, "{file}");
    }

    // The index may be shut, too.
    site.put("/llms.txt", login());
    site.put("/", login());
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("llms.txt: it shows no endpoint any more"), "{told}");
    for path in ["/1e0.md", "/2e0.md", "/3e0.md"] {
        site.put(path, Reply::markdown(endpoint));
    }
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md", "/3e0.md", "/4e0.md"]));
    assert!(sandbox.captured(&[&site.url("/")]).contains("Back api/captures/3e0.md"));
    assert_eq!((sandbox.ledger(), sandbox.captures()), (ledger, captures));
}

#[test]
fn what_is_the_same_as_nothing_is_no_page() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md", "/2e0.md"]));
    site.put("/1e0.md", Reply::status(304));
    site.put("/2e0.md", Reply::markdown(page("Two")));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("1e0.md: the server answers 304") && told.contains("2 new, 1 skipped"), "{told}");
}
