//! The index of a site's pages that `llms.txt` holds.

use std::collections::BTreeSet;

/// Where the links of an index lead, as it writes them, in its order: `[title](https://host/421118e0.md)`.
pub(super) fn links(text: &str) -> Vec<&str> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for line in text.lines() {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once("](") {
            let Some((target, behind)) = after.split_once(')') else { break };
            // A title may follow the address: `(address "title")`.
            let target = target.trim().split([' ', '\t']).next().unwrap_or_default();
            let target = target.trim_start_matches('<').trim_end_matches('>');
            if !target.is_empty() && seen.insert(target) {
                found.push(target);
            }
            rest = behind;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn every_item_of_the_index_is_found() {
        let text = "# Acme\n\n## API Docs\n- Orders > Find [Find an order](https://d.example/1e0.md): finds one\n\
                    - [Pay [now]](/2e0.md \"pay\") and [again](<3e0.md>)\n- [broken](4e0.md\n- Find [again](https://d.example/1e0.md)\n";
        assert_eq!(links(text), ["https://d.example/1e0.md", "/2e0.md", "3e0.md"]);
    }

    /// If each link were compared with all others, this would take minutes.
    #[test]
    fn an_index_may_be_long() {
        let line = |page: u32| format!("[a](/{page}.md) and [b](/{page}.md)\n");
        let text = (0..200_000).fold(String::new(), |text, page| text + &line(page));
        assert_eq!(links(&text).len(), 200_000);
    }
}
