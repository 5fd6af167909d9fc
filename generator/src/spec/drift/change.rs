//! `Change`: one thing that is not what it was, what that means on the wire and in Rust, and who says so.

use serde::Serialize;

use crate::spec::evidence::Evidence;

/// What a change means for those who use the API or its client, least first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing.
    #[default]
    None,
    /// The words are others, what they describe is the same.
    Wording,
    /// There is more than there was; what worked goes on working.
    Additive,
    /// What worked may fail.
    Breaking,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Wording => "wording",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

macro_rules! properties {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// What about a place has changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Property {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Property {
            /// The words for it. Ids are made with them, so they stay.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

properties! {
    /// It is there at all.
    Existence = "existence",
    /// What kind of JSON value it is.
    Type = "type",
    /// Which named schema it is.
    SchemaName = "schema",
    /// How sure its type is.
    Certainty = "certainty",
    /// Whether `null` is a value.
    Nullable = "null",
    /// Whether it must be there.
    Presence = "presence",
    /// Whether its values are listed at all.
    EnumList = "enum",
    /// A listed value.
    EnumValue = "enum value",
    /// What the docs call a listed value.
    EnumWords = "words for a value",
    /// Its format.
    Format = "format",
    /// Its bounds.
    Bounds = "bounds",
    /// Its allowed values, as printed.
    Allowed = "allowed values",
    /// Its default.
    Default = "default",
    /// Whether the docs advise against it.
    Deprecated = "deprecated",
    /// How far the endpoint is.
    Status = "status",
    /// Where a parameter travels.
    Location = "location",
    /// Whether authentication fills a parameter.
    Authentication = "authentication",
    /// The media type of a body.
    MediaType = "media type",
    /// Whether the envelope stands around a body.
    Envelope = "envelope",
    /// Whether a call may be sent twice.
    Idempotence = "idempotence",
    /// The member that tells the alternatives of a union apart.
    Discriminator = "discriminator",
    /// The URL before every path.
    BaseUrl = "base URL",
    /// A server that the API lives on.
    Server = "server",
    /// A variable in the URL of a server.
    ServerVariable = "server variable",
    /// How a way to prove who calls works.
    SecurityScheme = "security scheme",
    /// Which ways to prove who calls a call needs.
    Security = "security",
    /// How a list or an object is written as a parameter.
    Style = "style",
    /// Its title.
    Title = "title",
    /// Its description.
    Description = "description",
    /// The words of another edition for it, which the client does not show.
    Translation = "translation",
    /// An example.
    Example = "example",
    /// The editions that show it.
    Editions = "editions",
    /// A page that documents it.
    Page = "page",
    /// When a page was changed.
    Modified = "date of change",
    /// An entry of the navigation.
    Navigation = "navigation",
    /// Its name in Rust.
    RustName = "Rust name",
    /// An item of the client.
    RustItem = "Rust item",
}

impl Property {
    /// Whether a change of it changes words only, in Rust the doc comments.
    #[must_use]
    pub const fn is_wording(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Description
                | Self::Example
                | Self::EnumWords
                | Self::Default
                | Self::Bounds
                | Self::Allowed
                | Self::Editions
                | Self::Page
                | Self::Modified
        )
    }
}

/// One side of a change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Said {
    /// What it is, or was. Of texts, only the sentences that the other side does not have.
    pub words: String,
    /// The pages and lines that say so.
    pub evidence: Vec<Evidence>,
}

impl Said {
    /// `words`, as `evidence` says.
    pub(crate) fn new(words: impl Into<String>, evidence: &[Evidence]) -> Self {
        let mut evidence = evidence.to_vec();
        evidence.dedup();
        Self { words: words.into(), evidence }
    }
}

/// An item of the client that a change touches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RustItem {
    /// Its path below the client's `api` module: `orders::Order::id`, `orders::find()`.
    pub path: String,
    /// What it was; missing when it is new.
    pub before: Option<String>,
    /// What it is; missing when it is gone.
    pub after: Option<String>,
}

/// One thing that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Short id; depends on what has changed alone, not on how.
    pub id: String,
    /// The place, in the words of [`crate::spec::place`].
    pub place: String,
    /// What about it.
    pub property: Property,
    /// The endpoints it affects, directly or through a named schema.
    pub endpoints: Vec<String>,
    /// What it means on the wire.
    pub wire: Level,
    /// What it means in Rust.
    pub rust: Level,
    /// What was; missing when it is new.
    pub before: Option<Said>,
    /// What is; missing when it is gone.
    pub after: Option<Said>,
    /// The items of the client it touches.
    pub items: Vec<RustItem>,
    /// Which of several at the same place: the listed value.
    #[serde(skip)]
    pub(crate) detail: String,
}

impl Change {
    /// A change that nothing on the wire shows.
    pub(crate) fn in_rust(
        place: String,
        property: Property,
        before: Option<Said>,
        after: Option<Said>,
        rust: Level,
        items: Vec<RustItem>,
    ) -> Self {
        Self {
            id: String::new(),
            place,
            property,
            endpoints: Vec::new(),
            wire: Level::None,
            rust,
            before,
            after,
            items,
            detail: String::new(),
        }
    }

    /// The worst that it means anywhere.
    #[must_use]
    pub fn level(&self) -> Level {
        self.wire.max(self.rust)
    }

    /// What has changed, as a few words: `type: integer → string`, `added: optional string`. Words of pages stand there
    /// as `show` shows them.
    #[must_use]
    pub fn summary(&self, show: impl Fn(&str) -> String) -> String {
        let property = self.property.words();
        let about = if self.property == Property::Existence { String::new() } else { format!("{property} ") };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                format!("{property}: {} → {}", show(&before.words), show(&after.words))
            }
            (None, Some(after)) => format!("{about}added: {}", show(&after.words)),
            (Some(before), None) => format!("{about}removed: {}", show(&before.words)),
            (None, None) => property.to_owned(),
        }
    }
}
