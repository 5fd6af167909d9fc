//! A run that is ended goes on where it was.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use generator::spec::yaml;

use crate::programs;
use crate::repository;
use crate::sandbox::Sandbox;
use crate::site::{Reply, Site, article, index, page};

fn shop(pages: usize) -> Site {
    let site = Site::start();
    let paths: Vec<_> = (0..pages).map(|number| format!("/{number}e0.md")).collect();
    site.put("/llms.txt", index(&paths.iter().map(String::as_str).collect::<Vec<_>>()));
    for path in &paths {
        site.put(path, Reply::markdown(page(path)));
    }
    site
}

#[test]
fn a_run_that_was_killed_goes_on_and_asks_for_no_page_twice() {
    let (site, sandbox) = (shop(12), Sandbox::new());
    site.put("/7e0.md", Reply::markdown(page("/7e0.md")).after(Duration::from_secs(3)));
    let mut run = Command::new(programs::executable("xtask"))
        .args(["capture", "--api", "api", "--delay", "0", &site.url("/")])
        .current_dir(sandbox.0.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    // The index, robots.txt, seven pages, and the one it waits for.
    let started = Instant::now();
    while site.count() < 10 && started.elapsed() < Duration::from_secs(20) {
        sleep(Duration::from_millis(5));
    }
    // On Unix this is `kill -9`.
    run.kill().expect("it is there");
    run.wait().expect("it ends");

    let ledger = yaml::read_ledger("captures.yaml", &sandbox.ledger()).expect("the ledger is whole");
    assert_eq!(ledger.0.len(), 8, "seven pages and the index");
    site.put("/7e0.md", Reply::markdown(page("/7e0.md")));
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Going on with a run that was interrupted; 8 of its pages are done"), "{told}");
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for path in site.paths().into_iter().filter(|path| repository::has_extension(path, "md")) {
        *times.entry(path).or_default() += 1;
    }
    assert_eq!(times.remove("/7e0.md"), Some(2), "it never came");
    assert!(times.len() == 11 && times.values().all(|times| *times == 1), "{times:?}");
    assert_eq!(sandbox.names().len(), 13);

    // What was ended in between leaves no trace.
    let whole = Sandbox::new();
    whole.captured(&[&site.url("/")]);
    assert_eq!((sandbox.ledger(), sandbox.captures()), (whole.ledger(), whole.captures()));
    assert!(!sandbox.path("api/.capture").exists());
}

#[test]
fn a_limit_leaves_the_rest_for_the_next_run() {
    let (site, sandbox) = (shop(5), Sandbox::new());
    let told = sandbox.captured(&[&site.url("/"), "--limit", "2"]);
    assert!(told.contains("Finished 3 new, 3 left for the next run"), "{told}");
    site.asked();
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 3 new"), "{told}");
    assert_eq!(site.paths(), ["/robots.txt", "/2e0.md", "/3e0.md", "/4e0.md"]);
    // Now that it is done, the next run begins anew.
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("Finished 6 unchanged"), "{told}");
}

#[test]
fn a_run_goes_on_behind_a_start_page_that_has_moved() {
    let (site, sandbox) = (Site::start(), Sandbox::new());
    site.put("/", Reply::redirect("/welcome"));
    site.put("/welcome", article("Welcome", "<a href='/1e0'>one</a><a href='/2e0'>two</a>"));
    site.put("/1e0", article("One", ""));
    site.put("/2e0", article("Two", ""));
    let told = sandbox.captured(&[&site.url("/"), "--limit", "1"]);
    assert!(told.contains("Finished 1 new, 2 left for the next run"), "{told}");
    site.asked();
    let told = sandbox.captured(&[&site.url("/")]);
    assert!(told.contains("1 of its pages are done") && told.contains("Finished 2 new"), "{told}");
    assert_eq!(site.paths(), ["/robots.txt", "/llms.txt", "/1e0", "/2e0"]);
}

#[test]
fn runs_on_one_directory_go_one_after_the_other() {
    let (site, sandbox) = (shop(3), Sandbox::new());
    let runs: Vec<_> = (0..4)
        .map(|_| {
            let mut run = Command::new(programs::executable("xtask"));
            run.args(["capture", "--api", "api", "--delay", "0", &site.url("/")]);
            run.current_dir(sandbox.0.path()).stdout(Stdio::null()).stderr(Stdio::piped());
            run.spawn().expect("it starts")
        })
        .collect();
    for run in runs {
        let ended = run.wait_with_output().expect("it ends");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(sandbox.names().len(), 4);
    assert!(!sandbox.path("api/.capture").exists());
}
