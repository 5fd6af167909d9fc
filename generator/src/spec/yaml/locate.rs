//! Finds the lines of hand-written files that later stages speak of: values that are read carry no lines.

use crate::diagnostic::{Code, Diagnostic};
use crate::spec::api::ApiDescription;

/// Notes on which line of `api.yaml` each header and query parameter of the authentication is named.
pub(super) fn locate_carriers(text: &str, api: &mut ApiDescription) {
    let Some(authentication) = &mut api.authentication else { return };
    for carrier in authentication.headers.iter_mut().chain(&mut authentication.query) {
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

/// Moves each `invalid-name` to the line that holds the name it quotes first.
pub(super) fn locate(text: &str, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::InvalidName) {
        let Some(quoted) = diagnostic.message.split('`').nth(1) else { continue };
        let name = quoted.trim_end_matches('…');
        let line = text.lines().position(|line| !line.trim_start().starts_with('#') && line.contains(name));
        if let Some(line) = line {
            diagnostic.origin.line = u32::try_from(line + 1).unwrap_or(u32::MAX);
            diagnostic.focus = Some(name.into());
        }
    }
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
}
