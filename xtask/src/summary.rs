//! How a run of `regen` is summed up: counts, and the exact next command.

use std::fmt;
use std::path::{Path, PathBuf};

use generator::diagnostic::Diagnostic;
use generator::spec::Spec;
use generator::spec::guessed::Guessed;

use crate::Environment;
use crate::cli::Regen;
use crate::excerpt::visible;
use crate::pipeline::is_on_capture;
use crate::report::Report;
use crate::save::Files;
use crate::workspace::absolute;

/// How many errors and warnings there were.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// Contradictions that were not printed, since the spec on disk holds them.
    pub(crate) known: usize,
    /// Errors that `--keep-going` can leave out with their captures.
    pub(crate) on_captures: usize,
}

impl Tally {
    /// Counts the diagnostics that are printed, the captures that could not be read and the contradictions that are
    /// known.
    pub(crate) fn of(diagnostics: &[Diagnostic], unreadable: usize, known: usize) -> Self {
        let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        let on_captures = errors.iter().filter(|error| is_on_capture(error)).count();
        Self {
            errors: errors.len() + unreadable,
            warnings: diagnostics.len() - errors.len(),
            known,
            on_captures: on_captures + unreadable,
        }
    }

    /// Whether there were no errors.
    pub(crate) const fn is_sound(self) -> bool {
        self.errors == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.errors > 0 {
            write!(formatter, "{}, ", count(self.errors, "error"))?;
        }
        formatter.write_str(&count(self.warnings, "warning"))?;
        if self.known > 0 {
            write!(formatter, ", {}", count(self.known, "known contradiction"))?;
        }
        Ok(())
    }
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// How many endpoints the spec holds, and how many groups with endpoints.
pub(crate) fn extent(spec: &Spec) -> (usize, usize) {
    let groups = spec.groups.values().filter(|group| !group.endpoints.is_empty());
    (spec.endpoints().count(), groups.count())
}

/// How a run ended, in one line.
pub(crate) fn finished(spec: &Spec, files: Files, tally: Tally) -> String {
    let (endpoints, groups) = extent(spec);
    let extent = format!("{} in {}", count(endpoints, "endpoint"), count(groups, "group"));
    let numbers = [
        ("fresh", files.fresh),
        ("written", files.written),
        ("removed", files.removed),
        ("stale", files.stale),
    ];
    let some = numbers.into_iter().filter(|(_, number)| *number > 0);
    let files: Vec<_> = some.map(|(what, number)| format!("{number} {what}")).collect();
    format!("{extent}; files: {}; {tally}", files.join(", "))
}

/// What had to be guessed, in one line; nothing where the pages state everything.
pub(crate) fn guessed(guessed: Guessed) -> Option<String> {
    let numbers = [
        (guessed.types, "type"),
        (guessed.presences, "presence"),
        (guessed.values, "list of values kept as printed"),
        (guessed.contradictions, "contradiction decided by a rule"),
    ];
    let many = |number, what: &str| match what.split_once(' ') {
        Some((noun, rest)) => format!("{} {rest}", count(number, noun)),
        None => count(number, what),
    };
    let some = numbers.into_iter().filter(|(number, _)| *number > 0);
    let some: Vec<_> = some.map(|(number, what)| many(number, what)).collect();
    (!some.is_empty()).then(|| some.join(", "))
}

/// What to do next.
#[derive(Clone, Debug)]
pub(crate) struct Next {
    /// As a sentence.
    pub(crate) sentence: String,
    /// The command to run.
    pub(crate) command: String,
}

impl Next {
    /// To run a command.
    pub(crate) fn run(command: String) -> Self {
        Self { sentence: format!("run `{command}`"), command }
    }
}

/// What to do after errors.
pub(crate) fn mend(options: &Regen, on_captures: usize) -> Next {
    let way_out = match (options.keep_going, on_captures) {
        (false, 1..) => ", or add `--keep-going` to leave out the pages with errors",
        _ => "",
    };
    let command = command(options);
    Next { sentence: format!("mend what is wrong above, then run `{command}` again{way_out}"), command }
}

/// The command that tells more about what was found; names three codes at most, errors first.
pub(crate) fn explain(found: &[Diagnostic]) -> Option<String> {
    let mut codes: Vec<_> = found.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_by_key(|code| (code.severity(), *code));
    codes.dedup();
    codes.truncate(3);
    let words: Vec<_> = codes.iter().map(|code| code.word()).collect();
    let what = if words.len() == 1 { "a code" } else { "the codes" };
    (!words.is_empty()).then(|| format!("For more about {what}: cargo xtask explain {}", words.join(" ")))
}

/// What to do after contradictions that are denied. `overrides` is where corrections go.
pub(crate) fn settle(options: &Regen, overrides: &str) -> Next {
    let command = format!("{} --deny contradictions", command(options));
    let sentence = format!(
        "settle each contradiction above with a correction in `{overrides}`, then run `{command}` again"
    );
    Next { sentence, command }
}

/// The command that writes, as it was typed.
pub(crate) fn command(options: &Regen) -> String {
    let options = [api_option(options.api.as_ref()), option("--client", options.client.as_ref())];
    format!("cargo xtask regen{}", options.concat())
}

/// The option that names the API directory, as it was typed.
pub(crate) fn api_option(directory: Option<&PathBuf>) -> String {
    option("--api", directory)
}

/// An option with a path as it was typed, ready to be pasted into a shell.
pub(crate) fn option(name: &str, value: Option<&PathBuf>) -> String {
    let Some(path) = value.map(|path| path.to_string_lossy()) else { return String::new() };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+=:,@%".contains(&byte);
    if !path.is_empty() && path.bytes().all(is_plain) {
        format!(" {name} {path}")
    } else {
        format!(" {name} '{}'", visible(&path).replace('\'', r"'\''"))
    }
}

/// The command that proves what was written.
pub(crate) fn test_command(client: &Path, environment: &Environment, report: &Report<'_>) -> String {
    let ours = environment.workspace.join("generated-client");
    if absolute(client) == absolute(&ours) {
        return "cargo test --workspace".to_owned();
    }
    let manifest = PathBuf::from(report.show(&client.join("Cargo.toml")));
    format!("cargo test{}", option("--manifest-path", Some(&manifest)))
}

#[cfg(test)]
mod tests {
    use super::{Guessed, Tally, command, explain, guessed, mend};
    use crate::cli::{Findings, Regen};
    use generator::diagnostic::{Code, Diagnostic, Origin};

    fn options(api: &str, keep_going: bool) -> Regen {
        Regen {
            api: Some(api.into()),
            client: None,
            check: true,
            keep_going,
            format: Findings::Text,
            deny: Vec::new(),
            verbose: false,
            timings: false,
        }
    }

    #[test]
    fn what_was_guessed_is_one_line() {
        let some = Guessed { types: 2, presences: 0, values: 1, contradictions: 2 };
        let expected = "2 types, 1 list of values kept as printed, 2 contradictions decided by a rule";
        assert_eq!(guessed(some).as_deref(), Some(expected));
        assert_eq!(guessed(Guessed::default()), None);
    }

    #[test]
    fn the_next_command_can_be_pasted() {
        assert_eq!(command(&options("specs/acme", false)), "cargo xtask regen --api specs/acme");
        assert_eq!(command(&options("it's here", false)), r"cargo xtask regen --api 'it'\''s here'");
    }

    #[test]
    fn keep_going_is_offered_where_it_helps() {
        assert!(mend(&options("a", false), 1).sentence.contains("--keep-going"));
        assert!(!mend(&options("a", false), 0).sentence.contains("--keep-going"));
        assert!(!mend(&options("a", true), 1).sentence.contains("--keep-going"));
    }

    #[test]
    fn three_codes_are_explained_and_errors_come_first() {
        let diagnostic = |code| Diagnostic::new(code, Origin::new("a", 1), "");
        let codes = [Code::NoDate, Code::Contradiction, Code::NoDate, Code::GluedText, Code::InvalidYaml];
        let found = codes.map(diagnostic);
        let expected = "For more about the codes: cargo xtask explain invalid-yaml glued-text no-date";
        assert_eq!(explain(&found).as_deref(), Some(expected));
        let expected = "For more about a code: cargo xtask explain no-date";
        assert_eq!(explain(&found[..1]).as_deref(), Some(expected));
        assert_eq!(explain(&[]), None);
    }

    #[test]
    fn errors_and_warnings_are_counted() {
        let diagnostic = |code, file: &str| Diagnostic::new(code, Origin::new(file, 1), "");
        let found = [diagnostic(Code::NoDate, "captures/a"), diagnostic(Code::InvalidYaml, "api.yaml")];
        let tally = Tally::of(&found, 1, 0);
        assert_eq!((tally.to_string().as_str(), tally.on_captures), ("2 errors, 1 warning", 1));
        assert_eq!(Tally::of(&found[..1], 0, 0).to_string(), "1 warning");
        assert_eq!(Tally::of(&[], 0, 12).to_string(), "0 warnings, 12 known contradictions");
    }
}
