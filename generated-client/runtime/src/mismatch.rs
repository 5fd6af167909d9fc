//! Where an answer differs from what the docs promise.

use crate::{Json, Source};
use std::fmt;

/// One place of an answer that is not as documented, and what was made of it.
///
/// It prints as one line that names kinds and no values; [`came`](Self::came) has the value.
#[derive(Clone, PartialEq, Eq)]
pub struct Mismatch {
    pub(crate) path: String,
    pub(crate) promised: String,
    pub(crate) came: Option<Json>,
    pub(crate) remedy: Remedy,
    pub(crate) source: Option<Source>,
}

/// What was made of a value that is not as documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// The same value in the documented type: `"12"` became `12`. Nothing is lost.
    Converted,
    /// Nothing of it could be kept, and the field is optional, or an item of a list or map: it is left out.
    LeftOut,
    /// Nothing of it could be kept or nothing came, and the field is required: it holds the empty value of its type (`""`, `0`, `false`,
    /// an empty list, an enumeration's `Other`).
    Defaulted,
}

impl Mismatch {
    /// Where it stands in the JSON body, such as `data.lines[2].id`; empty for the body itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the docs promise there, such as `an integer`.
    #[must_use]
    pub fn promised(&self) -> &str {
        &self.promised
    }

    /// What came instead; `None` when nothing came.
    #[must_use]
    pub fn came(&self) -> Option<&Json> {
        self.came.as_ref()
    }

    /// What was made of it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        self.remedy
    }

    /// The page and line that promise it.
    #[must_use]
    pub fn source(&self) -> Option<Source> {
        self.source
    }
}

/// Something in an answer that the docs do not know: a field, or a value of an enumeration.
#[derive(Clone, PartialEq, Eq)]
pub struct Undocumented {
    pub(crate) path: String,
    pub(crate) value: Json,
}

impl Undocumented {
    /// Where it stands in the JSON body, such as `data.lines[2].note`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands there.
    #[must_use]
    pub fn value(&self) -> &Json {
        &self.value
    }
}

impl fmt::Debug for Undocumented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undocumented").field("path", &self.path).finish_non_exhaustive()
    }
}

impl fmt::Debug for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Mismatch {
    /// The kinds that were promised and that came.
    pub(crate) fn difference(&self) -> String {
        let came = self.came.as_ref().map_or("nothing", |came| crate::json::describe(came.get()));
        let source = self.source.map(|source| format!(" ({source})")).unwrap_or_default();
        format!("promised {}, came {came}{source}", self.promised)
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "the body" } else { &self.path };
        write!(f, "`{place}`: {}", self.difference())?;
        f.write_str(match self.remedy {
            Remedy::Converted => "; converted",
            Remedy::LeftOut => "; left out",
            Remedy::Defaulted => "; its empty value stands in",
        })
    }
}
