//! Pages that lie on this machine already.

use std::io::Write;
use std::process::{Command, Stdio};

use xtask::Exit;

use crate::programs;
use crate::sandbox::Sandbox;
use crate::site::page;

#[test]
fn a_folder_is_imported_as_it_is() {
    let sandbox = Sandbox::new();
    sandbox.write("saved/Orders/Find.md", page("Find"));
    sandbox.write("saved/Refunds/find.md", page("Find a refund"));
    sandbox.write("saved/page.htm", "<!DOCTYPE html><h1>Saved</h1>");
    sandbox.write("saved/page_files/frame.html", "<!DOCTYPE html>");
    sandbox.write("saved/.git/notes.md", "hidden");
    sandbox.write("saved/style.css", "a {}");
    sandbox.write("saved/openapi.json", "{\"openapi\": \"3.1.0\"}");
    sandbox.write("saved/package.json", "{\"name\": \"x\"}");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", sandbox.path("saved/passwd.txt")).expect("a link");
    let told = sandbox.captured(&["saved", "--edition", "v2"]);
    let names = sandbox.names();
    assert!(names.len() == 4 && names.iter().any(|name| name.starts_with("v2/find-")), "{names:?}");
    for name in ["v2/Find.md", "v2/openapi.json", "v2/page.html"] {
        assert!(names.contains(&name.to_owned()), "{names:?}");
    }
    assert!(told.contains("package.json: it is JSON or YAML, and no OpenAPI document"), "{told}");
    assert!(!told.contains("notes.md") && !told.contains("frame.html"), "{told}");
    #[cfg(unix)]
    assert!(told.contains("passwd.txt: it is a link"), "{told}");

    let ledger = sandbox.ledger();
    assert!(sandbox.captured(&["saved", "--edition", "v2"]).contains("4 unchanged"));
    sandbox.write("saved/Refunds/find.md", page("Find a refund, anew"));
    assert!(sandbox.captured(&["saved", "--edition", "v2"]).contains("1 changed, 3 unchanged"));
    assert!(sandbox.names() == names && sandbox.ledger() != ledger);
}

#[test]
fn standard_input_is_one_page() {
    let sandbox = Sandbox::new();
    for (arguments, name) in
        [(["-"].as_slice(), None), (&["-", "--name", "../Find an order.txt"], Some("Find-an-order.md"))]
    {
        let mut run = Command::new(programs::executable("xtask"))
            .args(["capture", "--api", "api"])
            .args(arguments)
            .current_dir(sandbox.0.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        run.stdin.take().expect("piped").write_all(page("Find").as_bytes()).expect("it reads");
        assert!(run.wait().expect("it ends").success());
        let names = sandbox.names();
        let is_there =
            name.map_or_else(|| names[0].starts_with("Find-"), |name| names.contains(&name.to_owned()));
        assert!(is_there, "{names:?}");
    }
}

#[test]
fn mistakes_on_the_command_line_are_told_with_the_way_out() {
    let sandbox = Sandbox::new();
    sandbox.write("api/captures/a.md", "a");
    sandbox.write("empty/.hidden", "");
    sandbox.write("api/captures/v1-en/b.md", "b");
    sandbox.write("saved/b.md", "b");
    for (arguments, exit, words) in [
        (["nowhere"].as_slice(), Exit::BadInput, "there is no such file or folder"),
        (&["docs.acme.example/orders"], Exit::BadInput, "write `https://docs.acme.example/orders`"),
        (&["ftp://user:S3cret@docs.acme.example"], Exit::WrongUsage, "no address of the web"),
        (&["api"], Exit::BadInput, "captures are kept here"),
        (&["api/captures/a.md"], Exit::BadInput, "captures are kept here"),
        (&["-", "-"], Exit::WrongUsage, "named twice"),
        (&["api", "--edition", "../x"], Exit::WrongUsage, "no name of a directory"),
        (&["api", "--edition", "v1."], Exit::WrongUsage, "no name of a directory"),
        (&["api", "--edition", "AUX"], Exit::WrongUsage, "no name of a directory"),
        (&["api", "--edition", "con.v1"], Exit::WrongUsage, "no name of a directory"),
        (&["saved", "--edition", "V1-EN"], Exit::BadInput, "write `--edition v1-en`"),
        (&["empty"], Exit::BadInput, "nothing was found"),
        (&[], Exit::WrongUsage, "SOURCE"),
    ] {
        let ran = sandbox.capture(arguments);
        assert_eq!(ran.exit, exit, "{arguments:?}: {}", ran.messages);
        assert!(
            ran.messages.contains(words) && !ran.messages.contains("S3cret"),
            "{arguments:?}: {}",
            ran.messages
        );
    }
    assert_eq!(sandbox.names(), ["a.md", "v1-en/b.md"]);
}

/// A page is known by its path below its source, so that two of one path would be one page.
#[test]
fn two_sources_do_not_replace_each_others_pages() {
    let sandbox = Sandbox::new();
    for source in ["one", "two"] {
        sandbox.write(&format!("{source}/find.md"), page(source));
    }
    let told = sandbox.captured(&["one", "two"]);
    assert!(told.contains("find.md: another source of this run has a page of this path"), "{told}");
    assert!(told.contains("Finished 1 new, 1 skipped"), "{told}");
    assert_eq!(sandbox.captures()["find.md"], page("one").as_bytes());
}

#[test]
fn nothing_is_no_page_and_leads_nowhere() {
    let sandbox = Sandbox::new();
    let run = Command::new(programs::executable("xtask"))
        .args(["capture", "--api", "api", "-"])
        .current_dir(sandbox.0.path())
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{told}");
    assert!(told.contains("Skipped standard input: it is empty") && !told.contains("Next"), "{told}");
}
