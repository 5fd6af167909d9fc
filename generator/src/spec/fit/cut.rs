//! Cuts members out of an example, and leaves all else as it is laid out.

use std::collections::BTreeSet;

use super::Step;

/// `text`, which is laid out one member or item to a line, without the members at these paths.
pub(super) fn without(text: &str, members: &BTreeSet<Vec<Step>>) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut path: Vec<Step> = Vec::new();
    // For each open bracket: the items before the current line, where it is a list.
    let mut open: Vec<Option<usize>> = Vec::new();
    // How many brackets were open where the cut began.
    let mut cut: Option<usize> = None;
    for line in text.lines() {
        let words = line.trim();
        if words.starts_with(['}', ']']) {
            open.pop();
            path.truncate(open.len().saturating_sub(1));
            if cut == Some(open.len()) {
                cut = None;
                continue;
            }
            if cut.is_none() {
                end_list(&mut kept);
                kept.push(line.to_owned());
            }
            continue;
        }
        let outer = open.len().saturating_sub(1);
        if let Some(counter) = open.last_mut() {
            path.truncate(outer);
            path.push(match counter {
                Some(position) => {
                    *position += 1;
                    Step::Item(*position - 1)
                }
                None => Step::Member(key(words)),
            });
        }
        let is_cut = cut.is_none() && members.contains(&path);
        let opens = words.ends_with(['{', '[']);
        if is_cut && opens {
            cut = Some(open.len());
        } else if cut.is_none() && !is_cut {
            kept.push(line.to_owned());
        }
        if opens {
            open.push(words.ends_with('[').then_some(0));
        }
    }
    kept.join("\n")
}

/// The comma behind the last entry goes with the entry behind it.
fn end_list(kept: &mut [String]) {
    if let Some(last) = kept.last_mut()
        && last.ends_with(',')
    {
        last.pop();
    }
}

/// The key at the start of a line.
fn key(words: &str) -> String {
    let mut keys = serde_json::Deserializer::from_str(words).into_iter::<String>();
    keys.next().and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::fit::tests::path;

    #[test]
    fn members_are_cut_and_all_else_stays_as_it_is() {
        let text = "{\n  \"a\": 1.10,\n  \"list\": [\n    {\n      \"b\\\"{\": [],\n      \"c\": \"x,\"\n    },\n    2\n  ],\n  \"d\": {\n    \"e\": {}\n  }\n}";
        let cut = |paths: &[&[&str]]| without(text, &paths.iter().map(|steps| path(steps)).collect());
        assert_eq!(cut(&[]), text);
        assert_eq!(cut(&[&["d"]]), text.replace(",\n  \"d\": {\n    \"e\": {}\n  }", ""));
        assert_eq!(cut(&[&["a"]]), text.replace("  \"a\": 1.10,\n", ""));
        assert_eq!(cut(&[&["list", "0", "c"]]), text.replace(",\n      \"c\": \"x,\"", ""));
        assert_eq!(cut(&[&["list", "0", "b\"{"]]), text.replace("      \"b\\\"{\": [],\n", ""));
        assert_eq!(cut(&[&["a"], &["list"], &["d", "e"]]), "{\n  \"d\": {\n  }\n}");
    }
}
