//! What we tell people about their pages: a code, a sentence, a place and a remedy.
//!
//! Stages collect diagnostics; only the command-line front end prints them.

use std::fmt;
use std::sync::Arc;

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Path relative to the API directory, with `/` between parts, such as `captures/en/list.txt`.
    pub file: Arc<str>,
    /// Line, counted from 1.
    pub line: u32,
}

impl Origin {
    /// A place in `file`, at `line` counted from 1.
    pub fn new(file: impl Into<Arc<str>>, line: u32) -> Self {
        Self { file: file.into(), line }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

/// A value together with the place that states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value, in the page's own words.
    pub value: T,
    /// Where the page states it.
    pub origin: Origin,
}

impl<T> Stated<T> {
    /// `value` as stated at `origin`.
    pub const fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}

/// `text` from a page, in backticks and safe to print: control and bidirectional characters are
/// escaped, and what is long is cut.
#[must_use]
pub fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("`{}{more}`", escape(&cut))
}

/// `text` with control and bidirectional characters escaped, safe to print.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unprintable(character) {
            escaped.extend(character.escape_unicode());
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Whether a character commands a terminal, reorders a line or cannot be seen. Spaces of any width may be
/// printed as they are.
#[must_use]
pub fn is_unprintable(character: char) -> bool {
    let is_space = character.is_whitespace() && !matches!(character, '\u{2028}' | '\u{2029}');
    character.is_control() || (is_invisible(character) && !is_space)
}

/// Whether a reader of the text would not see the character, or would see others in the wrong order:
/// control, bidirectional, zero-width, tag and non-characters, and every space but the two that people type.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    let code = u32::from(character);
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || (character.is_whitespace() && !matches!(character, ' ' | '\u{3000}' | '\n' | '\t'))
        || matches!(
            code,
            0xad | 0x34f
                | 0x61c
                | 0x115f..=0x1160
                | 0x17b4..=0x17b5
                | 0x180b..=0x180f
                | 0x200b..=0x200f
                | 0x202a..=0x202e
                | 0x2060..=0x206f
                | 0x3164
                | 0xfeff
                | 0xffa0
                | 0xfff0..=0xfffc
                | 0xe0000..=0xe0fff
        )
        || code & 0xfffe == 0xfffe
}

/// What stands on the line of `text` that holds byte `start`, from there to `end` or to the end of the line; nothing where
/// the line holds the same words twice, so that they would be looked for in the wrong place.
#[must_use]
pub fn words_at(text: &str, start: usize, end: usize) -> Option<&str> {
    let above = text.get(..start)?.rfind('\n').map_or(0, |offset| offset + 1);
    let line = text.get(above..)?.lines().next()?;
    let rest = line.get(start - above..)?.trim_end();
    let words = text.get(start..end).filter(|words| !words.trim().is_empty() && rest.starts_with(words));
    let is_unique = |words: &&str| !words.is_empty() && line.matches(words).count() == 1;
    words.filter(is_unique).or_else(|| Some(rest).filter(is_unique))
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The run cannot write anything.
    Error,
    /// The run goes on; a person should look.
    Warning,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A further place that belongs to a diagnostic, such as the other reading of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// One sentence.
    pub message: String,
    /// Where.
    pub origin: Origin,
    /// The words on that line that it is about; the whole line when they are not given or not there.
    pub focus: Option<Box<str>>,
}

/// One thing a person should know about their input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing this is.
    pub code: Code,
    /// The stable id of what it tells of, where that has one: a contradiction's.
    pub id: Option<Box<str>>,
    /// How bad it is; follows from the code.
    pub severity: Severity,
    /// One sentence that says what is wrong.
    pub message: String,
    /// Where.
    pub origin: Origin,
    /// The words on that line that it is about; the whole line when they are not given or not there.
    pub focus: Option<Box<str>>,
    /// Other places that belong to it.
    pub notes: Vec<Note>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with the severity of its code, no notes and no hint.
    pub fn new(code: Code, origin: Origin, message: impl Into<String>) -> Self {
        Self {
            code,
            id: None,
            severity: code.severity(),
            message: message.into(),
            origin,
            focus: None,
            notes: Vec::new(),
            hint: None,
        }
    }

    /// Says which thing with a stable id it tells of.
    #[must_use]
    pub fn id(mut self, id: impl Into<Box<str>>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn note(mut self, message: impl Into<String>, origin: Origin) -> Self {
        self.notes.push(Note { message: message.into(), origin, focus: None });
        self
    }

    /// Adds another place that belongs to it, and the words there that it is about.
    #[must_use]
    pub fn note_on(mut self, words: impl Into<Box<str>>, message: impl Into<String>, origin: Origin) -> Self {
        self.notes.push(Note { message: message.into(), origin, focus: Some(words.into()) });
        self
    }

    /// Says which words of the line it is about.
    #[must_use]
    pub fn focus(mut self, words: impl Into<Box<str>>) -> Self {
        self.focus = Some(words.into());
        self
    }

    /// Whether the run must not write anything.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal $severity:ident,)+) => {
        /// Every kind of diagnostic, named in words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code as printed, in kebab case.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// How bad a diagnostic of this code is.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// What the code means, why it matters and what to do, in Markdown.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explanations/", $word, ".md")),)+
                }
            }

            /// The code that is printed as `word`.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.word() == word)
            }
        }
    };
}

codes! {
    /// The capture holds nothing.
    EmptyCapture = "empty-capture" Error,
    /// The capture is not text.
    BinaryCapture = "binary-capture" Error,
    /// The capture is not UTF-8.
    NotUtf8 = "not-utf8" Error,
    /// The capture is of a kind no reader knows.
    UnsupportedCapture = "unsupported-capture" Error,
    /// No title, verb and path were found.
    NoEndpoint = "no-endpoint" Error,
    /// Below the page a second one starts.
    SecondEndpoint = "second-endpoint" Error,
    /// The page stops in the middle.
    TruncatedPage = "truncated-page" Error,
    /// A row's type is no word of the documentation's type language.
    UnknownType = "unknown-type" Error,
    /// Two captures of one edition describe the same verb and path.
    DuplicateEndpoint = "duplicate-endpoint" Error,
    /// A hand-written YAML file does not read.
    InvalidYaml = "invalid-yaml" Error,
    /// A hand-written name is not usable or is given twice.
    InvalidName = "invalid-name" Error,
    /// An example is not valid JSON.
    BrokenExample = "broken-example" Warning,
    /// A line that no rule of the layout accounts for.
    UnreadLine = "unread-line" Warning,
    /// Values or labels are glued together and nothing proves where to cut.
    GluedText = "glued-text" Warning,
    /// Which row is a child of which cannot be told.
    NestingUnknown = "nesting-unknown" Warning,
    /// The page does not end with a date of change.
    NoDate = "no-date" Warning,
    /// The page does not go on to its footer, where the previous and the next page stand.
    NoFooter = "no-footer" Warning,
    /// Two readings of one thing disagree.
    Contradiction = "contradiction" Warning,
    /// A response holds a field beside the envelope that `api.yaml` does not list.
    UnlistedEnvelopeField = "unlisted-envelope-field" Warning,
    /// An entry that `api.yaml` says nobody will capture is captured, or the navigation does not list it.
    StaleIgnore = "stale-ignore" Error,
    /// A correction does not make sense.
    InvalidCorrection = "invalid-correction" Error,
    /// The place of a correction is nowhere in the docs.
    UnmatchedCorrection = "unmatched-correction" Error,
    /// The docs no longer say what a correction says that they say.
    OutdatedCorrection = "outdated-correction" Error,
    /// The docs have caught up with a correction.
    NeedlessCorrection = "needless-correction" Error,
    /// Two corrections are about one place.
    ConflictingCorrections = "conflicting-corrections" Error,
    /// A correction says otherwise than an example.
    OverruledExample = "overruled-example" Warning,
    /// An endpoint that `api.yaml` calls idempotent is nowhere in the docs.
    UnmatchedIdempotent = "unmatched-idempotent" Error,
    /// Two entries of `api.yaml` call one endpoint idempotent.
    RepeatedIdempotent = "repeated-idempotent" Error,
    /// A capture's `OpenAPI` document cannot be read.
    InvalidDocument = "invalid-document" Error,
    /// A part of an `OpenAPI` document is not as the standard wants it.
    DoubtfulDocument = "doubtful-document" Warning,
    /// A `$ref` leads nowhere.
    BrokenReference = "broken-reference" Warning,
    /// A part of an `OpenAPI` document says what a spec has no place for.
    UnreadKeyword = "unread-keyword" Warning,
    /// The data that an HTML page embeds cannot be read, or not all of it.
    UnreadPayload = "unread-payload" Warning,
    /// Rows or tabs were closed when the page was saved, so that the capture does not hold what is in them.
    CollapsedRows = "collapsed-rows" Warning,
    /// The capture is in another charset than UTF-8, which nothing but its bytes tells.
    LegacyCharset = "legacy-charset" Warning,
    /// A tab was not open when the page was captured, so that what it shows is not there.
    HiddenTab = "hidden-tab" Warning,
    /// A stated schema leads back to itself, or nests too deep, so that it cannot be written out.
    EndlessSchema = "endless-schema" Warning,
    /// Two ways to prove who calls travel in one place, and a call can carry one of them.
    ContestedPlace = "contested-place" Warning,
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::{quote, words_at};

    #[test]
    fn words_are_told_by_their_place() {
        let text = "{\n\"a\": 01, \"b\": 1\n}";
        let at = |start, end| words_at(text, start, end);
        assert_eq!(at(7, 9), Some("01"));
        // `"` stands there four times, so that the rest of the line has to do.
        assert_eq!(at(11, 12), Some("\"b\": 1"));
        assert_eq!(at(7, 40), Some("01, \"b\": 1"));
        assert_eq!((at(17, 18), at(18, 18), at(99, 99)), (None, Some("}"), None));
    }

    #[test]
    fn quoted_text_commands_no_terminal() {
        assert_eq!(quote("a\u{1b}[31m"), "`a\\u{1b}[31m`");
        assert_eq!(quote("退款\u{202e}x"), "`退款\\u{202e}x`");
        assert_eq!(quote("a\u{e0041}b\u{180e}c"), "`a\\u{e0041}b\\u{180e}c`");
        assert_eq!(quote("全\u{3000}角\u{a0}x"), "`全\u{3000}角\u{a0}x`");
    }

    #[test]
    fn quoted_text_is_short() {
        assert_eq!(quote(&"x".repeat(61)), format!("`{}…`", "x".repeat(60)));
        assert_eq!(quote(&"x".repeat(60)), format!("`{}`", "x".repeat(60)));
    }
}
