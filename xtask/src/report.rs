//! What people see: status lines in cargo's manner, and diagnostics in rustc's.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Place, Renderer, Snippet};
use generator::diagnostic::{Diagnostic, Origin, Severity};

use crate::excerpt::{excerpt, visible};
use crate::problem::Problem;
use crate::source::Source;
use crate::workspace::relative;
use crate::{Environment, Exit};

/// Prints to the error stream.
pub(crate) struct Report<'run> {
    messages: &'run mut dyn Write,
    renderer: Renderer,
    color: bool,
    directory: PathBuf,
}

/// The texts that diagnostics point into.
pub(crate) struct Pages<'run> {
    /// The API directory, which origins are relative to.
    pub(crate) directory: &'run Path,
    /// Path as in origins → content.
    pub(crate) texts: BTreeMap<&'run str, &'run [u8]>,
}

impl<'run> Pages<'run> {
    /// The texts of a source.
    pub(crate) fn of(directory: &'run Path, source: &'run Source) -> Self {
        let captures = source.captures.iter().map(|capture| (&*capture.file, &*capture.bytes));
        let by_hand =
            [("api.yaml", &source.api), ("names.yaml", &source.names), ("overrides.yaml", &source.overrides)];
        let by_hand = by_hand.into_iter().filter_map(|(file, text)| Some((file, text.as_ref()?.as_bytes())));
        Self { directory, texts: captures.chain(by_hand).collect() }
    }
}

impl<'run> Report<'run> {
    pub(crate) fn new(environment: &Environment, messages: &'run mut dyn Write) -> Self {
        let renderer = if environment.color { Renderer::styled() } else { Renderer::plain() };
        Self { messages, renderer, color: environment.color, directory: environment.directory.clone() }
    }

    /// A path as a person in the current directory would type it, safe to print.
    pub(crate) fn show(&self, path: &Path) -> String {
        let path = relative(path, &self.directory);
        visible(&path.to_string_lossy()).replace('\n', "\\n").replace('\t', "\\t")
    }

    /// A status line: `       Wrote specs/acme/spec/orders.yaml`.
    pub(crate) fn status(&mut self, verb: &str, what: &str) {
        let line = if self.color {
            format!("\u{1b}[1;32m{verb:>12}\u{1b}[0m {what}")
        } else {
            format!("{verb:>12} {what}")
        };
        self.line(&line);
    }

    /// Prints what clap says of a wrong command line, or the help that was asked for.
    pub(crate) fn usage(&mut self, error: &clap::Error, output: &mut dyn Write) -> Exit {
        if error.use_stderr() {
            let text = error.render();
            let text = if self.color { text.ansi().to_string() } else { text.to_string() };
            self.line(text.trim_end());
            return Exit::WrongUsage;
        }
        // Somebody who closes the pipe has read enough of the help.
        let _ = write!(output, "{}", error.render());
        Exit::Done
    }

    /// Prints why a run stops.
    pub(crate) fn problem(&mut self, problem: &Problem) -> Exit {
        let mut group = Group::with_title(Level::ERROR.primary_title(visible(&problem.message)));
        if let Some(path) = &problem.path {
            group = group.element(Place::path(self.show(path)));
        }
        self.render(&[group, Group::with_title(Level::HELP.secondary_title(visible(&problem.remedy)))]);
        problem.exit
    }

    /// Prints one diagnostic with the lines it points to.
    pub(crate) fn diagnostic(&mut self, diagnostic: &Diagnostic, pages: &Pages<'_>) {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.word());
        let mut groups = vec![self.at(Group::with_title(title), &diagnostic.origin, pages)];
        for note in &diagnostic.notes {
            let title = Level::NOTE.secondary_title(visible(&note.message));
            groups.push(self.at(Group::with_title(title), &note.origin, pages));
        }
        if let Some(hint) = &diagnostic.hint {
            groups.push(Group::with_title(Level::HELP.secondary_title(visible(hint))));
        }
        self.render(&groups);
    }

    /// Adds the line that `origin` points to, or only its place when there is nothing to show.
    fn at<'text>(&self, group: Group<'text>, origin: &Origin, pages: &Pages<'_>) -> Group<'text> {
        let path = self.show(&pages.directory.join(&*origin.file));
        let line = usize::try_from(origin.line).unwrap_or(usize::MAX);
        match pages.texts.get(&*origin.file).and_then(|bytes| excerpt(bytes, line)) {
            Some(text) => {
                let span = text.len() - text.trim_start().len()..text.len();
                group.element(
                    Snippet::source(text)
                        .line_start(line)
                        .path(path)
                        .annotation(AnnotationKind::Primary.span(span)),
                )
            }
            None => group.element(Place::path(path).line(line)),
        }
    }

    fn render(&mut self, groups: &[Group<'_>]) {
        let text = self.renderer.render(groups);
        self.line(&text);
        self.line("");
    }

    /// Prints a line. Where messages cannot be printed there is nobody to tell.
    fn line(&mut self, text: &str) {
        let _: io::Result<()> = writeln!(self.messages, "{text}");
    }
}

#[cfg(test)]
mod tests {
    use super::{Pages, Report};
    use crate::Environment;
    use generator::diagnostic::{Code, Diagnostic, Origin};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_diagnostic_names_place_line_and_remedy() {
        let environment =
            Environment { directory: PathBuf::from("/w"), workspace: PathBuf::from("/w"), color: false };
        let origin = |line| Origin::new("captures/en/list.txt", line);
        let diagnostic = Diagnostic::new(Code::UnknownType, origin(2), "`strng` is not a type we know")
            .note("the example shows a string", origin(3))
            .hint("correct the page");
        let pages = Pages {
            directory: Path::new("/w/specs/acme"),
            texts: [("captures/en/list.txt", "名字\n  strng\nx\u{1b}[31my\n".as_bytes())].into(),
        };
        let mut messages = Vec::new();
        Report::new(&environment, &mut messages).diagnostic(&diagnostic, &pages);
        let expected = "\
error[unknown-type]: `strng` is not a type we know
 --> specs/acme/captures/en/list.txt:2:3
  |
2 |   strng
  |   ^^^^^
  |
note: the example shows a string
 --> specs/acme/captures/en/list.txt:3:1
  |
3 | x\\u{1b}[31my
  | ^^^^^^^^^^^^
help: correct the page

";
        assert_eq!(String::from_utf8(messages).unwrap(), expected);
    }

    #[test]
    fn a_status_line_is_aligned_like_cargo_s() {
        let environment =
            Environment { directory: PathBuf::from("/w"), workspace: PathBuf::from("/w"), color: false };
        let mut messages = Vec::new();
        Report::new(&environment, &mut messages).status("Wrote", "names.yaml");
        assert_eq!(messages, b"       Wrote names.yaml\n");
    }
}
