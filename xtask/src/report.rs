//! What people see: status lines in cargo's manner, and diagnostics in rustc's.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Location, Renderer, Snippet};
use generator::diagnostic::{Code, Diagnostic, Note, Origin, Severity};
use generator::spec::Spec;
use generator::spec::guessed::Guessed;

use crate::excerpt::{LONGEST, Text, columns, excerpt, visible};
use crate::problem::Problem;
use crate::record::{Finding, FurtherPlace, Phase, Place, Record, Summary};
use crate::save::Files;
use crate::source::Source;
use crate::summary::{self, Next, extent};
use crate::workspace::relative;
use crate::{Environment, Exit};

/// What the renderer puts before a line of a page, and the marks of a line that is cut.
const FRAME: usize = 9;

/// On narrower terminals lines of pages break.
const NARROW: usize = 60;

/// Prints to the error stream, and for other programs to the output stream.
pub(crate) struct Report<'run> {
    messages: &'run mut dyn Write,
    /// Where diagnostics go as JSON instead.
    records: Option<&'run mut dyn Write>,
    summary: Summary,
    renderer: Renderer,
    color: bool,
    /// Lines of pages are cut to so many columns.
    longest: usize,
    directory: PathBuf,
}

/// The texts that diagnostics point into.
pub(crate) struct Pages<'run> {
    /// The API directory, which origins are relative to.
    pub(crate) directory: &'run Path,
    /// Path as in origins → content.
    pub(crate) texts: BTreeMap<&'run str, Text<'run>>,
}

impl<'run> Pages<'run> {
    /// The texts of a source.
    pub(crate) fn of(directory: &'run Path, source: &'run Source) -> Self {
        let captures = source.captures.iter().map(|capture| (&*capture.file, Text::new(&capture.bytes)));
        let by_hand = [
            ("api.yaml", &source.api),
            ("names.yaml", &source.names),
            ("overrides.yaml", &source.overrides),
            ("captures.yaml", &source.ledger),
        ];
        let by_hand =
            by_hand.into_iter().filter_map(|(file, text)| Some((file, Text::new(text.as_ref()?.as_bytes()))));
        Self { directory, texts: captures.chain(by_hand).collect() }
    }
}

impl<'run> Pages<'run> {
    /// The text of one file that is no capture.
    pub(crate) fn one(directory: &'run Path, file: &'run str, bytes: &'run [u8]) -> Self {
        Self { directory, texts: [(file, Text::new(bytes))].into() }
    }
}

impl<'run> Report<'run> {
    pub(crate) fn new(environment: &Environment, messages: &'run mut dyn Write) -> Self {
        let renderer = if environment.color { Renderer::styled() } else { Renderer::plain() };
        let directory = environment.directory.clone();
        let (records, summary) = (None, Summary::default());
        let longest =
            environment.columns.map_or(LONGEST, |columns| columns.saturating_sub(FRAME).max(NARROW));
        Self { messages, records, summary, renderer, color: environment.color, longest, directory }
    }

    /// From here on what is found goes to `output`, as JSON.
    pub(crate) fn record_to(&mut self, output: &'run mut dyn Write) {
        self.records = Some(output);
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

    /// A line of its own, for people alone.
    pub(crate) fn plain(&mut self, text: &str) {
        if self.records.is_none() {
            self.line(text);
        }
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

    /// Says what to do next.
    pub(crate) fn next(&mut self, next: Next) {
        self.status("Next", &next.sentence);
        self.summary.next = Some(next.command);
    }

    /// Notes how much was read, and how much of that left out.
    pub(crate) fn read(&mut self, captures: usize, left_out: usize) {
        (self.summary.captures, self.summary.left_out) = (captures, left_out);
    }

    /// Notes how many contradictions are no finding, since they are known.
    pub(crate) fn known(&mut self, contradictions: usize) {
        self.summary.known_contradictions = contradictions;
    }

    /// Notes what was made.
    pub(crate) fn made(&mut self, spec: &Spec, files: Files) {
        let (endpoints, groups) = extent(spec);
        let Files { fresh, written, removed, stale } = files;
        let guessed = Guessed::of(spec);
        if let Some(guessed) = summary::guessed(guessed) {
            self.status("Guessed", &guessed);
        }
        let guessed = guessed.into();
        self.summary =
            Summary { endpoints, groups, guessed, fresh, written, removed, stale, ..self.summary.clone() };
    }

    /// Tells how long each phase took, and everything.
    pub(crate) fn timings(&mut self, phases: &[(&'static str, Duration)], all: Duration) {
        for (phase, time) in phases.iter().chain([&("in all", all)]) {
            let milliseconds = time.as_secs_f64() * 1000.0;
            self.status("Time", &format!("{milliseconds:>9.1} ms {}", phase.to_lowercase()));
            self.summary.timings.push(Phase { phase, milliseconds });
        }
    }

    /// Sums up for other programs.
    pub(crate) fn finish(&mut self, exit: Exit) {
        self.summary.exit_code = exit.code();
        self.record(&Record::Summary(self.summary.clone()));
    }

    /// Prints why a run stops.
    pub(crate) fn problem(&mut self, problem: &Problem) -> Exit {
        self.summary.errors += 1;
        if self.records.is_some() {
            let file = problem.path.as_ref().map(|path| self.file(path));
            self.record(&Record::Diagnostic(Finding {
                code: None,
                severity: Severity::Error.word(),
                id: None,
                message: problem.message.clone(),
                place: Place::new(file, None, None),
                notes: Vec::new(),
                hint: Some(problem.remedy.clone()),
            }));
            return problem.exit;
        }
        let mut group = Group::with_title(Level::ERROR.primary_title(visible(&problem.message)));
        if let Some(path) = &problem.path {
            group = group.element(Location::path(self.show(path)));
        }
        self.render(&[group, Group::with_title(Level::HELP.secondary_title(visible(&problem.remedy)))], &[]);
        problem.exit
    }

    /// Prints one diagnostic with the lines it points to.
    pub(crate) fn diagnostic(&mut self, diagnostic: &Diagnostic, pages: &Pages<'_>) {
        let (level, number) = match diagnostic.severity {
            Severity::Error => (Level::ERROR, &mut self.summary.errors),
            Severity::Warning => (Level::WARNING, &mut self.summary.warnings),
        };
        *number += 1;
        if self.records.is_some() {
            self.record(&Record::Diagnostic(self.finding(diagnostic, pages)));
            return;
        }
        // Of what is no text there is nothing to show.
        let nothing = Pages { texts: BTreeMap::new(), ..*pages };
        let pages = if diagnostic.code == Code::BinaryCapture { &nothing } else { pages };
        let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.word());
        let mut places = Vec::new();
        let mut at = |title, origin, focus: &Option<Box<str>>| {
            self.at(Group::with_title(title), origin, focus.as_deref(), pages, &mut places)
        };
        let mut groups = vec![at(title, &diagnostic.origin, &diagnostic.focus)];
        for note in &diagnostic.notes {
            let title = Level::NOTE.secondary_title(visible(&note.message));
            groups.push(at(title, &note.origin, &note.focus));
        }
        let (hint, pasted) = diagnostic.hint.as_deref().map(parted).unzip();
        if let Some(hint) = hint {
            groups.push(Group::with_title(Level::HELP.secondary_title(visible(hint))));
        }
        self.render(&groups, &places);
        // Outside of the frame it starts where a line of its file does, so that it can be copied.
        if let Some(pasted) = pasted.filter(|pasted| !pasted.is_empty()) {
            self.line(visible(pasted).trim_end());
            self.line("");
        }
    }

    /// Prints the errors that end a run.
    pub(crate) fn refuse(&mut self, errors: &[Diagnostic], directory: &Path, source: &Source) -> Exit {
        self.diagnostics(errors, &Pages::of(directory, source));
        Exit::BadInput
    }

    /// Prints what was found, and how to learn more about it.
    pub(crate) fn diagnostics(&mut self, found: &[Diagnostic], pages: &Pages<'_>) {
        for diagnostic in found {
            self.diagnostic(diagnostic, pages);
        }
        if let Some(more) = summary::explain(found) {
            self.plain(&more);
        }
    }

    /// Adds the line that `origin` points to, or only its place when there is nothing to show. Where the place is not
    /// the one that the renderer will print, both are added to `places`.
    fn at<'text>(
        &self,
        group: Group<'text>,
        origin: &Origin,
        focus: Option<&str>,
        pages: &Pages<'_>,
        places: &mut Vec<[String; 2]>,
    ) -> Group<'text> {
        let path = self.show(&pages.directory.join(&*origin.file));
        let line = usize::try_from(origin.line).unwrap_or(usize::MAX);
        let text = pages.texts.get(&*origin.file);
        let found =
            text.and_then(|bytes| excerpt(bytes, line, focus, self.longest).zip(columns(bytes, line, focus)));
        let Some((excerpt, columns)) = found else {
            return group.element(Location::path(path).line(line));
        };
        // The renderer counts in what is shown, which may be cut or escaped.
        let shown = 1 + excerpt.text.get(..excerpt.span.start).unwrap_or_default().chars().count();
        if shown != columns.start {
            places.push([shown, columns.start].map(|column| format!("{path}:{line}:{column}")));
        }
        let underlined = AnnotationKind::Primary.span(excerpt.span);
        group.element(Snippet::source(excerpt.text).line_start(line).path(path).annotation(underlined))
    }

    fn finding(&self, diagnostic: &Diagnostic, pages: &Pages<'_>) -> Finding {
        let place = |origin: &Origin, focus: Option<&str>| {
            let line = usize::try_from(origin.line).unwrap_or(usize::MAX);
            let columns = pages.texts.get(&*origin.file).and_then(|bytes| columns(bytes, line, focus));
            Place::new(Some(self.file(&pages.directory.join(&*origin.file))), Some(origin.line), columns)
        };
        let note = |note: &Note| FurtherPlace {
            message: note.message.clone(),
            place: place(&note.origin, note.focus.as_deref()),
        };
        Finding {
            code: Some(diagnostic.code.word()),
            severity: diagnostic.severity.word(),
            id: diagnostic.id.as_deref().map(str::to_owned),
            message: diagnostic.message.clone(),
            place: place(&diagnostic.origin, diagnostic.focus.as_deref()),
            notes: diagnostic.notes.iter().map(note).collect(),
            hint: diagnostic.hint.clone(),
        }
    }

    /// A path as a person in the current directory would type it.
    fn file(&self, path: &Path) -> String {
        relative(path, &self.directory).to_string_lossy().into_owned()
    }

    /// Prints a line for other programs. A reader who closes the pipe has read enough.
    fn record(&mut self, record: &Record) {
        if let (Some(output), Ok(line)) = (&mut self.records, record.line()) {
            let _ = writeln!(output, "{line}").and_then(|()| output.flush());
        }
    }

    fn render(&mut self, groups: &[Group<'_>], places: &[[String; 2]]) {
        let mut text = self.renderer.render(groups);
        for [shown, place] in places {
            text = text.replacen(&format!("{shown}\n"), &format!("{place}\n"), 1);
        }
        self.line(&text);
        self.line("");
    }

    /// Prints a line. Where messages cannot be printed there is nobody to tell.
    fn line(&mut self, text: &str) {
        let _: io::Result<()> = writeln!(self.messages, "{text}");
    }
}

/// A hint in words, and the text below them that is there to be pasted.
fn parted(hint: &str) -> (&str, &str) {
    let end = hint.find(":\n").map_or(hint.len(), |colon| colon + 1);
    let (words, pasted) = hint.split_at(end);
    (words, pasted.trim_start_matches('\n'))
}

#[cfg(test)]
mod tests;
