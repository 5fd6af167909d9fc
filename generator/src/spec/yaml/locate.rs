//! Finds the lines of `names.yaml` that diagnostics of later stages speak of: names carry no lines.

use crate::diagnostic::{Code, Diagnostic};

/// Moves each `invalid-name` to the line that holds the name it quotes first.
pub(super) fn locate(text: &str, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == Code::InvalidName) {
        let Some(quoted) = diagnostic.message.split('`').nth(1) else { continue };
        let name = quoted.trim_end_matches('…');
        let line = text.lines().position(|line| !line.trim_start().starts_with('#') && line.contains(name));
        if let Some(line) = line {
            diagnostic.origin.line = u32::try_from(line + 1).unwrap_or(u32::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Origin;

    #[test]
    fn a_name_is_found_on_its_line() {
        let text = "# Bad!\nendpoints:\n  GET /a: x/Bad!\n";
        let at = |message: &str| {
            let mut found = [Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message)];
            locate(text, &mut found);
            found[0].origin.line
        };
        assert_eq!(at("`x/Bad!` should be `group/operation`"), 3);
        assert_eq!(at("`elsewhere` is taken"), 1);
    }
}
