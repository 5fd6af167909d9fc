//! What coverage makes of small navigations.

use std::sync::Arc;

use super::*;
use crate::scrape::Capture;
use crate::spec::names::Names;
use crate::spec::overrides::Overrides;
use crate::spec::yaml;

/// An indented navigation: two shops with an entry of one title each.
const TREE: &str = "  • Books
    • Orders
      • Create an order
      • Cancel an order
        POST
  • Tools
    • Orders
      • Create an order
      • 查询 orders
";

/// A page whose navigation is `tree` and which stands in the folder `Orders`.
fn page(tree: &str, title: &str, badge: &str, call: &str) -> String {
    format!(
        "  1. Orders\n{tree}  1. Orders\n\n{title}\n\n{badge}{call}\n\n返回响应\n\n🟢200成功\napplication/json\n\
         Body\nid\nstring\n必需\n修改于 2025-04-25 05:59:59\nBuilt with\n"
    )
}

/// The tree with the verb below the entry of that title behind `folder`, as the page's own navigation shows it.
fn opened(folder: &str, title: &str, verb: &str) -> String {
    let at = TREE.find(folder).unwrap();
    let end = at + TREE[at..].find(title).unwrap() + title.len();
    format!("{}\n        {verb}{}", &TREE[..end], &TREE[end..])
}

fn surveyed(api: &str, files: &[(&str, &str)]) -> Coverage {
    let captures: Vec<_> = files
        .iter()
        .map(|(file, text)| Capture {
            file: Arc::from(format!("captures/{file}")),
            bytes: text.as_bytes().into(),
        })
        .collect();
    let api = yaml::read_api("api.yaml", api).unwrap();
    let (pages, mut found) = crate::read(&captures);
    let mut names = Names::default();
    let (spec, more) = crate::reconcile(&pages, &api, &mut names);
    found.extend(more);
    let (spec, more) = crate::correct(spec, &Overrides::default(), &api, &mut names);
    found.extend(more);
    let known = captures.iter().map(|capture| Captured {
        is_prose: pages.sites.iter().any(|site| site.file == capture.file),
        title: pages
            .sites
            .iter()
            .find(|site| site.file == capture.file)
            .and_then(|site| site.title.as_deref()),
        file: &capture.file,
        edition: capture.edition(),
        text: std::str::from_utf8(&capture.bytes).ok(),
        errors: found.iter().filter(|one| one.is_error() && one.origin.file == capture.file).count(),
    });
    survey(&spec, &api, &known.collect::<Vec<_>>())
}

/// Every page of an edition: `Books/Orders/Create an order: captured`.
fn states(edition: &Edition) -> Vec<String> {
    fn add(entries: &[Entry], above: &str, found: &mut Vec<String>) {
        for entry in entries {
            match entry {
                Entry::Folder(folder) => add(&folder.entries, &format!("{above}{}/", folder.title), found),
                Entry::Page(leaf) => found.push(format!("{above}{}: {:?}", leaf.title, leaf.state)),
            }
        }
    }
    let mut found = Vec::new();
    add(&edition.entries, "", &mut found);
    found
}

fn captured(edition: &Edition) -> Vec<String> {
    states(edition).into_iter().filter(|state| !state.ends_with("NotCaptured")).collect()
}

fn counts(coverage: &Coverage) -> (usize, usize, usize, usize, usize) {
    let Counts { listed, captured, unreadable, ignored, unlisted, .. } = coverage.counts;
    (listed, captured, unreadable, ignored, unlisted)
}

#[test]
fn folders_tell_equal_titles_apart() {
    let tools =
        page(&opened("Tools", "Create an order", "POST"), "Create an order", "", "POST\n/tools/create");
    let coverage = surveyed("", &[("en/a.txt", &tools)]);
    assert_eq!(captured(&coverage.editions[0]), ["Tools/Orders/Create an order: Captured"]);
    assert_eq!(counts(&coverage), (4, 1, 0, 0, 0));

    let books =
        page(&opened("Books", "Create an order", "POST"), "Create an order", "", "POST\n/books/create");
    let coverage = surveyed("", &[("en/a.txt", &tools), ("en/b.txt", &books)]);
    let both = ["Books/Orders/Create an order: Captured", "Tools/Orders/Create an order: Captured"];
    assert_eq!(captured(&coverage.editions[0]), both);
    assert_eq!(counts(&coverage), (4, 2, 0, 0, 0));
}

#[test]
fn what_nothing_tells_apart_is_listed_apart() {
    let unclear = page("", "Create an order", "", "POST\n/create").replace("  1. Orders\n", "");
    let other = page(TREE, "Cancel an order", "", "POST\n/cancel");
    let coverage = surveyed("", &[("en/a.txt", &unclear), ("en/b.txt", &other)]);
    assert_eq!(captured(&coverage.editions[0]), ["Books/Orders/Cancel an order: Captured"]);
    assert_eq!(coverage.editions[0].unlisted[0].title, "Create an order");
    assert_eq!(counts(&coverage), (4, 1, 0, 0, 1));
}

#[test]
fn titles_may_differ_in_case_blanks_and_badge() {
    let tree = "  • Orders\n    • CANCEL  an order deprecated\n    • Find\n";
    let cancel = page(tree, "Cancel an order", "deprecated\n", "POST\n/cancel");
    let coverage = surveyed("", &[("en/a.txt", &cancel)]);
    assert_eq!(captured(&coverage.editions[0]).len(), 1);
    assert_eq!(counts(&coverage), (2, 1, 0, 0, 0));
}

#[test]
fn two_pages_on_one_entry_count_once() {
    let one = page(TREE, "Cancel an order", "", "POST\n/cancel");
    let two = page(TREE, "Cancel an order", "开发中\n", "POST\n/v2/cancel");
    let coverage = surveyed("", &[("en/a.txt", &one), ("en/b.txt", &two)]);
    assert_eq!(counts(&coverage), (4, 1, 0, 0, 0));
    assert_eq!(coverage.counts.in_development, 0, "one of them is live");
    let again = surveyed("", &[("en/a.txt", &one), ("en/again.txt", &one)]);
    assert_eq!(counts(&again), (4, 1, 0, 0, 0), "the second capture of a page is an error");
}

#[test]
fn the_badge_tells_what_is_not_live() {
    for (badge, expected) in [
        ("设计中", State::InDevelopment),
        ("pending", State::InDevelopment),
        ("开发中", State::InDevelopment),
        ("Integrating", State::InDevelopment),
        ("测试中", State::InDevelopment),
        ("tested", State::Captured),
        ("已发布", State::Captured),
        ("deprecated", State::Captured),
    ] {
        let page = page(TREE, "Cancel an order", &format!("{badge}\n"), "POST\n/cancel");
        let coverage = surveyed("", &[("en/a.txt", &page)]);
        assert_eq!(captured(&coverage.editions[0]), [format!("Books/Orders/Cancel an order: {expected:?}")]);
        assert_eq!(coverage.counts.in_development, usize::from(expected == State::InDevelopment), "{badge}");
    }
}

#[test]
fn unreadable_captures_are_known_by_file_name_or_title() {
    let sound = page(TREE, "Cancel an order", "", "POST\n/cancel");
    let wrong = page(TREE, "查询 orders", "", "GET\n/find").replace("string", "strng");
    let files = [
        ("en/a.txt", sound.as_str()),
        ("en/b.txt", &wrong),
        ("en/Books - Orders - Create an order.txt", ""),
        ("en/c.txt", "Site\nCreate an order\n"),
        ("en/nothing.txt", "\n"),
        ("other/查询-orders.txt", ""),
    ];
    let coverage = surveyed("", &files);
    let expected = [
        "Books/Orders/Create an order: Unreadable",
        "Books/Orders/Cancel an order: Captured",
        "Tools/Orders/查询 orders: Unreadable",
    ];
    assert_eq!(captured(&coverage.editions[0]), expected);
    let unlisted: Vec<_> = coverage.editions[0].unlisted.iter().map(|leaf| &leaf.captures[0]).collect();
    assert_eq!(unlisted, ["captures/en/c.txt", "captures/en/nothing.txt"], "two entries have the title");
    assert_eq!(counts(&coverage), (4, 1, 2, 0, 3));
    let find = surveyed("", &[files[0], ("en/c.txt", "Site\n  • Cancel an order\n查询 orders\n")]);
    assert_eq!(captured(&find.editions[0])[1], "Tools/Orders/查询 orders: Unreadable");
}

#[test]
fn the_navigation_is_what_all_captures_of_an_edition_show() {
    let grown = TREE.replace("  • Tools", "      • Split an order\n        PUT\n  • Tools")
        + "  • Odds\n    • Ping\n";
    let grown = grown.replace("      • Create an order\n      • Cancel", "      • Cancel");
    let one = page(TREE, "Cancel an order", "", "POST\n/cancel");
    let two = page(&grown, "Split an order", "", "PUT\n/split");
    for files in [[("en/a.txt", &one), ("en/b.txt", &two)], [("en/a.txt", &two), ("en/b.txt", &one)]] {
        let coverage = surveyed("", &files.map(|(file, text)| (file, text.as_str())));
        let mut states = states(&coverage.editions[0]);
        states.sort();
        let expected = [
            "Books/Orders/Cancel an order: Captured",
            "Books/Orders/Create an order: NotCaptured",
            "Books/Orders/Split an order: Captured",
            "Odds/Ping: NotCaptured",
            "Tools/Orders/Create an order: NotCaptured",
            "Tools/Orders/查询 orders: NotCaptured",
        ];
        assert_eq!(states, expected);
    }
}

#[test]
fn a_flattened_navigation_proves_only_what_shows_a_verb() {
    let list = "- Books\n- Orders\n- Create an orderPOST\n- Cancel an orderPOST\n- Tools\n";
    let flat = "Cancel an order\nPOST\n/cancel\n返回响应\n🟢200成功\n修改于 2025-04-25 05:59:59\n";
    let coverage = surveyed("", &[("en/a.txt", &format!("{list}{flat}"))]);
    let expected = ["Orders/Create an order: NotCaptured", "Orders/Cancel an order: Captured"];
    assert_eq!(states(&coverage.editions[0]), expected);
    assert_eq!(coverage.editions[0].unclear, ["Books", "Tools"]);
    assert_eq!(counts(&coverage), (2, 1, 0, 0, 0));

    // Beside a tree, only what is new there counts, in the folder that holds its neighbours.
    let tree = page(TREE, "查询 orders", "", "GET\n/find");
    let list = "- Books\n- Orders\n- Cancel an orderPOST\n- Merge ordersPOST\n- Tools\n- Extras\n";
    let coverage = surveyed("", &[("en/a.txt", &format!("{list}{flat}")), ("en/b.txt", &tree)]);
    assert_eq!(counts(&coverage), (5, 2, 0, 0, 0));
    assert_eq!(states(&coverage.editions[0])[2], "Books/Orders/Merge orders: NotCaptured");
    assert_eq!(coverage.editions[0].unclear, ["Extras"]);
}

#[test]
fn without_navigation_captures_are_listed_apart() {
    let alone = "Cancel an order\nPOST\n/cancel\n返回响应\n🟢200成功\n修改于 2025-04-25 05:59:59\n";
    let coverage = surveyed("", &[("a.txt", alone), ("en/b.txt", "")]);
    assert_eq!(counts(&coverage), (0, 0, 0, 0, 2));
    let names: Vec<_> = coverage.editions.iter().map(|edition| edition.edition.as_str()).collect();
    assert_eq!(names, ["", "en"]);
    assert_eq!(coverage.editions[0].unlisted[0].state, State::Captured);
    assert_eq!(coverage.editions[1].unlisted[0].state, State::Unreadable);
}

#[test]
fn ignored_entries_are_counted_apart() {
    let api = "coverage:\n  ignore:\n    - entry: tools / orders\n      because: a shop of its own\n    \
               - edition: other\n      entry: Books\n      because: x\n";
    let page = page(TREE, "Cancel an order", "", "POST\n/cancel");
    let coverage = surveyed(api, &[("en/a.txt", &page)]);
    assert_eq!(counts(&coverage), (4, 1, 0, 2, 0));
    let Entry::Folder(tools) = &coverage.editions[0].entries[1] else { panic!("a folder") };
    assert_eq!((tools.title.as_str(), tools.counts.ignored), ("Tools", 2));
    let json = coverage.to_json();
    assert!(
        json.contains("\"state\": \"ignored\"") && json.contains("\"because\": \"a shop of its own\""),
        "{json}"
    );
}

#[test]
fn stale_entries_are_refused() {
    let spec = |api: &str| {
        let file = "captures/en/a.txt".into();
        let bytes = page(TREE, "Cancel an order", "", "POST\n/cancel").into_bytes();
        let (pages, _) = crate::read(&[Capture { file, bytes }]);
        let api = yaml::read_api("api.yaml", api).unwrap();
        let (_, found) = crate::reconcile(&pages, &api, &mut Names::default());
        let stale = found.into_iter().filter(crate::diagnostic::Diagnostic::is_error);
        stale.map(|found| (found.origin.to_string(), found.message, found.hint.unwrap())).collect::<Vec<_>>()
    };
    let entry = |entry: &str| format!("coverage:\n  ignore:\n    - because: x\n      {entry}\n");
    assert_eq!(spec(&entry("entry: Books")), []);
    assert_eq!(
        spec(
            &entry("{ entry: Books / Orders / Create an order, edition: en }")
                .replace("- because: x\n      { ", "- { because: x, ")
        ),
        []
    );
    let [(origin, message, _)] = spec(&entry("entry: Books / Orders / Cancel an order")).try_into().unwrap();
    assert_eq!(origin, "api.yaml:4");
    assert_eq!(message, "`Books / Orders / Cancel an order` is captured: there is nothing left to ignore");
    let [(_, message, hint)] = spec(&entry("entry: Books / Orders / Create order")).try_into().unwrap();
    assert_eq!(message, "no navigation lists `Books / Orders / Create order`");
    assert!(hint.starts_with("did you mean `Books / Orders / Create an order`?"), "{hint}");
    let [(_, message, _)] = spec(&entry("entry: Books\n      edition: de")).try_into().unwrap();
    assert_eq!(message, "no capture of an edition `de` shows a navigation; those that do: `en`");
}

#[test]
fn an_entry_needs_its_reason() {
    let api = "coverage:\n  ignore:\n    - entry: Books\n      because: ' '\n";
    let found = yaml::read_api("api.yaml", api).unwrap_err();
    assert!(found[0].message.contains("this text is empty"), "{}", found[0].message);
    assert!(yaml::read_api("api.yaml", "coverage:\n  ignore:\n    - entry: Books\n").is_err());
}

#[test]
fn prose_is_captured_and_an_index_is_missed_nowhere() {
    let index = "# Shop\n\n## Docs\n- [Welcome](/1m0.md): words\n- Guides [Limits](/2m0.md): words\n";
    let about = "<!DOCTYPE html><body><h1>About</h1><p>Terms</p></body>";
    let index = &format!("{index}- [About](/4m0.md): words\n- [Terms](/5m0.md): words\n");
    let captures = [
        ("llms.txt", index.as_str()),
        ("1m0.md", "# Welcome\n\nLimits\n"),
        ("3m0.md", "# Old\n"),
        ("4m0.html", about),
    ];
    let coverage = surveyed("", &captures);
    assert_eq!((coverage.counts.captured, coverage.counts.not_captured), (2, 2), "{coverage:?}");
    assert!(coverage.editions[0].unlisted.is_empty(), "{coverage:?}");
    assert!(states(&coverage.editions[0]).iter().any(|line| line.contains("Welcome")), "{coverage:?}");
}
