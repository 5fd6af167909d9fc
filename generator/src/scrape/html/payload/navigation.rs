//! The navigation of the site, which the payload holds whole: every folder is open in it.

use std::collections::BTreeSet;

use super::Reader;
use super::turbo_stream::Value;
use crate::diagnostic::Stated;
use crate::scrape::facts::NavigationItem;
use crate::scrape::text;

impl<'page> Reader<'page> {
    /// Every entry of the tree, folders before what they hold.
    pub(super) fn navigation(&self) -> Vec<NavigationItem> {
        let mut items = Vec::new();
        // A tree has each node once, so that one seen again is a cycle.
        let mut seen = BTreeSet::new();
        let tree = self.state.at(&["sidebarTree", "sidebarTreeList"]);
        let mut open: Vec<(Value<'page>, u32)> =
            tree.into_iter().flat_map(Value::items).map(|node| (node, 0)).collect();
        open.reverse();
        while let Some((node, depth)) = open.pop() {
            if !seen.insert(node.place()) {
                continue;
            }
            if let Some(title) = node.get("name").and_then(Value::text) {
                let method = node.get("method").and_then(Value::text);
                let verb = method.and_then(|method| text::verb(&method.to_ascii_uppercase()));
                items.push(NavigationItem { title, verb, depth: Some(depth), line: self.origin.line });
            }
            let below = node.get("children").into_iter().flat_map(Value::items);
            let from = open.len();
            open.extend(below.map(|node| (node, depth.saturating_add(1))));
            if let Some(added) = open.get_mut(from..) {
                added.reverse();
            }
        }
        items
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
