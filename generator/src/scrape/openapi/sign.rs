//! How a text shows that it is an `OpenAPI` document: a member of its top level says so, wherever it stands there.

use crate::scrape::json::Depth;

/// Members that say so.
const VERSIONS: [&str; 2] = ["openapi", "swagger"];

/// Whether a text is an `OpenAPI` document, as far as one sees without reading it. It may break off, or be of any version.
pub(in crate::scrape) fn is_document(text: &str) -> bool {
    let mut text = text.trim_start_matches('\u{feff}').trim_start();
    // Comments are no JSON, which its reader tells.
    while let Some((_, below)) = text.strip_prefix("//").and_then(|comment| comment.split_once('\n')) {
        text = below.trim_start();
    }
    if text.starts_with('{') { is_json(text) } else { is_yaml(text) }
}

/// Whether a JSON text names its version among the members of its top level.
fn is_json(text: &str) -> bool {
    let mut depth = Depth::default();
    let mut start = 0;
    text.char_indices().any(|(offset, character)| {
        let was_in_string = depth.in_string;
        depth.see(character);
        match (was_in_string, depth.in_string) {
            (false, true) => start = offset + 1,
            (true, false) if depth.open == 1 => {
                let name = text.get(start..offset).unwrap_or_default();
                let behind = text.get(offset + 1..).unwrap_or_default();
                return VERSIONS.contains(&name) && behind.trim_start().starts_with(':');
            }
            _ => {}
        }
        false
    })
}

/// Whether the first line of a YAML text that says something is a member, and one of its top level names its version.
/// Prose that looks so at its start has no `paths`, or shows them in a fence.
fn is_yaml(text: &str) -> bool {
    const BESIDE: [&str; 4] = ["paths", "info", "components", "webhooks"];
    let is_around = |line: &&str| line.trim().is_empty() || line.starts_with(['#', '%']) || *line == "---";
    let mut lines = text.lines().map(str::trim_end).skip_while(is_around).peekable();
    let Some(first) = lines.peek().copied().and_then(member) else { return false };
    let is_fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    let (mut has_version, mut has_more) = (false, VERSIONS.contains(&first));
    for name in lines.take_while(|line| !is_fence(line)).filter_map(member) {
        has_version |= VERSIONS.contains(&name);
        has_more |= BESIDE.contains(&name);
        if has_version && has_more {
            return true;
        }
    }
    false
}

/// The name of the member that a line of the top level starts: `name: value`, `"name" :`.
fn member(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    let is_value = value.is_empty() || value.starts_with([' ', '\t']);
    let name = name.trim_end().trim_matches(['"', '\'']);
    let is_name = !name.is_empty() && !name.contains(|letter: char| letter.is_whitespace());
    (is_value && is_name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::is_document;

    #[test]
    fn the_version_may_stand_anywhere_at_the_top() {
        for text in [
            "openapi: 3.1.0\n",
            "# Shop\n# v2\n\nopenapi: 3.0.1\n",
            "%YAML 1.2\n---\nopenapi: 3.0.1\n",
            "---\r\n\"openapi\": \"3.0.1\"\r\npaths: {}\r\n",
            "openapi : 3.0.1\n",
            "info:\n  title: Shop\npaths: {}\nopenapi: 3.0.1\n",
            "swagger: '2.0'\n",
            "{\"openapi\": \"3.0.1\"}",
            "// ours\n{\"openapi\": \"3.0.1\"}",
            "{\n\"info\": {\"swagger\": 1},\n\"paths\": {}, \"swagger\" : \"2.0\"",
        ] {
            assert!(is_document(text), "{text}");
        }
    }

    #[test]
    fn what_only_speaks_of_one_is_none() {
        for text in [
            "",
            "Find an order\nGET\n/orders\n",
            "# Guide\n\nWe write openapi: 3.0.1 there.\n",
            "# Guide\n\nNote: read\nopenapi: 3.0.1\n",
            "# Find an order\n\n```yaml\nopenapi: 3.0.1\npaths: {}\n```\n",
            "Note: see below\n\n```yaml\nopenapi: 3.0.1\npaths: {}\n```\n",
            "info:\n  openapi: 3.0.1\npaths: {}\n",
            "{\"info\": {\"openapi\": \"3.0.1\"}}",
            "{\"a\": \"openapi\", \"b\": \"{\\\"openapi\\\": 1}\"}",
        ] {
            assert!(!is_document(text), "{text}");
        }
    }
}
