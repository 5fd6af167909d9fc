//! The navigation of the site, which the payload holds whole: every folder is open in it.

use std::collections::BTreeSet;

use super::Reader;
use super::turbo_stream::Value;
use crate::diagnostic::Stated;
use crate::scrape::facts::NavigationItem;
use crate::scrape::text;

/// Every node of the tree and its depth, folders before what they hold.
fn nodes(state: Value<'_>) -> Vec<(Value<'_>, u32)> {
    let mut nodes = Vec::new();
    // A tree has each node once, so that one seen again is a cycle.
    let mut seen = BTreeSet::new();
    let tree = state.at(&["sidebarTree", "sidebarTreeList"]);
    let mut open: Vec<(Value<'_>, u32)> =
        tree.into_iter().flat_map(Value::items).map(|node| (node, 0)).collect();
    open.reverse();
    while let Some((node, depth)) = open.pop() {
        if !seen.insert(node.place()) {
            continue;
        }
        nodes.push((node, depth));
        let below = node.get("children").into_iter().flat_map(Value::items);
        let from = open.len();
        open.extend(below.map(|node| (node, depth.saturating_add(1))));
        if let Some(added) = open.get_mut(from..) {
            added.reverse();
        }
    }
    nodes
}

/// Where the pages of the tree lie: as it says itself, else where such sites put what has this number. A folder without
/// an address has no page.
pub(super) fn links(state: Value<'_>) -> Vec<String> {
    let link = |node: Value<'_>| {
        let suffix = match node.get("type").and_then(Value::text).as_deref() {
            Some("apiDetail") => Some("e0"),
            Some("doc") => Some("m0"),
            _ => None,
        };
        let numbered = || Some(format!("/{}{}", node.get("id").and_then(Value::word)?, suffix?));
        node.get("to").and_then(Value::text).or_else(numbered)
    };
    nodes(state).into_iter().filter_map(|(node, _)| link(node)).collect()
}

impl Reader<'_> {
    /// Every entry of the tree.
    pub(super) fn navigation(&self) -> Vec<NavigationItem> {
        let item = |(node, depth): (Value<'_>, u32)| {
            let title = node.get("name").and_then(Value::text)?;
            let method = node.get("method").and_then(Value::text);
            let verb = method.and_then(|method| text::verb(&method.to_ascii_uppercase()));
            Some(NavigationItem { title, verb, depth: Some(depth), line: self.origin.line })
        };
        nodes(self.state).into_iter().filter_map(item).collect()
    }

    /// The folders above the page, outermost first.
    pub(super) fn breadcrumb(&self) -> Vec<Stated<String>> {
        let folders = self.state.at(&["sidebarTree", "parentSidebarTreeApiFolderNodes"]);
        let names =
            folders.into_iter().flat_map(Value::items).filter_map(|folder| folder.get("name")?.text());
        names.map(|name| self.stated(name)).collect()
    }

    /// The title of the page before or behind this one.
    pub(super) fn neighbour(&self, which: &str) -> Option<Stated<String>> {
        let title = self.state.at(&["sidebarTree", which, "name"]).and_then(Value::text)?;
        Some(self.stated(title))
    }
}
