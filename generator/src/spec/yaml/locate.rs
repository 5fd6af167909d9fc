//! Finds the lines of hand-written files that later stages speak of: values that are read carry no lines.

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::api::{ApiDescription, Authentication, SectionLines};

/// Notes on which lines of `api.yaml` its sections start.
pub(super) fn locate_sections(text: &str, api: &mut ApiDescription) {
    let line = |key: &str| {
        let starts = |line: &str| {
            line.trim_start_matches('\u{feff}').strip_prefix(key).is_some_and(|rest| rest.starts_with(':'))
        };
        let found = text.lines().position(starts).map_or(0, |line| line + 1);
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    api.lines = SectionLines {
        base_url: line("base_url"),
        servers: line("servers"),
        authentication: line("authentication"),
        envelope: line("envelope"),
    };
}

/// Notes on which line of `api.yaml` each header, query parameter and cookie of the authentication is named.
pub(super) fn locate_carriers(text: &str, api: &mut ApiDescription) {
    let Some(authentication) = &mut api.authentication else { return };
    let Authentication { headers, query, cookies, .. } = authentication;
    for carrier in headers.iter_mut().chain(query).chain(cookies) {
        let names = |line: &str| {
            let value = line.trim_start().trim_start_matches("- ").trim_start().strip_prefix("name:");
            let value = value.map(|value| value.split(" #").next().unwrap_or(value));
            value.is_some_and(|value| value.trim().trim_matches(['"', '\'']) == carrier.name)
        };
        let line = text.lines().position(names).map_or(0, |line| line + 1);
        carrier.line = u32::try_from(line).unwrap_or(u32::MAX);
    }
}

/// Notes on which line of `api.yaml` each entry to ignore stands; on that of `coverage` when it is wrapped.
pub(super) fn locate_ignored(text: &str, api: &mut ApiDescription) {
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    let start = text.lines().position(|line| line.starts_with("coverage")).unwrap_or(0);
    let mut lines = text
        .lines()
        .enumerate()
        .skip(start)
        .filter(|(_, line)| line.contains("entry") && !line.trim_start().starts_with('#'));
    for ignore in &mut api.coverage.ignore {
        let names =
            |line: &str| line.split_once("entry").is_some_and(|(_, rest)| rest.contains(&ignore.entry));
        let found = lines.clone().find(|(_, line)| names(line));
        ignore.line = number(found.map_or(start, |(index, _)| index));
        // Two entries of one title are listed one after the other, for different editions.
        if let Some((index, _)) = found {
            lines.by_ref().find(|(at, _)| *at == index);
        }
    }
}

/// Moves each `invalid-name` to the line of `names.yaml`, whose content is `text`, that it is about. Its hint quotes
/// the section; its message quotes the name first, then what has this name: in the section, the line on which the
/// last of these words stands is looked for first, then from there the one before it, up to the name.
pub(super) fn locate(text: &str, diagnostics: &mut [Diagnostic]) {
    let lines: Vec<&str> = text.lines().collect();
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::InvalidName) {
        let hint = diagnostic.hint.as_deref().unwrap_or_default();
        let section = quotes(hint).into_iter().find_map(|(word, _)| {
            lines.iter().position(|line| line.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')))
        });
        let start = section.unwrap_or(0);
        let names = quotes(&diagnostic.message);
        let found = names
            .iter()
            .rev()
            .fold(None, |found, name| after(&lines, found.unwrap_or(start), *name).or(found));
        let whole = names.first().and_then(|name| after(&lines, start, *name));
        let focus = names.first().map(|(name, _)| Box::from(*name));
        if let Some(line) = found.or(whole) {
            diagnostic.origin.line = u32::try_from(line + 1).unwrap_or(u32::MAX);
            diagnostic.focus = focus;
        }
    }
}

/// The words between backticks, and whether they were cut since they are long.
fn quotes(text: &str) -> Vec<(&str, bool)> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(|word| word.strip_suffix('…').map_or((word, false), |start| (start, true))).collect()
}

/// The first line from `start` on that holds the whole of `name`, or its start where it is cut.
fn after(lines: &[&str], start: usize, (name, is_cut): (&str, bool)) -> Option<usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || "_.[]/".contains(letter);
    let holds = |line: &str| {
        !line.trim_start().starts_with('#')
            && line.match_indices(name).any(|(at, _)| {
                !line[..at].ends_with(is_part) && (is_cut || !line[at + name.len()..].starts_with(is_part))
            })
    };
    let later = lines.iter().skip(start).position(|line| !name.is_empty() && holds(line));
    later.map(|offset| start + offset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Origin;

    #[test]
    fn an_ignored_entry_is_found_on_its_line() {
        let text = "name: Shop / List\ncoverage:\n  ignore:\n    # entry: Shop / List\n    - { edition: a, entry: Shop / List, because: x }\n    \
                    - edition: b\n      entry: \"Shop / List\"\n      because: x\n    - entry: >-\n        Shop /\n        Find\n      because: x\n";
        let mut api: ApiDescription = crate::spec::yaml::read_api("api.yaml", text).unwrap();
        locate_ignored(text, &mut api);
        let lines: Vec<_> = api.coverage.ignore.iter().map(|ignore| ignore.line).collect();
        assert_eq!(lines, [5, 7, 2]);
    }

    #[test]
    fn a_name_is_found_on_its_line() {
        let text = "# Bad!\nendpoints:\n  GET /a: x/Bad!\n";
        let at = |message: &str| {
            let mut found = [Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message)];
            locate(text, &mut found);
            (found[0].origin.line, found[0].focus.clone())
        };
        assert_eq!(at("`x/Bad!` should be `group/operation`"), (3, Some("x/Bad!".into())));
        assert_eq!(at("`elsewhere` is taken"), (1, None));
    }

    #[test]
    fn of_many_like_it_the_name_that_is_meant_is_found() {
        let text = "types:\n  Order: Order\n  Order.line: Line\nfields:\n  Account: { type: kind, id: id }\n  \
                    Order: { a: a,\n    type: kind, id: id }\n";
        let at = |message: &str, hint: &str| {
            let diagnostic = Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message);
            let mut found = [diagnostic.hint(hint)];
            locate(text, &mut found);
            found[0].origin.line
        };
        assert_eq!(at("`kind` is the name of two fields: `type` of `Order`", "under `fields`"), 7);
        assert_eq!(at("`kind` is the name of two fields: `type` of `Account`", "under `fields`"), 5);
        assert_eq!(at("`Line` cannot be the name of the type at `Order.line`", "under `types`"), 3);
    }
}
