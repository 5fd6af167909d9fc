//! Sites that lead elsewhere, send without end, or give their pages names that nobody would.

use std::path::Path;

use xtask::Exit;

use crate::sandbox::Sandbox;
use crate::site::{Reply, Site, index, page};

#[test]
fn redirects_and_links_stay_on_the_host() {
    let (site, other, sandbox) = (Site::start(), Site::start(), Sandbox::new());
    let metadata = "http://169.254.169.254/latest/meta-data.md";
    let elsewhere = other.url("/1e0.md");
    site.put(
        "/llms.txt",
        index(&[
            "/here.md",
            "/there.md",
            "/cloud.md",
            "/loop.md",
            "/file.md",
            "/nowhere.md",
            &elsewhere,
            metadata,
            "//other.example/x.md",
            "file:///etc/passwd.md",
        ]),
    );
    site.put("/here.md", Reply::redirect("/found.md"));
    site.put("/found.md", Reply::markdown(page("Found")));
    site.put("/there.md", Reply::redirect(&elsewhere));
    site.put("/cloud.md", Reply::redirect(metadata));
    site.put("/loop.md", Reply::redirect("/loop.md"));
    site.put("/file.md", Reply::redirect("file:///etc/passwd"));
    site.put("/nowhere.md", Reply::status(302));
    other.put("/1e0.md", Reply::markdown(page("Other")));
    let told = sandbox.captured(&[&site.url("/")]);
    assert_eq!(sandbox.names(), ["found.md", "llms.txt"]);
    assert_eq!(other.count(), 0);
    for line in [
        "there.md: it redirects to http://127.0.0.1",
        "cloud.md: it redirects to another host, 169.254.169.254",
        "loop.md: it redirects more than 5 times",
        "file.md: it redirects to nowhere",
        "nowhere.md: it redirects to nowhere",
        "links to other hosts (3)",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

/// A name leads wherever its owner likes; that of this machine stands for such names here.
#[test]
fn a_name_that_leads_into_a_private_network_is_named_twice() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/1e0.md", Reply::markdown(page("One")));
    let name = std::process::Command::new("hostname").output().ok();
    let name = name
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .filter(|name| !name.is_empty());
    let url = |name: &str| format!("http://{name}:{}/1e0.md", site.address.port());
    let leads_inside = |name: &String| {
        use std::net::ToSocketAddrs;
        (name.as_str(), 80).to_socket_addrs().is_ok_and(|mut found| found.next().is_some())
            && name != "localhost"
    };
    if let Some(name) = name.filter(leads_inside) {
        let ran = sandbox.capture(&[&url(&name)]);
        assert_eq!(ran.exit, Exit::BadInput);
        assert!(
            ran.messages.contains(&format!(
                "which is not on the public internet; if you mean it, add `--private {}`",
                name.to_lowercase()
            )),
            "{}",
            ran.messages
        );
        assert!(!ran.messages.contains("in a row"), "it is no failure that passes: {}", ran.messages);
        assert_eq!(site.count(), 0);
        assert_eq!(sandbox.capture(&[&url(&name), "--private", &name]).exit, Exit::Done);
        assert_eq!(sandbox.names(), ["1e0.md"]);
    } else {
        println!("skipped: this machine's name leads nowhere");
    }
    let sandbox = Sandbox::new();
    sandbox.captured(&[&url("localhost")]);
    assert_eq!(sandbox.names(), ["1e0.md"]);
}

#[test]
fn names_are_made_safe_and_told_apart() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let long = format!("/{}.md", "a".repeat(300));
    let paths = [
        "/x/..%2f..%2fetc%2fpasswd.md",
        "/%2e%2e%5cboot.md",
        "/CON.md",
        "/Find.md",
        "/find.md",
        "/b/find.md",
        "/%E8%AE%A2%E5%8D%95.md",
        &long,
        "/.hidden.md",
        "/a%00b%1b[31m.md",
    ];
    site.put("/llms.txt", index(&paths));
    for path in paths {
        site.put(path, Reply::markdown(page(path)));
    }
    sandbox.captured(&[&site.url("/")]);
    let mut names = sandbox.names();
    assert!(names.contains(&"llms.txt".to_owned()), "{names:?}");
    names.retain(|name| name != "llms.txt");
    assert_eq!(names.len(), paths.len(), "{names:?}");
    let mut folded: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
    folded.sort();
    folded.dedup();
    assert_eq!(folded.len(), paths.len(), "{names:?}");
    for name in &names {
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        assert!(
            is_plain
                && name.len() < 100
                && !name.starts_with(['.', '-'])
                && Path::new(name).extension().is_some_and(|extension| extension == "md"),
            "{name}"
        );
    }
    assert!(
        names.contains(&"CON-page.md".to_owned()) && names.contains(&"etc-passwd.md".to_owned()),
        "{names:?}"
    );
    // The next run finds each where it is.
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 11 unchanged"), "{told}");
    assert_eq!(sandbox.names().len(), 11);
}

#[test]
fn sizes_are_bounded_whatever_the_server_sends() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/endless.md", "/bomb.md", "/1e0.md"]));
    site.put("/endless.md", Reply::markdown("# Endless\n").endless());
    site.put("/bomb.md", Reply::markdown(bomb(64)).header("Content-Encoding", "gzip"));
    site.put("/1e0.md", Reply::markdown(page("One")));
    let told = sandbox.captured(&[&site.url("/")]);
    for line in ["endless.md: it is larger than 16 MB", "bomb.md: it is larger than 16 MB"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert_eq!(sandbox.names(), ["1e0.md", "llms.txt"]);
}

/// So many megabytes of one letter, packed by gzip.
fn bomb(megabytes: usize) -> Vec<u8> {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut gzip = Command::new("gzip")
        .arg("-c")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip is there");
    let mut input = gzip.stdin.take().expect("its input is piped");
    let writing = std::thread::spawn(move || {
        for _ in 0..megabytes {
            input.write_all(&vec![b'a'; 1 << 20]).expect("it reads");
        }
    });
    let packed = gzip.wait_with_output().expect("it ends").stdout;
    writing.join().expect("all was written");
    packed
}

#[test]
fn addresses_and_headers_without_end_are_not_followed() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let long = format!("/{}.md", "a".repeat(100_000));
    site.put("/llms.txt", index(&["/1e0.md", "/far.md", "/wide.md", &long]));
    site.put("/1e0.md", Reply::markdown(page("One")));
    site.put("/far.md", Reply::redirect(&format!("https://elsewhere.example{long}")));
    site.put("/wide.md", Reply::markdown(page("Wide")).header("X-Wide", &"a".repeat(2_000_000)));
    let ran = sandbox.capture(&[&site.url("/")]);
    assert!(ran.messages.contains("far.md: it redirects to nowhere"), "{}", ran.messages);
    assert!(ran.messages.len() < 5_000, "{}", ran.messages.len());
    assert_eq!(sandbox.names(), ["1e0.md", "llms.txt"]);
}

#[test]
fn what_trickles_ends_with_its_time() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/1e0.md", Reply::markdown("# One\n").trickling());
    let ran = sandbox.capture(&[&site.url("/1e0.md"), "--timeout", "100"]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.messages.contains("1e0.md: it took too long, 4 times in a row"), "{}", ran.messages);
    assert!(sandbox.names().is_empty());
}

/// Whoever types an address in any spelling means it; a page that writes one means to lead elsewhere.
#[test]
fn addresses_in_every_spelling_are_other_hosts() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    let port = site.address.port();
    let hosts = [
        "2130706434",
        "0x7f.2",
        "0177.0.0.2",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "[64:ff9b::7f00:1]",
        "127.1@127.0.0.2",
    ];
    let links: Vec<_> = hosts.iter().map(|host| format!("http://{host}:{port}/x.md")).collect();
    let links: Vec<_> = links.iter().map(String::as_str).chain(["/1e0.md"]).collect();
    site.put("/llms.txt", index(&links));
    site.put("/1e0.md", Reply::markdown(page("One")));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("links to other hosts"), "{told}");
    assert!(site.paths().iter().all(|path| path != "/x.md"), "{told}");
}

#[test]
fn what_a_page_says_is_no_command_to_the_terminal() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/llms.txt", index(&["/a\u{1b}[31m\u{202e}.md", "/1e0.md"]));
    site.put("/1e0.md", Reply::new(200, "text/\u{7f}x\"", "a"));
    let ran = sandbox.capture(&[&site.url("/")]);
    assert!(!ran.messages.contains(['\u{1b}', '\u{202e}', '\u{7f}']), "{}", ran.messages.escape_debug());
}

#[cfg(unix)]
#[test]
fn links_in_the_directory_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let site = Site::start();
    site.put("/1e0.md", Reply::markdown(page("One")));
    for place in ["captures", "captures/en", "captures.yaml", ".capture", ".capture/draft", ".capture/run"] {
        let sandbox = Sandbox::new();
        sandbox.write("elsewhere/precious", "mine");
        let link = sandbox.path("api").join(place);
        std::fs::create_dir_all(link.parent().expect("it lies in a directory")).expect("it is made");
        let is_file = [".yaml", "draft", "run"].iter().any(|end| place.ends_with(end));
        let target = sandbox.path(if is_file { "elsewhere/precious" } else { "elsewhere" });
        symlink(target, &link).expect("a link");
        let ran = sandbox.capture(&[&site.url("/1e0.md"), "--edition", "en"]);
        assert_eq!(ran.exit, Exit::BadInput, "{place}");
        assert!(ran.messages.contains(&format!("api/{place}")), "{}", ran.messages);
        assert!(ran.messages.contains("links are not followed"), "{}", ran.messages);
        let left = crate::repository::files(&sandbox.path("elsewhere"));
        assert!(left.len() == 1 && left["precious"] == b"mine", "{place}: {left:?}");
    }
    assert_eq!(site.count(), 0);
    // A capture that is one is replaced, and what it stands for stays.
    let sandbox = Sandbox::new();
    sandbox.captured(&[&site.url("/1e0.md")]);
    sandbox.write("precious", "mine");
    std::fs::remove_file(sandbox.path("api/captures/1e0.md")).expect("it is there");
    symlink(sandbox.path("precious"), sandbox.path("api/captures/1e0.md")).expect("a link");
    sandbox.captured(&[&site.url("/1e0.md")]);
    assert_eq!(std::fs::read(sandbox.path("precious")).expect("it is there"), b"mine");
    assert_eq!(sandbox.captures()["1e0.md"], page("One").as_bytes());
}

/// Which of two pages comes first, and whether the first one can be had today, is no matter of their names.
#[test]
fn names_do_not_depend_on_the_order_of_the_pages() {
    let paths = [
        "/orders/find.md",
        "/refunds/Find.md",
        "/a%20b.md",
        "/a-b.md",
        "/e%CC%81.md",
        "/%C3%A9.md",
        "/1e0.md",
    ];
    let mut runs = Vec::new();
    let site = Site::start();
    for is_reversed in [false, true] {
        for path in paths {
            site.put(path, Reply::markdown(page(path)));
        }
        let mut listed = paths.to_vec();
        if is_reversed {
            listed.reverse();
            site.replies("/a-b.md", [Reply::status(404), Reply::markdown(page("/a-b.md"))]);
        }
        site.put("/llms.txt", index(&listed));
        let sandbox = Sandbox::new();
        sandbox.captured(&[&site.url("/")]);
        if is_reversed {
            sandbox.captured(&[&site.url("/")]);
        }
        let mut captures = sandbox.captures();
        captures.remove("llms.txt");
        runs.push(captures);
    }
    assert_eq!(runs[0], runs[1]);
    let names: Vec<_> = runs[0].keys().collect();
    assert_eq!(names.len(), paths.len(), "{names:?}");
    assert!(runs[0].contains_key("1e0.md"), "{names:?}");
}
