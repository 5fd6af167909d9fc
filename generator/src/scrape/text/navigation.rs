//! The navigation above the head: a tree of bullets, or a flat list of dashes.

use super::labels;
use super::line::{Line, words};
use crate::scrape::facts::{NavigationItem, Verb};

/// `  • Orders` of the indented layout.
pub(super) fn is_bullet(line: &Line) -> bool {
    bullet(line).is_some()
}

/// An entry of either layout's navigation.
pub(super) fn is_item(line: &Line) -> bool {
    is_bullet(line) || dash(line).is_some()
}

/// `  1. Orders`, the breadcrumb of the indented layout.
pub(super) fn is_crumb(line: &Line) -> bool {
    crumb(line).is_some()
}

/// Whether one of `lines` is an entry for `title`.
pub(super) fn lists(lines: &[Line], title: &str) -> bool {
    lines.iter().any(|line| {
        bullet(line) == Some(title)
            || dash(line).is_some_and(|text| text == title || split_verb(text, title).0 == title)
    })
}

/// The entries above the page's head; `lines` ends there.
///
/// Language choosers are made of bullets, too. The tree stands between the two breadcrumbs, and on a
/// page without breadcrumb it is the last run of bullets that lists the page, has depth or shows verbs.
pub(super) fn read(lines: &[Line], title: &str) -> Vec<NavigationItem> {
    let first_crumb = lines.iter().position(is_crumb);
    let start = first_crumb.unwrap_or(0);
    let items = last_run(lines, start, |lines, index| {
        let Some(line) = lines.get(index) else { return false };
        let above = index.checked_sub(1).and_then(|above| lines.get(above));
        is_bullet(line) || (above.is_some_and(is_bullet) && is_verb_below_bullet(line))
    });
    let tree = tree(items);
    let is_proven = first_crumb.is_some()
        || tree.iter().any(|item| {
            item.verb.is_some() || item.depth.is_some_and(|depth| depth > 0) || item.title == title
        });
    if !tree.is_empty() && is_proven {
        return tree;
    }
    let is_dash = |lines: &[Line], index: usize| lines.get(index).is_some_and(|line| dash(line).is_some());
    list(last_run(lines, 0, is_dash), title)
}

/// The crumbs directly above the title, outermost first; `lines` ends at the title.
pub(super) fn breadcrumb(lines: &[Line]) -> Vec<(&str, u32)> {
    let mut crumbs: Vec<_> = lines.iter().rev().map_while(|line| Some((crumb(line)?, line.number))).collect();
    crumbs.reverse();
    crumbs
}

/// The last run of lines of one kind, not before `start`.
fn last_run(lines: &[Line], start: usize, is_part: impl Fn(&[Line], usize) -> bool) -> &[Line] {
    let end = (start..lines.len()).rev().find(|index| is_part(lines, *index)).map_or(start, |last| last + 1);
    let first = (start..end).rev().take_while(|index| is_part(lines, *index)).last().unwrap_or(end);
    lines.get(first..end).unwrap_or_default()
}

fn bullet(line: &Line) -> Option<&str> {
    let title = line.words.strip_prefix('•')?.trim_start();
    (!title.is_empty()).then_some(title)
}

fn dash(line: &Line) -> Option<&str> {
    line.words.strip_prefix("- ")
}

fn crumb(line: &Line) -> Option<&str> {
    let (number, folder) = line.words.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (line.is_indented() && is_number).then_some(folder)
}

fn is_verb_below_bullet(line: &Line) -> bool {
    line.is_indented() && labels::verb(&line.words).is_some()
}

fn indent(line: &Line) -> usize {
    line.text.chars().take_while(|character| character.is_whitespace()).count()
}

/// Bullets, two blanks for each level, and verbs on lines of their own.
fn tree(lines: &[Line]) -> Vec<NavigationItem> {
    let root = lines.iter().map(indent).min().unwrap_or(0);
    let mut items: Vec<NavigationItem> = Vec::new();
    for line in lines {
        if let Some(title) = bullet(line) {
            let depth = u32::try_from((indent(line) - root) / 2).ok();
            items.push(NavigationItem { title: title.to_owned(), verb: None, depth, line: line.number });
        } else if let Some(item) = items.last_mut() {
            item.verb = labels::verb(&line.words);
        }
    }
    items
}

fn list(lines: &[Line], page: &str) -> Vec<NavigationItem> {
    let item = |line: &Line| {
        let (title, verb) = split_verb(dash(line)?, page);
        Some(NavigationItem { title: title.to_owned(), verb, depth: None, line: line.number })
    };
    lines.iter().filter_map(item).collect()
}

/// Takes a glued verb off: `Cancel the orderPOST`.
///
/// Glued means glued: `How to POST` keeps its last word. A capital in front (`TARGET`, `MODEL`) makes
/// the verb a part of the word, unless what is left is the title of the `page` that shows the list.
fn split_verb<'text>(text: &'text str, page: &str) -> (&'text str, Option<Verb>) {
    let cut = labels::verb_words().find_map(|word| {
        let title = text.strip_suffix(word)?;
        let last = title.chars().next_back()?;
        let is_glued = !last.is_whitespace() && (!last.is_ascii_uppercase() || title == page);
        is_glued.then(|| (title, labels::verb(word)))
    });
    cut.unwrap_or((text, None))
}

/// The folder a flattened page prints below its repeated path: an entry of the navigation.
pub(super) fn is_folder(items: &[NavigationItem], lines: &[Line], index: usize) -> bool {
    let folder = words(lines, index);
    items.iter().any(|item| item.verb.is_none() && item.title == folder)
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn items(text: &str, title: &str) -> Vec<(String, Option<Verb>, Option<u32>, u32)> {
        let items = read(&split(text), title);
        items.into_iter().map(|item| (item.title, item.verb, item.depth, item.line)).collect()
    }

    #[test]
    fn a_tree_stands_between_breadcrumbs() {
        let text = "Site\nEnglish\n  • 中文\n  1. Orders\n  • Shop\n    • Orders\n      • List\n        DEL\n  • GET\n  1. Orders\n";
        let expected = [
            ("Shop".into(), None, Some(0), 5),
            ("Orders".into(), None, Some(1), 6),
            ("List".into(), Some(Verb::Delete), Some(2), 7),
            ("GET".into(), None, Some(0), 9),
        ];
        assert_eq!(items(text, "List"), expected);
    }

    #[test]
    fn a_language_chooser_is_no_navigation() {
        assert_eq!(items("English\n  • 中文\n  • ไทย\nBack\n  1. Orders", "List"), []);
        assert_eq!(items("English\n  • 中文\n", "List"), []);
        assert_eq!(items("English\n  • 中文\nBack\n  • List\n", "List"), [("List".into(), None, Some(0), 4)]);
    }

    #[test]
    fn glued_verbs_come_off() {
        let text = "- Orders\n- List ordersPOST\n- 取消DEL\n- 删除DELETE\n- How to POST\n- TARGET\n- SKUGET";
        let titles: Vec<_> = items(text, "SKU").into_iter().map(|item| (item.0, item.1)).collect();
        let expected = [
            ("Orders".into(), None),
            ("List orders".into(), Some(Verb::Post)),
            ("取消".into(), Some(Verb::Delete)),
            ("删除".into(), Some(Verb::Delete)),
            ("How to POST".into(), None),
            ("TARGET".into(), None),
            ("SKU".into(), Some(Verb::Get)),
        ];
        assert_eq!(titles, expected);
    }

    #[test]
    fn crumbs_stand_above_the_title() {
        let lines = split("  1. Old\n  • x\n  1. Shop\n  2. Orders\n");
        assert_eq!(breadcrumb(&lines), [("Shop", 3), ("Orders", 4)]);
    }
}
