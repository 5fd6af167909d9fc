//! Shell samples: a `curl` command, read as a shell would split it.

use super::labels::{self, Label};
use super::line;
use super::place;
use super::reader::Reader;
use crate::diagnostic::{Code, Origin};
use crate::scrape::facts::{Curl, CurlHeader, ExampleFacts};

impl Reader<'_> {
    /// The command that starts here.
    pub(super) fn curl(&mut self) -> Curl {
        let start = self.position;
        let limit = (start + 1..self.lines.len()).find(|index| self.ends_command(*index));
        let lines = self.lines.get(start..limit.unwrap_or(self.lines.len())).unwrap_or_default();
        let origin = self.origin();
        let command = Command::split(&line::with_plain_blanks(&line::join(lines)), origin.line);
        self.position =
            start + lines.iter().take_while(|line| line.number <= command.last_line).count().max(1);
        let is_cut = command.is_open && limit.is_none() && !self.has_footer;
        if is_cut {
            self.cut = Some((origin.clone(), "the page ends inside this command"));
        } else if command.is_open {
            self.report(
                Code::BrokenExample,
                origin.clone(),
                "a quote in this command is never closed".to_owned(),
                "capture the page again; if the page itself is wrong, ignore this",
            );
        }
        self.interpret(command, origin, is_cut)
    }

    /// No command goes on past another one or past these headings, whatever its quotes say.
    fn ends_command(&self, index: usize) -> bool {
        let heading = place::heading(self.lines, index);
        let ends = matches!(
            heading,
            Some(
                Label::Samples
                    | Label::Responses
                    | Label::Response { .. }
                    | Label::Parameters(_)
                    | Label::Body(_)
            )
        );
        ends || place::is_curl(line::words(self.lines, index))
    }

    fn interpret(&mut self, command: Command, origin: Origin, is_cut: bool) -> Curl {
        let mut curl = Curl { origin, verb: None, url: String::new(), headers: Vec::new(), body: None };
        let at = |line| Origin { line, ..curl.origin.clone() };
        let mut data: Option<Word> = None;
        let mut last_line = 0;
        let mut words = command.words.into_iter().skip(1);
        while let Some(word) = words.next() {
            let (flag, attached) = Flag::of(&word);
            // A value stands behind its flag, in the same word or in the next one.
            let mut value = || attached.clone().or_else(|| words.next());
            match flag {
                Flag::Verb => curl.verb = value().and_then(|value| labels::verb(&value.text)),
                Flag::Header => {
                    let header = value().map(|value| header(&value.text, at(value.line)));
                    curl.headers.extend(header);
                }
                Flag::Data => {
                    let value = value();
                    last_line = value.as_ref().map_or(last_line, Word::last_line);
                    data = match (data, value) {
                        (Some(data), Some(value)) => {
                            Some(Word { text: format!("{}&{}", data.text, value.text), ..data })
                        }
                        (data, value) => data.or(value),
                    };
                }
                Flag::Url => curl.url = value().map(|value| value.text).unwrap_or_default(),
                Flag::OtherWithValue => drop(value()),
                Flag::None if curl.url.is_empty() => curl.url = word.text,
                Flag::Other | Flag::None => {}
            }
        }
        curl.body = data.filter(|data| !data.text.trim().is_empty()).map(|data| {
            let origin = Origin { line: data.line, ..curl.origin.clone() };
            self.curl_body(data.text, origin, last_line, is_cut)
        });
        curl
    }

    /// A body that looks like JSON should be JSON; others, such as forms, stay text.
    fn curl_body(&mut self, text: String, origin: Origin, last_line: u32, is_cut: bool) -> ExampleFacts {
        let is_json = text.trim_start().starts_with(['{', '[', '"']);
        let json = if is_json { self.json(&text, &origin, is_cut) } else { None };
        ExampleFacts { name: None, origin, last_line, text, json }
    }
}

/// What a word of a command asks for.
enum Flag {
    Verb,
    Header,
    Data,
    Url,
    OtherWithValue,
    Other,
    /// No flag at all.
    None,
}

impl Flag {
    /// The flag and the value attached to it, as in `-XPOST` and `--request=POST`.
    fn of(word: &Word) -> (Self, Option<Word>) {
        let attach = |text: &str| Some(Word { text: text.to_owned(), line: word.line });
        if let Some((flag, value)) = word.text.split_once('=').filter(|_| word.text.starts_with("--")) {
            return (Self::named(flag), attach(value));
        }
        let short = word.text.char_indices().nth(2).and_then(|(end, _)| word.text.split_at_checked(end));
        match short {
            Some((flag, value)) if ["-X", "-H", "-d"].contains(&flag) => (Self::named(flag), attach(value)),
            _ => (Self::named(&word.text), None),
        }
    }

    fn named(flag: &str) -> Self {
        match flag {
            "-X" | "--request" => Self::Verb,
            "-H" | "--header" => Self::Header,
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-ascii" | "--data-urlencode" | "-F"
            | "--form" | "--form-string" => Self::Data,
            "--url" => Self::Url,
            "-b" | "--cookie" | "-u" | "--user" | "-A" | "--user-agent" | "-m" | "--max-time"
            | "--connect-timeout" | "-o" | "--output" | "-e" | "--referer" | "-x" | "--proxy" => {
                Self::OtherWithValue
            }
            _ if flag.starts_with('-') => Self::Other,
            _ => Self::None,
        }
    }
}

/// `name: value`, or `name;` for a header with an empty value.
fn header(text: &str, origin: Origin) -> CurlHeader {
    let (name, value) = match text.split_once(':') {
        Some((name, value)) => (name, value),
        None => (text.strip_suffix(';').unwrap_or(text), ""),
    };
    CurlHeader { name: name.trim().to_owned(), value: value.trim().to_owned(), origin }
}

/// A word of a command and the line it starts on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    line: u32,
}

impl Word {
    /// The line it ends on.
    fn last_line(&self) -> u32 {
        let below = u32::try_from(self.text.matches('\n').count()).unwrap_or(u32::MAX);
        self.line.saturating_add(below)
    }
}

/// A command split into words.
#[derive(Debug, PartialEq, Eq)]
struct Command {
    words: Vec<Word>,
    last_line: u32,
    /// Whether a quote or a continuation is open at the end.
    is_open: bool,
}

impl Command {
    /// Splits at unquoted blanks. The command goes on below a `\`, inside quotes, and where the next
    /// line starts with a flag. Line ends inside quotes stay, so that lines can be counted.
    fn split(text: &str, first_line: u32) -> Self {
        let mut command = Self { words: Vec::new(), last_line: first_line, is_open: false };
        let mut word: Option<Word> = None;
        let mut quote = None;
        let mut characters = text.chars();
        while let Some(mut character) = characters.next() {
            let mut is_literal = quote == Some('\'') && character != '\'';
            if character == '\\' && !is_literal {
                let rest = characters.as_str();
                let continued = rest.trim_start_matches([' ', '\t', '\u{a0}']).strip_prefix('\n');
                if let (Some(below), None) = (continued, quote) {
                    command.words.extend(word.take());
                    command.last_line = command.last_line.saturating_add(1);
                    command.is_open = below.trim_start().is_empty();
                    characters = below.chars();
                    continue;
                }
                command.is_open = rest.trim_start().is_empty();
                let escapes = quote.is_none() || rest.starts_with(['"', '\\', '$', '`', '\n']);
                character = if escapes { characters.next().unwrap_or('\\') } else { '\\' };
                is_literal = true;
            }
            let line = command.last_line;
            if character == '\n' {
                if quote.is_none() && !characters.as_str().trim_start().starts_with('-') {
                    break;
                }
                command.last_line = line.saturating_add(1);
            }
            match quote {
                None if !is_literal && character.is_whitespace() => {
                    command.words.extend(word.take());
                }
                None if !is_literal && matches!(character, '\'' | '"') => {
                    quote = Some(character);
                    word.get_or_insert(Word { text: String::new(), line });
                }
                Some(open) if !is_literal && open == character => quote = None,
                _ => word.get_or_insert(Word { text: String::new(), line }).text.push(character),
            }
        }
        command.words.extend(word);
        command.is_open |= quote.is_some();
        command
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::scrape::facts::Verb;
    use crate::scrape::json::JsonValue;

    fn read(text: &str) -> (Curl, usize, bool, Vec<Diagnostic>) {
        let lines = split(text);
        let mut reader = Reader::new(&"captures/a.txt".into(), &lines, false);
        let curl = reader.curl();
        let (position, is_cut) = (reader.position, reader.cut.is_some());
        (curl, position, is_cut, reader.into_diagnostics(&lines, &[]))
    }

    fn headers(curl: &Curl) -> Vec<(&str, &str, u32)> {
        let parts = |header: &CurlHeader| header.origin.line;
        curl.headers
            .iter()
            .map(|header| (header.name.as_str(), header.value.as_str(), parts(header)))
            .collect()
    }

    #[test]
    fn a_command_has_verb_url_headers_and_body() {
        let text = "\ncurl --location --request POST '/orders?x' \\\n--header 'key;' \\\n--header 'trace: a: b' \\\n--data-raw '{\n\n    \"a\": \"it'\\''s\"\n}'\n\n返回响应\n🟢200成功";
        let (curl, position, is_cut, diagnostics) = read(text);
        assert_eq!(diagnostics, []);
        assert!(!is_cut);
        assert_eq!(position, 6);
        assert_eq!((curl.verb, curl.url.as_str(), curl.origin.line), (Some(Verb::Post), "/orders?x", 2));
        assert_eq!(headers(&curl), [("key", "", 3), ("trace", "a: b", 4)]);
        let body = curl.body.expect("body");
        assert_eq!(body.text, "{\n\n    \"a\": \"it's\"\n}");
        assert_eq!((body.origin.line, body.last_line), (5, 8));
        let JsonValue::Object(members) = body.json.expect("JSON").value else { panic!("object") };
        assert_eq!((members[0].1.line, &members[0].1.value), (7, &JsonValue::String("it's".into())));
    }

    #[test]
    fn short_flags_and_double_quotes() {
        let (curl, ..) =
            read("curl -XPUT -H\"a: \\\"b\\\"\" -d \"{\\\"x\\\": 1}\" -u me:secret https://host/{{PATH}}");
        assert_eq!((curl.verb, curl.url.as_str()), (Some(Verb::Put), "https://host/{{PATH}}"));
        assert_eq!(headers(&curl), [("a", "\"b\"", 1)]);
        assert!(curl.body.is_some_and(|body| body.json.is_some()));
    }

    #[test]
    fn lost_continuations_do_no_harm() {
        let (curl, position, ..) = read("curl --request GET /a\n--header 'x;'\nnot a flag");
        assert_eq!(headers(&curl), [("x", "", 2)]);
        assert_eq!(position, 2);
    }

    #[test]
    fn an_empty_body_is_none() {
        assert!(read("curl /a --data-raw ''").0.body.is_none());
        let body = read("curl /a -d a=1 -d b=2").0.body.expect("body");
        assert_eq!((body.text.as_str(), body.last_line, body.json), ("a=1&b=2", 1, None));
    }

    #[test]
    fn an_open_quote_ends_with_the_samples() {
        let (_, position, is_cut, diagnostics) = read("curl '/a\nx\n返回响应\n🟢200成功");
        assert_eq!((position, is_cut, diagnostics.len()), (2, false, 1));
        assert!(read("curl '/a\nx").2);
        assert!(read("curl /a \\").2);
        assert!(read("curl /a \\\n").2);
    }

    #[test]
    fn broken_json_names_its_line() {
        let (curl, _, _, diagnostics) = read("curl /a --data-raw '{\n\"a\": 1,\n}'");
        assert!(curl.body.is_some_and(|body| body.json.is_none()));
        assert_eq!(diagnostics[0].origin.line, 2);
    }
}
