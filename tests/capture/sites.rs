//! Which pages of a site are captured: by its index, by its navigation, or the one that was named.

use generator::spec::ledger::Kind;
use generator::spec::yaml;

use crate::sandbox::Sandbox;
use crate::site::{Reply, Site, article, index, page};

#[test]
fn the_pages_of_the_index_are_kept_as_they_are() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put(
        "/llms.txt",
        index(&[
            "/421118e0.md",
            &site.url("/docs/421119e0.md"),
            "/about.md",
            "/logo.png",
            "https://elsewhere.example/1e0.md",
        ]),
    );
    let find = page("查询订单");
    site.put(
        "/421118e0.md",
        Reply::markdown(find.as_str())
            .header("ETag", "\"v1\"")
            .header("Last-Modified", "Mon, 02 Feb 2026 08:00:00 GMT"),
    );
    // The charset is a lie; the bytes are kept as they are.
    site.put("/docs/421119e0.md", Reply::new(200, "text/markdown; charset=iso-8859-1", page("退款")));
    site.put("/about.md", Reply::markdown("# About\n\nTokens are sent as bearer.\n"));
    let told = sandbox.captured(&[&site.url("/"), "--edition", "v1-en"]);

    assert_eq!(
        sandbox.names(),
        ["v1-en/421118e0.md", "v1-en/421119e0.md", "v1-en/about.md", "v1-en/llms.txt"]
    );
    assert_eq!(sandbox.captures()["v1-en/421118e0.md"], find.as_bytes());
    assert_eq!(sandbox.captures()["v1-en/421119e0.md"], page("退款").as_bytes());
    assert_eq!(site.paths(), ["/robots.txt", "/llms.txt", "/421118e0.md", "/docs/421119e0.md", "/about.md"]);
    let ledger = yaml::read_ledger("captures.yaml", &sandbox.ledger()).expect("the ledger reads");
    let entry = ledger.entry("captures/v1-en/421118e0.md").expect("it is listed");
    assert_eq!((entry.kind, entry.edition.as_deref()), (Kind::Markdown, Some("v1-en")));
    assert_eq!(entry.url.as_deref(), Some(site.url("/421118e0.md").as_str()));
    assert_eq!(entry.etag.as_deref(), Some("\"v1\""));
    assert_eq!(entry.last_modified.as_deref(), Some("Mon, 02 Feb 2026 08:00:00 GMT"));
    assert_eq!(ledger.entry("captures/v1-en/about.md").map(|entry| entry.kind), Some(Kind::Markdown));
    assert_eq!(ledger.entry("captures/v1-en/llms.txt").map(|entry| entry.kind), Some(Kind::Index));
    assert!(
        sandbox.ledger().starts_with("# yaml-language-server: $schema=schema/captures.json\n"),
        "{}",
        sandbox.ledger()
    );
    for line in [
        "New api/captures/v1-en/421118e0.md",
        "Left out links to other hosts (1): elsewhere.example; name their addresses",
        "Finished 4 new",
        "Next run `cargo xtask regen --api api --client api/client`",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!sandbox.path("api/.capture").exists());
}

/// Several sites may share a host; each has its index below its own path, or its pages below it.
#[test]
fn an_index_is_looked_for_below_the_path_first() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/acme/llms.txt", index(&["/acme/1e0.md", "/other/2e0.md"]));
    site.put("/llms.txt", index(&["/beta/3e0.md", "/other/2e0.md"]));
    for path in ["/acme/1e0.md", "/beta/3e0.md", "/other/2e0.md"] {
        site.put(path, Reply::markdown(page(path)));
    }
    sandbox.captured(&[&site.url("/acme")]);
    assert_eq!(sandbox.names(), ["1e0.md", "llms.txt"]);
    // The index of the whole host would show a navigation that nobody asked for.
    sandbox.captured(&[&site.url("/beta/")]);
    assert_eq!(sandbox.names(), ["1e0.md", "3e0.md", "llms.txt"]);
    // An index may be named itself.
    sandbox.captured(&[&site.url("/llms.txt")]);
    let names = sandbox.names();
    assert!(names.len() == 5 && names[..3] == ["1e0.md", "2e0.md", "3e0.md"], "{names:?}");
}

#[test]
fn without_an_index_the_navigation_of_the_page_is_followed() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    // This site answers every address with its application.
    site.put("/shop/llms.txt", Reply::html("<!doctype html><title>App</title>"));
    let links = "<a href='/shop/1e0'>Find</a><a href=\"2e0#top\">Pay</a><a href='/shop/2e0'>Pay</a><a href='/elsewhere/3e0'>Other</a>\
                 <a href='/shop/logo.svg'>Logo</a><a href='https://github.example/acme'>Code</a><a href='javascript:void(0)'>Menu</a>";
    let home = String::from_utf8(article("Shop", links).body).expect("it is text");
    site.put("/shop/", Reply::html(home.as_str()));
    site.put("/shop/1e0", article("Find", ""));
    site.put("/shop/2e0", article("Pay", ""));
    let told = sandbox.captured(&[&site.url("/shop/")]);
    assert_eq!(sandbox.names(), ["1e0.html", "2e0.html", "shop.html"]);
    assert_eq!(sandbox.captures()["shop.html"], home.as_bytes());
    assert!(told.contains("links to other hosts (1)"), "{told}");
    assert_eq!(
        site.paths(),
        ["/robots.txt", "/shop/llms.txt", "/llms.txt", "/shop/", "/shop/1e0", "/shop/2e0"]
    );
}

/// What the page embeds of its navigation, as current sites do; the folder is closed, so that no link leads into it.
const TREE: &str = r#"[{"_1":2},"docsDataState",{"_3":4},"sidebarTree",{"_5":6},"sidebarTreeList",[7,14],{"_8":9,"_10":11},"type","apiDetailFolder","children",[12],{"_8":13,"_15":16,"_17":18},"apiDetail",{"_8":19,"_15":20},"id",3,"to","/3e0","doc",4]"#;

#[test]
fn the_navigation_that_a_page_embeds_is_followed_into_closed_folders() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let script = format!("<script>window.__remixContext.streamController.enqueue({TREE:?})</script>");
    site.put("/", Reply::html(format!("<!DOCTYPE html><a href='/trap' rel='nofollow'></a>{script}")));
    site.put("/3e0", article("Find", ""));
    site.put("/4m0", article("Welcome", ""));
    sandbox.captured(&[&site.url("/")]);
    assert_eq!(site.paths(), ["/robots.txt", "/llms.txt", "/", "/3e0", "/4m0"]);
}

#[test]
fn links_are_followed_from_page_to_page() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let links = |to: &[&str]| {
        let links = to.iter().fold(String::new(), |links, to| links + &format!("<a href='{to}'>on</a>"));
        article("Page", &links)
    };
    site.put("/", links(&["/a", "/b"]));
    site.put("/a", links(&["/b", "/c", "/", "https://elsewhere.example/"]));
    site.put("/b", links(&["https://elsewhere.example/"]));
    site.put("/c", links(&["/d"]));
    site.put("/d", links(&["/c"]));
    let told = sandbox.captured(&[&site.url("/")]);
    assert_eq!(site.paths(), ["/robots.txt", "/llms.txt", "/", "/a", "/b", "/c", "/d"]);
    assert!(told.contains("links to other hosts (1)") && told.contains("Finished 5 new"), "{told}");
}

#[test]
fn text_without_an_endpoint_is_no_capture() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/words.md", "/1e0.md"]));
    site.put("/words.md", Reply::markdown("Thank you for reading.\n"));
    site.put("/1e0.md", Reply::markdown("Find an order\nGET\n/orders\nResponses\n"));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("words.md: it is text that shows no endpoint"), "{told}");
    assert_eq!(sandbox.names(), ["1e0.md", "llms.txt"]);
}

#[test]
fn one_page_is_one_page() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/1e0.md"]));
    site.put("/1e0", Reply::redirect("/find-1e0?ref=menu"));
    site.put("/find-1e0?ref=menu", article("Find", "<a href='/2e0'>next</a>"));
    sandbox.captured(&[&site.url("/1e0")]);
    assert_eq!(site.paths(), ["/robots.txt", "/1e0", "/find-1e0?ref=menu"]);
    assert_eq!(sandbox.names(), ["find-1e0-ref-menu.html"]);
}

#[test]
fn what_is_no_page_is_skipped_with_a_reason() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put(
        "/llms.txt",
        index(&["/1e0.md", "/image.md", "/zero.md", "/empty.md", "/packed.md", "/missing.md"]),
    );
    site.put("/packed.md", Reply::markdown("\x0b\x02").header("Content-Encoding", "br"));
    site.put("/1e0.md", Reply::markdown(page("One")));
    site.put("/image.md", Reply::new(200, "image/png", "no text"));
    site.put("/zero.md", Reply::markdown("a\0b"));
    site.put("/empty.md", Reply::markdown("\n"));
    let told = sandbox.captured(&[&site.url("/")]);
    assert_eq!(sandbox.names(), ["1e0.md", "llms.txt"]);
    for line in [
        "image.md: its media type is `image/png`",
        "zero.md: it is no text",
        "empty.md: it is empty",
        "packed.md: it is packed by `br`, which was not asked for",
        "missing.md: there is no such page",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn a_secret_in_an_address_is_sent_and_never_stored() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/docs/llms.txt", index(&["/docs/1e0.md"]));
    site.put("/docs/1e0.md", Reply::markdown(page("One")));
    site.put("/docs/2e0.md?access_token=S3cret&lang=en", Reply::markdown(page("Two")));
    let site_url = format!("http://reader:S3cret@{}/docs/", site.address);
    let page_url = site.url("/docs/2e0.md?access_token=S3cret&lang=en");
    let told = sandbox.captured(&[&site_url, &page_url]);
    let asked = site.asked();
    let one = asked.iter().find(|asked| asked.target == "/docs/1e0.md").expect("it was asked for");
    // `reader:S3cret` in Base64.
    assert_eq!(one.headers["authorization"], "Basic cmVhZGVyOlMzY3JldA==");
    assert!(!told.contains("S3cret") && !sandbox.ledger().contains("S3cret"), "{told}{}", sandbox.ledger());
    assert!(sandbox.ledger().contains("/docs/2e0.md?lang=en"), "{}", sandbox.ledger());
    assert!(sandbox.names().iter().all(|name| !name.contains("S3cret")), "{:?}", sandbox.names());
}

/// Some sites are found at two hosts, and list their pages at the other one.
#[test]
fn an_index_of_another_host_is_told_by_its_name() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["https://acme.docs.example/1e0.md", "https://acme.docs.example/2e0.md"]));
    let ran = sandbox.capture(&[&site.url("/")]);
    assert_eq!(ran.exit, xtask::Exit::BadInput, "{}", ran.messages);
    let words = "links to other hosts (2): acme.docs.example; name their addresses to capture them";
    assert!(ran.messages.contains(words), "{}", ran.messages);
}

/// Pages that a script draws show nothing when they are fetched, and `regen` would end with an error on each. Their links
/// are followed all the same, also by a run that goes on. Prose is part of the site.
#[test]
fn html_that_shows_nothing_is_followed_and_not_kept() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/", Reply::html("<!DOCTYPE html><div id='root'></div><a href='/orders'></a>"));
    site.put(
        "/orders",
        Reply::html(
            "<!DOCTYPE html><div id='root'></div><a href='/1e0'></a><a href='/2e0'></a><a href='/about'></a>",
        ),
    );
    site.put("/1e0", article("Find", ""));
    site.put("/2e0", article("Pay", ""));
    site.put("/about", Reply::html("<!DOCTYPE html><h1>About</h1><p>Find, or pay.</p>"));
    let told = sandbox.captured(&[&site.url("/"), "--limit", "3"]);
    assert!(told.contains("Finished 1 new, 2 skipped, 2 left for the next run"), "{told}");
    assert!(told.contains("/orders: it shows nothing but links"), "{told}");
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 2 new, 2 skipped"), "{told}");
    assert_eq!(sandbox.names(), ["1e0.html", "2e0.html", "about.html"]);
    let ran = crate::command::xtask_in(sandbox.0.path(), &["regen", "--api", "api", "--client", "client"]);
    assert_eq!(ran.exit, xtask::Exit::Done, "{}", ran.messages);
    assert!(ran.messages.contains("2 endpoints in"), "{}", ran.messages);
}
