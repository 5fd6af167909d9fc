//! Checks what `names.yaml` says of endpoints, groups and homes: people may edit it.

use std::collections::BTreeMap;

use super::operation::{ascii, identifier, part};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::names::{Names, is_chinese};

/// Names written by hand must be usable, and each only once.
pub(super) fn check(names: &Names) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    let removed = names.removed.iter().map(|entry| (entry, "removed"));
    let all = names.endpoints.iter().map(|entry| (entry, "endpoints")).chain(removed);
    for ((call, name), section) in all {
        let (group, operation) = part(name);
        if !name.contains('/') || !is_group(group) || !is_name(operation) {
            let why = "should be `group/operation`, in small letters, digits and `_`";
            diagnostics.push(invalid(name, why, section));
        }
        if let Some(other) = seen.insert(name, call) {
            let why = format!("is given to {} and to {}", quote(other), quote(call));
            diagnostics.push(invalid(name, &why, section));
        }
    }
    let shape = "should be `group` or `group/sub`, in small letters, digits and single `_`";
    for group in names.groups.values().filter(|group| !is_group(group)) {
        diagnostics.push(invalid(group, shape, "groups"));
    }
    for group in names.schemas.values().filter(|group| !is_group(group)) {
        diagnostics.push(invalid(group, shape, "schemas"));
    }
    diagnostics
}

fn is_name(name: &str) -> bool {
    let is_letter = |letter| matches!(letter, 'a'..='z' | '0'..='9' | '_') || is_chinese(letter);
    identifier(name) == name && name.chars().all(is_letter)
}

/// Whether a group can have a module that is called like it.
fn is_group(group: &str) -> bool {
    group.split('/').all(|part| is_name(part) && ascii(part) == part)
}

fn invalid(name: &str, why: &str, section: &str) -> Diagnostic {
    Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), format!("{} {why}", quote(name))).hint(
        format!("edit the entry under `{section}` in `names.yaml`, or delete it to have a new name chosen"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_removed_endpoint_is_given_to_no_other_by_hand_either() {
        let mut names = Names::default();
        names.removed.insert("GET /old".to_owned(), "x/list".to_owned());
        names.endpoints.insert("GET /new".to_owned(), "x/list".to_owned());
        let found = check(&names);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.starts_with("`x/list` is given to `GET /new` and to `GET /old`"));
    }

    #[test]
    fn groups_that_would_share_a_module_are_refused() {
        for wrong in ["after__sales", "after_", "_x", "After", "1st", "x//y", ""] {
            let mut names = Names::default();
            names.groups.insert("/a".to_owned(), wrong.to_owned());
            names.schemas.insert("Order".to_owned(), wrong.to_owned());
            assert_eq!(check(&names).len(), 2, "{wrong}");
        }
    }
}
