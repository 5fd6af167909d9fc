//! Evidence: which page and lines a value comes from, and by what kind of witness.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::diagnostic::Origin;

/// What kind of statement a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// Title, badge, verb, path, date or pager of the page.
    Heading,
    /// The navigation.
    Navigation,
    /// A row of a parameter or body table.
    Table,
    /// A schema that a page states as such.
    Schema,
    /// Words of a description.
    Prose,
    /// An example.
    Example,
    /// A shell sample.
    Curl,
    /// A fact written by hand in `api.yaml`.
    Api,
    /// A correction written by hand in `overrides.yaml`.
    Override,
}

impl EvidenceKind {
    const ALL: [Self; 9] = [
        Self::Heading,
        Self::Navigation,
        Self::Table,
        Self::Schema,
        Self::Prose,
        Self::Example,
        Self::Curl,
        Self::Api,
        Self::Override,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Navigation => "navigation",
            Self::Table => "table",
            Self::Schema => "schema",
            Self::Prose => "prose",
            Self::Example => "example",
            Self::Curl => "curl",
            Self::Api => "api",
            Self::Override => "override",
        }
    }
}

/// One witness: `table captures/en/list.txt:12-15`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// File, relative to the API directory.
    pub file: Arc<str>,
    /// First line, counted from 1.
    pub first: u32,
    /// Last line; equal to `first` for a single line.
    pub last: u32,
    /// Kind of witness.
    pub kind: EvidenceKind,
}

impl Evidence {
    /// Evidence on a single line.
    #[must_use]
    pub fn line(kind: EvidenceKind, origin: &Origin) -> Self {
        Self::lines(kind, origin, origin.line)
    }

    /// Evidence from `origin` to line `last`.
    #[must_use]
    pub fn lines(kind: EvidenceKind, origin: &Origin, last: u32) -> Self {
        Self { file: Arc::clone(&origin.file), first: origin.line, last: last.max(origin.line), kind }
    }

    /// The place where it starts.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin { file: Arc::clone(&self.file), line: self.first }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}:{}", self.kind.word(), self.file, self.first)?;
        if self.last == self.first { Ok(()) } else { write!(formatter, "-{}", self.last) }
    }
}

impl FromStr for Evidence {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not evidence; expected `table captures/page.txt:12-15`");
        let (word, place) = text.split_once(' ').ok_or_else(wrong)?;
        let kind = EvidenceKind::ALL.into_iter().find(|kind| kind.word() == word);
        let (file, lines) = place.rsplit_once(':').ok_or_else(wrong)?;
        let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
        Ok(Self {
            file: file.into(),
            first: first.parse().map_err(|_| wrong())?,
            last: last.parse().map_err(|_| wrong())?,
            kind: kind.ok_or_else(wrong)?,
        })
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Evidence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Evidence".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds = EvidenceKind::ALL.map(EvidenceKind::word).join("|");
        json_schema!({
            "description": "Where a value comes from: kind of witness, file, lines.",
            "type": "string",
            "pattern": format!("^({kinds}) .+:[0-9]+(-[0-9]+)?$"),
        })
    }
}
