//! `cargo xtask coverage`: what it prints of sound, unreadable and hostile captures, and how it ends.

use xtask::Exit;

use crate::command::{Ran, xtask_in};
use crate::project::{CANCEL, FIND, Project};

fn coverage(project: &Project, options: &[&str]) -> Ran {
    xtask_in(project.root(), &[&["coverage", "--api", "api"], options].concat())
}

/// A page below a navigation that lists it, one page more, and whatever else is given.
fn listed(page: &str, more: &str) -> String {
    let title = page.lines().next().expect("a page has a title");
    let verb = page.lines().nth(1).expect("a page has a verb");
    format!("- Orders\n- {title}{verb}\n- Split an orderPUT\n{more}{page}")
}

#[test]
fn pages_with_errors_are_counted_and_end_nothing() {
    let project = Project::with(&[
        ("en/find.txt", listed(FIND, "").as_bytes()),
        ("en/split-an-order.txt", b""),
        ("en/wrong.txt", CANCEL.replace("string", "strng").as_bytes()),
    ]);
    let before = project.tree();
    let ran = coverage(&project, &[]);
    assert_eq!((ran.exit, ran.messages.as_str()), (Exit::Done, ""), "{}", ran.output);
    for line in [
        "en: 1 of 2 pages captured, 1 unreadable, 1 not in the navigation",
        "  Orders: 1 of 2",
        "    [x] Find an order    GET      captures/en/find.txt",
        "    [!] Split an order   PUT      captures/en/split-an-order.txt (1 error)",
        "  not in the navigation",
        "    [!] Cancel an order  POST     captures/en/wrong.txt (2 errors)",
        "Next: run `cargo xtask regen --api api`, which tells the errors of the captures",
    ] {
        assert!(ran.output.lines().any(|found| found == line), "{line:?} is not in\n{}", ran.output);
    }
    assert!(project.tree() == before, "coverage writes nothing");
}

#[cfg(unix)]
#[test]
fn captures_that_cannot_be_opened_are_counted() {
    let project = Project::with(&[("en/find.txt", listed(FIND, "").as_bytes())]);
    std::os::unix::fs::symlink("/nowhere", project.path("api/captures/en/split-an-order.txt"))
        .expect("a link is made");
    let ran = coverage(&project, &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    assert!(ran.output.contains("[!] Split an order"), "{}", ran.output);
}

#[test]
fn wide_letters_line_up() {
    let project = Project::with(&[("en/find.txt", listed(FIND, "- 查询订单POST\n").as_bytes())]);
    let output = coverage(&project, &[]).output;
    let line = |title: &str| output.lines().find(|line| line.contains(title)).expect("the entry is listed");
    // Four letters of double width: twelve columns with the mark, as many as eight narrow letters.
    assert_eq!(line("查询订单"), "    [ ] 查询订单        POST");
    assert_eq!(line("Split"), "    [ ] Split an order  PUT");
}

#[test]
fn titles_command_nothing_in_any_format() {
    let evil = "<img src=x>|`@boss` [x](http://evil) \u{1b}[31m\u{202e}#1 ```";
    let project = Project::with(&[("en/find.txt", listed(FIND, &format!("- {evil}POST\n")).as_bytes())]);
    for format in ["text", "json", "markdown"] {
        let ran = coverage(&project, &["--format", format]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        assert!(!ran.output.contains(['\u{1b}', '\u{202e}']), "{format}: {}", ran.output);
        assert!(ran.output.contains("boss"), "{format}: {}", ran.output);
    }
    let json: serde_json::Value = serde_json::from_str(&coverage(&project, &["--format", "json"]).output)
        .expect("the document is JSON");
    assert_eq!(json["editions"][0]["entries"][0]["entries"][2]["title"], evil);
    let markdown = coverage(&project, &["--format", "markdown"]).output;
    let line = markdown.lines().find(|line| line.contains("boss")).expect("the entry is listed");
    let expected = "  - [ ] &lt;img src=x&gt;\\|\\`@\u{2060}boss\\` \\[x\\](http&#58;//evil) \\\\u{1b}\\[31m\\\\u{202e}#\u{2060}1 \\`\\`\\` `POST`";
    assert_eq!(line, expected);
}

#[test]
fn markdown_counts_each_edition() {
    let project =
        Project::with(&[("en/find.txt", listed(FIND, "").as_bytes()), ("cn/find.txt", FIND.as_bytes())]);
    let markdown = coverage(&project, &["--format", "markdown"]).output;
    for line in [
        "## Coverage: 1 of 2 pages captured, 1 not captured, 1 not in the navigation",
        "| `cn` | 0 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "| `en` | 2 | 1 | 0 | 0 | 0 | 1 | 0 |",
        "| all | 2 | 1 | 0 | 0 | 0 | 1 | 1 |",
        "No capture shows a navigation.",
        "  - [x] Find an order `GET` `captures/cn/find.txt`",
    ] {
        assert!(markdown.lines().any(|found| found == line), "{line:?} is not in\n{markdown}");
    }
}

#[test]
fn captures_without_navigation_are_listed() {
    let project = Project::sound();
    let ran = coverage(&project, &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    for words in [
        "en: no capture shows a navigation; 2 captures\n    [x] Cancel an order  POST     captures/en/cancel.txt\n",
        "Next: capture a page once more, together with the navigation",
    ] {
        assert!(ran.output.contains(words), "{words:?} is not in\n{}", ran.output);
    }
}

#[test]
fn ignored_pages_have_a_reason() {
    let project = Project::with(&[("en/find.txt", listed(FIND, "").as_bytes())]);
    project.write(
        "api/api.yaml",
        "coverage:\n  ignore:\n    - edition: en\n      entry: Orders / Split an order\n      because: switched off\n",
    );
    project.regenerated();
    let ran = coverage(&project, &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    for words in [
        "en: 1 of 2 pages captured, 1 ignored\n",
        "[-] Split an order  PUT      switched off\n",
        "Every page that the navigation lists is captured or ignored.\n",
    ] {
        assert!(ran.output.contains(words), "{words:?} is not in\n{}", ran.output);
    }
}

#[test]
fn a_stale_entry_is_an_error_of_both_commands() {
    let project = Project::with(&[("en/find.txt", listed(FIND, "").as_bytes())]);
    let entry = |entry: &str| format!("coverage:\n  ignore:\n    - {{ entry: {entry}, because: x }}\n");
    for (wrong, words) in [
        ("Orders / Find an order", "error[stale-ignore]: `Orders / Find an order` is captured"),
        ("Orders / Split order", "error[stale-ignore]: no navigation lists `Orders / Split order`"),
    ] {
        project.write("api/api.yaml", entry(wrong));
        project.is_refused(
            &[],
            &[words, "api/api.yaml:3", "For more about a code: cargo xtask explain stale-ignore"],
        );
        let ran = coverage(&project, &[]);
        assert_eq!((ran.exit, ran.output.as_str()), (Exit::BadInput, ""), "{}", ran.messages);
        assert!(ran.messages.contains(words) && ran.messages.contains("api/api.yaml:3"), "{}", ran.messages);
    }
}

#[test]
fn what_cannot_be_read_may_list_an_ignored_entry() {
    let project = Project::with(&[("en/find.txt", FIND.as_bytes()), ("en/list.txt", b"\xff")]);
    let api = "coverage:\n  ignore:\n    - entry: Orders / Split an order\n      because: switched off\n";
    project.write("api/api.yaml", api);
    assert_eq!(coverage(&project, &[]).exit, Exit::Done);
    let ran = project.regen(&["--keep-going"]);
    assert!(!ran.messages.contains("stale-ignore"), "{}", ran.messages);
    assert!(project.path("client/src/api/shop.rs").exists(), "{}", ran.messages);

    project.write("api/captures/en/list.txt", listed(CANCEL, ""));
    assert_eq!(coverage(&project, &[]).exit, Exit::Done);
    project.write("api/captures/en/list.txt", CANCEL);
    assert_eq!(coverage(&project, &[]).exit, Exit::BadInput);
}

#[test]
fn what_people_wrote_must_read() {
    let project = Project::sound();
    for text in ["nam: Acme\n", "coverage:\n  ignore:\n    - entry: Orders\n      because: ''\n"] {
        project.write("api/api.yaml", text);
        let ran = coverage(&project, &[]);
        assert_eq!(ran.exit, Exit::BadInput, "{}", ran.output);
        assert!(ran.messages.contains("error[invalid-yaml]"), "{}", ran.messages);
    }
}

/// A site's pages are captured together, whatever kind each is of and whatever it is about.
#[test]
fn prose_of_every_kind_is_captured_beside_endpoints() {
    let index = "# Shop\n\n## Docs\n- [About us](https://docs.x.test/1m0.md): words\n\
        - [Limits](https://docs.x.test/2m0.md): words\n\
        - Orders [Find an order](https://docs.x.test/3e0.md): words\n\
        - Orders [Split an order](https://docs.x.test/4e0.md): words\n";
    let about = "<!DOCTYPE html><html><body><h1>About us</h1><p>We sell things.</p></body></html>";
    let limits = "# Limits\n\nTen calls a second.\n";
    let split = "openapi: 3.0.1\ninfo: {title: Shop, version: v1}\npaths:\n  /orders/{id}/split:\n    put:\n      summary: Split an order\n      \
        parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n      responses: {'204': {description: Done}}\n";
    let project = Project::with(&[
        ("en/llms.txt", index.as_bytes()),
        ("en/1m0.html", about.as_bytes()),
        ("en/2m0.md", limits.as_bytes()),
        ("en/find.txt", FIND.as_bytes()),
        ("en/split.yaml", split.as_bytes()),
    ]);
    project.regenerated();
    let ran = coverage(&project, &[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    for line in [
        "en: 4 of 4 pages captured",
        "  [x] About us          captures/en/1m0.html",
        "  [x] Limits            captures/en/2m0.md",
        "    [x] Find an order   GET      captures/en/find.txt",
        "    [x] Split an order  PUT      captures/en/split.yaml",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = ran.output.lines().any(|found| squeezed(found) == squeezed(line));
        assert!(found, "{line:?} is not in\n{}", ran.output);
    }
    // With `--check` nothing is stale, and nothing is wrong.
    let check = xtask_in(project.root(), &["regen", "--api", "api", "--client", "client", "--check"]);
    assert_eq!(check.exit, Exit::Done, "{}", check.messages);
}
