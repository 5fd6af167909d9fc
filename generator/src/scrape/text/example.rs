//! Examples: where their text ends, and what it is as JSON.

use std::collections::VecDeque;

use super::labels::{self, Label};
use super::line::{self, words};
use super::place;
use super::reader::Reader;
use crate::diagnostic::{Code, Origin, Stated, quote};
use crate::scrape::facts::ExampleFacts;
use crate::scrape::json::{self, Depth, Json};

const REMEDY: &str =
    "capture the page again; if the page itself is wrong, correct the example in the capture";

impl Reader<'_> {
    /// The examples of a body from here to the next heading of another kind.
    pub(super) fn examples(&mut self, media_type: &str) -> Vec<ExampleFacts> {
        let mut examples = Vec::new();
        let mut tabs = VecDeque::new();
        loop {
            if let Some(Label::Example(name)) = self.heading() {
                self.position += 1;
                if name.is_none() {
                    tabs.extend(self.example_tabs(media_type));
                }
                let tab = || tabs.pop_front().map(|tab: Stated<String>| tab.value);
                let name = name.or_else(tab).or_else(|| self.example_name()).or_else(|| self.headed_name());
                examples.extend(self.example(name, media_type));
            } else if self.words().starts_with(['{', '['])
                && let Some(tab) = tabs.pop_front()
            {
                examples.extend(self.example(Some(tab.value), media_type));
            } else if !examples.is_empty()
                && let Some(name) = self.example_name()
            {
                examples.extend(self.example(Some(name), media_type));
            } else {
                self.report_closed(tabs);
                return examples;
            }
        }
    }

    /// The names of several examples, one below the other, above the example of the tab that is open.
    fn example_tabs(&mut self, media_type: &str) -> Vec<Stated<String>> {
        const MOST: usize = 20;
        const LONGEST: usize = 60;
        let is_tab = |ahead: &usize| {
            let index = self.position + ahead;
            let text = words(self.lines, index);
            let heading = place::heading(self.lines, index);
            !text.is_empty()
                && text.chars().count() <= LONGEST
                && !place::opens_example(text)
                && matches!(heading, None | Some(Label::Example(Some(_))))
        };
        let count = (0..MOST).take_while(is_tab).count();
        let opens = words(self.lines, self.position + count).starts_with(['{', '[']);
        if count < 2 || !opens || !labels::should_be_json(media_type, "{") {
            return Vec::new();
        }
        (0..count).map(|_| self.take()).collect()
    }

    /// Says of each tab that was not open that its example is missing.
    fn report_closed(&mut self, tabs: VecDeque<Stated<String>>) {
        for tab in tabs {
            let message =
                format!("the example {} was not open when the page was captured", quote(&tab.value));
            let hint = "open its tab, copy what it shows, and put it below its name in the capture";
            self.report(Code::HiddenTab, tab.origin, message, hint);
        }
    }

    /// A name on a line of its own above an example.
    pub(super) fn example_name(&mut self) -> Option<String> {
        let opens = words(self.lines, self.position + 1).starts_with(['{', '[']);
        let is_name = opens && self.heading().is_none() && !place::opens_example(self.words());
        is_name.then(|| self.take().value)
    }

    /// A name below the heading of an example that would be such a heading itself: `示例` and then `成功示例`.
    fn headed_name(&mut self) -> Option<String> {
        let Some(Label::Example(Some(name))) = self.heading() else { return None };
        self.position += 1;
        Some(name)
    }

    pub(super) fn example(&mut self, name: Option<String>, media_type: &str) -> Option<ExampleFacts> {
        let start = self.position;
        let (end, is_open) = self.example_end();
        self.position = end;
        let lines = self.lines.get(start..end).unwrap_or_default();
        let is_cut = end >= self.lines.len() && !self.has_footer;
        if lines.is_empty() {
            let origin = self.origin_of(start.saturating_sub(1));
            if is_cut {
                self.cut = Some((origin, "the page ends where an example should follow"));
            } else {
                self.report(Code::BrokenExample, origin, "no example follows".to_owned(), REMEDY);
            }
            return None;
        }
        let origin = self.origin_of(start);
        let text = line::join(lines);
        let is_json = labels::should_be_json(media_type, &text);
        let text = if is_json { legible(text) } else { text };
        let json = if is_json { self.json(&text, &origin, is_cut && is_open) } else { None };
        let last_line = lines.last().map_or(origin.line, |line| line.number);
        Some(ExampleFacts { name, origin, last_line, text, json })
    }

    /// Where the example that starts here ends, and whether it goes on: what opens with a bracket ends
    /// with the bracket that closes it, anything else ends at a heading.
    fn example_end(&self) -> (usize, bool) {
        let is_bracketed = self.words().starts_with(['{', '[']);
        let mut depth = Depth::default();
        let mut is_closed = false;
        let mut end = self.position;
        while end < self.lines.len() && place::heading(self.lines, end).is_none() {
            let text = words(self.lines, end);
            // Brackets and commas behind the end are garbage of this example, not lines of the page.
            if is_closed && !text.starts_with(['}', ']', ',']) {
                break;
            }
            text.chars().chain(['\n']).for_each(|character| depth.see(character));
            is_closed = is_bracketed && depth.open == 0;
            end += 1;
        }
        (end, !is_closed)
    }

    /// The text as JSON. Where it is not, the page `is_cut` off inside it, or the example is broken.
    pub(super) fn json(&mut self, text: &str, origin: &Origin, is_cut: bool) -> Option<Json> {
        let at = |line| Origin { line, ..origin.clone() };
        match json::read(text, origin.line) {
            Ok((json, twice)) => {
                for problem in twice {
                    let message = format!("this example is doubtful: {}", problem.message);
                    self.broken(at(problem.line), problem.focus, message);
                }
                Some(json)
            }
            Err(_) if is_cut => {
                self.cut = Some((origin.clone(), "the page ends inside this example"));
                None
            }
            Err(problem) => {
                let message = format!("this example is not valid JSON: {}", problem.message);
                self.broken(at(problem.line), problem.focus, message);
                None
            }
        }
    }

    fn broken(&mut self, origin: Origin, focus: Option<String>, message: String) {
        match focus {
            Some(words) => self.report_on(words, Code::BrokenExample, origin, message, REMEDY),
            None => self.report(Code::BrokenExample, origin, message, REMEDY),
        }
    }
}

/// JSON as it is; with plain blanks where only those make it JSON.
fn legible(text: String) -> String {
    let plain = line::with_plain_blanks(&text);
    let is_needed = plain != text && json::read(&text, 1).is_err() && json::read(&plain, 1).is_ok();
    if is_needed { plain } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;
    use crate::diagnostic::Diagnostic;

    fn read(text: &str, has_footer: bool) -> (Vec<ExampleFacts>, Vec<Diagnostic>, bool) {
        let lines = split(text);
        let mut reader = Reader::new(&"captures/a.txt".into(), &lines, has_footer);
        let examples = reader.examples("");
        let is_cut = reader.cut.is_some();
        (examples, reader.into_diagnostics(&lines, &[]), is_cut)
    }

    fn names(examples: &[ExampleFacts]) -> Vec<Option<&str>> {
        examples.iter().map(|example| example.name.as_deref()).collect()
    }

    #[test]
    fn examples_may_have_names() {
        let text = "示例\n{}\n示例成功示例\n{\n}\n异常示例\n[\n]\nNo stock\n{\n}\nExample\nBusy\n{}";
        let (examples, diagnostics, _) = read(text, true);
        assert_eq!(diagnostics, []);
        let expected = [None, Some("成功示例"), Some("异常示例"), Some("No stock"), Some("Busy")];
        assert_eq!(names(&examples), expected);
        assert_eq!(examples[1].text, "{\n}");
        assert_eq!((examples[1].origin.line, examples[1].last_line), (4, 5));
    }

    #[test]
    fn a_broken_example_names_its_line() {
        let (examples, diagnostics, is_cut) = read("示例\n{\n\n\"a\": 1,\n}\n返回响应\n🟢200成功", false);
        assert!(examples[0].json.is_none() && !is_cut);
        assert_eq!(examples[0].text, "{\n\n\"a\": 1,\n}");
        assert_eq!(diagnostics[0].code, Code::BrokenExample);
        assert_eq!(diagnostics[0].origin.line, 4);
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn a_bracket_too_many_breaks_the_example() {
        let (examples, diagnostics, _) = read("示例\n{\n}\n}\n返回响应\n🟢200成功", false);
        assert_eq!(examples[0].text, "{\n}\n}");
        assert_eq!(diagnostics[0].origin.line, 4);
    }

    #[test]
    fn text_and_xml_are_kept() {
        let (examples, diagnostics, _) = read("示例\n<order>\n  <id/>\n</order>\n返回响应\n🟢200成功", false);
        assert_eq!(examples[0].text, "<order>\n  <id/>\n</order>");
        assert!(examples[0].json.is_none());
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn what_is_no_json_cannot_break() {
        let lines = split("示例\ndone: {\n示例\n{\n}\n返回响应\n🟢200成功");
        for (media_type, problems, read) in [("text/plain", 0, 0), ("a/b+xml", 0, 0), ("a/b+json", 1, 1)] {
            let mut reader = Reader::new(&"captures/a.txt".into(), &lines, true);
            let examples = reader.examples(media_type);
            assert_eq!(
                examples.iter().filter(|example| example.json.is_some()).count(),
                read,
                "{media_type}"
            );
            assert_eq!(reader.into_diagnostics(&lines, &[]).len(), problems, "{media_type}");
        }
    }

    #[test]
    fn a_page_may_end_inside_an_example() {
        for text in ["示例\n{\n\"a\": 1", "示例\n\"a", "示例"] {
            let (_, diagnostics, is_cut) = read(text, false);
            assert!(is_cut && diagnostics.is_empty(), "{text}");
            let (_, diagnostics, is_cut) = read(text, true);
            assert!(!is_cut && diagnostics.len() == 1, "{text}");
        }
    }
}
