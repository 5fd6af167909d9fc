//! A site's index (`llms.txt`): `- folder > folder [title](address): words`, one line for each page.

use crate::scrape::facts::{NavigationItem, Site};
use crate::scrape::text::decode;
use crate::scrape::{Capture, Reading};

/// Reads an index: its folders and pages, in order.
pub(in crate::scrape) fn read(capture: &Capture) -> Reading {
    match decode::text(capture) {
        Ok(text) => {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            let site = Site { navigation: navigation(&text), ..Site::start(capture) };
            Reading { site: Some(site), ..Reading::default() }
        }
        Err(refusal) => Reading { diagnostics: vec![refusal], ..Reading::default() },
    }
}

/// Whether a text is an index: a heading, and more entries than other lines.
pub(in crate::scrape) fn is_index(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    if !lines.next().is_some_and(|first| first.starts_with("# ")) {
        return false;
    }
    let (mut entries, mut others) = (0_usize, 0_usize);
    for line in lines.filter(|line| !line.starts_with(['#', '>'])) {
        match entry(line) {
            Some(_) => entries += 1,
            None => others += 1,
        }
    }
    entries > others
}

/// What an address ends in tells what lies there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An endpoint, prose, or a page of which the address does not tell.
    Page,
    /// A folder with a page of its own.
    Folder,
    /// A schema, which is no entry of the navigation.
    Schema,
}

/// One entry.
struct Entry<'text> {
    folders: Vec<&'text str>,
    title: &'text str,
    kind: Kind,
}

/// Folders are opened where an entry lies deeper than the one before, or in another folder.
fn navigation(text: &str) -> Vec<NavigationItem> {
    let mut items = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for (line, words) in (1..).zip(text.lines()) {
        let Some(entry) = entry(words.trim()).filter(|entry| entry.kind != Kind::Schema) else { continue };
        let item = |title: &str, depth: usize| NavigationItem {
            title: title.to_owned(),
            verb: None,
            depth: Some(u32::try_from(depth).unwrap_or(u32::MAX)),
            line,
        };
        let shared = open.iter().zip(&entry.folders).take_while(|(one, other)| one == other).count();
        let new = entry.folders.iter().enumerate().skip(shared);
        items.extend(new.map(|(depth, folder)| item(folder, depth)));
        open.clone_from(&entry.folders);
        items.push(item(entry.title, entry.folders.len()));
        if entry.kind == Kind::Folder {
            open.push(entry.title);
        }
    }
    items
}

/// `- folder > folder [title](address): words`
fn entry(line: &str) -> Option<Entry<'_>> {
    let rest = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?;
    // A title may hold brackets, but not the two that part it from its address.
    let (before, address) = rest.split_once("](")?;
    let address = address.split([')', ' ']).next()?;
    let (folders, title) = title(before)?;
    let folders = folders.split(" > ").map(str::trim).filter(|folder| !folder.is_empty());
    Some(Entry { folders: folders.collect(), title: title.trim(), kind: kind(address) })
}

/// The folders and the title: `a > b [title` → `a > b`, `title`. Brackets within the title are paired.
fn title(text: &str) -> Option<(&str, &str)> {
    let mut open = 0_usize;
    for (at, letter) in text.char_indices().rev() {
        match letter {
            ']' => open += 1,
            '[' if open == 0 => return Some((text.get(..at)?, text.get(at + 1..)?)),
            '[' => open -= 1,
            _ => {}
        }
    }
    None
}

/// `…/123e0.md` is an endpoint, `m0` prose, `f0` a folder, `d0` a schema.
fn kind(address: &str) -> Kind {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let page = path.rsplit('/').next().unwrap_or_default();
    let page = page.strip_suffix(".md").unwrap_or(page);
    let is_numbered = |suffix| {
        page.strip_suffix(suffix).is_some_and(|id: &str| id.ends_with(|last: char| last.is_ascii_digit()))
    };
    match page {
        _ if is_numbered("f0") => Kind::Folder,
        _ if is_numbered("d0") => Kind::Schema,
        _ => Kind::Page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "# Shop\n\n## Docs\n- [Welcome](https://docs.example.com/1m0.md): Start here\n\
        ## API Docs\n- Orders [Find an order](https://docs.example.com/12e0.md): \n\
        - Orders > Returns [Return [part] of it](https://docs.example.com/13e0.md)\n\
        - Orders > Returns [Find an order](https://docs.example.com/14e0.md)\n\
        - Orders [Money](https://docs.example.com/15f0.md)\n- Orders > Money [Pay](https://docs.example.com/16e0.md)\n\
        ## Schemas\n- [Order](https://docs.example.com/17d0.md)\n";

    #[test]
    fn an_index_is_the_navigation() {
        assert!(is_index(INDEX));
        let items = navigation(INDEX);
        let shown: Vec<_> =
            items.iter().map(|item| (item.depth.expect("depth"), item.title.as_str(), item.line)).collect();
        let expected = [
            (0, "Welcome", 4),
            (0, "Orders", 6),
            (1, "Find an order", 6),
            (1, "Returns", 7),
            (2, "Return [part] of it", 7),
            (2, "Find an order", 8),
            (1, "Money", 9),
            (2, "Pay", 10),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn prose_is_no_index() {
        for text in ["# Title\n\nWords\n- [a](b)\n", "- [a](b)\n", "# T\n", "", "# T\n- [a]\n- b](c)\n"] {
            assert!(!is_index(text), "{text}");
        }
    }
}
