//! Facts: what a page says, in its own words, each with its line. Nothing is interpreted here.

mod schema;
mod site;
mod status;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::schema::{DiscriminatorFacts, FieldFacts, SchemaFacts, SchemaShape, ValueFacts};
pub use self::site::{
    SecurityFacts, SecurityKind, SecuritySchemeFacts, ServerFacts, ServerVariableFacts, Site,
};
pub(in crate::scrape) use self::status::is_news;
pub use self::status::status_word;

use super::Capture;
use super::json::Json;
use super::type_expression::TypeExpression;
use crate::diagnostic::{Origin, Stated};

/// What all captures say.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// What they say about endpoints: one for each endpoint that a witness in a capture documents.
    pub pages: Vec<Page>,
    /// What those without an endpoint say about the API.
    pub sites: Vec<Site>,
    /// Where captures were taken on the web, by their file; people who put one there themselves leave no address.
    pub addresses: BTreeMap<String, String>,
}

/// In which form a page says it, best witness first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// An `OpenAPI` document on its own.
    OpenApi,
    /// A Markdown page around an `OpenAPI` document of one operation.
    Markdown,
    /// The model of the page that its HTML embeds.
    Payload,
    /// The article that its HTML shows.
    Article,
    /// Plain text.
    Text,
}

impl PageKind {
    /// What it is, in a few words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::OpenApi => "an OpenAPI document",
            Self::Markdown => "a Markdown page",
            Self::Payload => "the data embedded in an HTML page",
            Self::Article => "the article of an HTML page",
            Self::Text => "a page of text",
        }
    }
}

/// What one captured page says about one endpoint.
#[derive(Clone, Debug)]
pub struct Page {
    /// In which form it says it.
    pub kind: PageKind,
    /// Path of the capture, relative to the API directory.
    pub file: Arc<str>,
    /// Directory below `captures/`, such as `v2-en`; empty when the capture lies directly in it.
    pub edition: String,
    /// Heading of the page; usually a machine translation.
    pub title: Stated<String>,
    /// Status word beside the verb, such as `开发中`.
    pub badge: Option<Stated<String>>,
    /// HTTP method.
    pub verb: Stated<Verb>,
    /// Path as documented, such as `/orders/{id}`.
    pub path: Stated<String>,
    /// Folder names the page prints above its title, outermost first; empty when it prints none.
    pub breadcrumb: Vec<Stated<String>>,
    /// The navigation the capture shows, in order.
    pub navigation: Vec<NavigationItem>,
    /// Free text between the path and the first section.
    pub description: Vec<Stated<String>>,
    /// Path, query, header and cookie parameters.
    pub parameters: Vec<ParameterGroup>,
    /// Request bodies, one for each media type.
    pub bodies: Vec<BodyFacts>,
    /// Shell samples.
    pub curls: Vec<Curl>,
    /// Documented responses, in order.
    pub responses: Vec<ResponseFacts>,
    /// Date of change as printed, such as `2025-04-25 05:59:59`.
    pub modified: Option<Stated<String>>,
    /// Title of the previous page in the pager.
    pub previous: Option<Stated<String>>,
    /// Title of the next page in the pager.
    pub next: Option<Stated<String>>,
    /// The name that the page gives the operation.
    pub operation_id: Option<Stated<String>>,
    /// The named schemas that its schemas refer to, by the name as printed.
    pub definitions: BTreeMap<String, Arc<SchemaFacts>>,
    /// The servers it lists.
    pub servers: Vec<ServerFacts>,
    /// The ways to prove who calls, and which this call needs.
    pub security: SecurityFacts,
}

impl Page {
    /// The head of a page below which nothing is read yet.
    #[must_use]
    pub fn start(
        kind: PageKind,
        capture: &Capture,
        title: Stated<String>,
        verb: Stated<Verb>,
        path: Stated<String>,
    ) -> Self {
        Self {
            kind,
            file: Arc::clone(&capture.file),
            edition: capture.edition().to_owned(),
            title,
            badge: None,
            verb,
            path,
            breadcrumb: Vec::new(),
            navigation: Vec::new(),
            description: Vec::new(),
            parameters: Vec::new(),
            bodies: Vec::new(),
            curls: Vec::new(),
            responses: Vec::new(),
            modified: None,
            previous: None,
            next: None,
            operation_id: None,
            definitions: BTreeMap::new(),
            servers: Vec::new(),
            security: SecurityFacts::default(),
        }
    }

    /// A place in this page.
    #[must_use]
    pub fn at(&self, line: u32) -> Origin {
        Origin { file: Arc::clone(&self.file), line }
    }
}

/// HTTP methods a page can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `PATCH`
    Patch,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 8] =
        [Self::Get, Self::Post, Self::Put, Self::Delete, Self::Patch, Self::Head, Self::Options, Self::Trace];

    /// The verb as on the wire, in upper case.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }

    /// The verb whose upper-case word is exactly `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.word() == word)
    }
}

/// One line of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationItem {
    /// Text of the entry.
    pub title: String,
    /// Verb shown beside it; only endpoints have one, and only where their folder is open.
    pub verb: Option<Verb>,
    /// Depth below the navigation's root, from 0; `None` where the layout does not show it.
    pub depth: Option<u32>,
    /// Line in the capture.
    pub line: u32,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path, at a `{placeholder}`.
    Path,
    /// In the query string.
    Query,
    /// As an HTTP header.
    Header,
    /// As a cookie.
    Cookie,
}

/// The rows below one heading such as `Header 参数`.
#[derive(Clone, Debug)]
pub struct ParameterGroup {
    /// Which parameters.
    pub location: Location,
    /// The heading's place; a heading may have no rows at all.
    pub origin: Origin,
    /// The rows, flat, in order.
    pub rows: Vec<Row>,
    /// The parameters, where the page states them with their schemas.
    pub fields: Vec<FieldFacts>,
}

impl ParameterGroup {
    /// The names of the parameters that the page describes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().map(|field| field.name.value.as_str());
        self.rows.iter().map(|row| row.name.value.as_str()).chain(fields)
    }

    /// Whether it describes any.
    #[must_use]
    pub const fn is_described(&self) -> bool {
        !self.rows.is_empty() || !self.fields.is_empty()
    }
}

/// A body: its rows as printed (flat, nesting not marked) and its examples.
#[derive(Clone, Debug)]
pub struct BodyFacts {
    /// Media type as printed, such as `application/json`; empty when none is printed.
    pub media_type: String,
    /// The heading's place.
    pub origin: Origin,
    /// Type of the body itself, where one is printed above its rows.
    pub root: Option<Stated<TypeExpression>>,
    /// The rows, flat, in order.
    pub rows: Vec<Row>,
    /// What it looks like, where the page states that as a tree; there are no rows then.
    pub schema: Option<SchemaFacts>,
    /// Whether a call must have it, where the page says so.
    pub required: Option<bool>,
    /// The examples, in order.
    pub examples: Vec<ExampleFacts>,
}

impl BodyFacts {
    /// A body of which nothing is read but its media type, empty when none is printed.
    #[must_use]
    pub fn empty(media_type: impl Into<String>, origin: Origin) -> Self {
        Self {
            media_type: media_type.into(),
            origin,
            root: None,
            rows: Vec::new(),
            schema: None,
            required: None,
            examples: Vec::new(),
        }
    }
}

/// What a row says about being required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// `必需` or `required`
    Required,
    /// `可选` or `optional`
    Optional,
}

/// One row of a parameter or body table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Name on the wire.
    pub name: Stated<String>,
    /// The type as printed, with its reading.
    pub type_expression: Stated<TypeExpression>,
    /// Schema title, printed before the badge.
    pub title: Option<Stated<String>>,
    /// Required or optional; `None` when the row has no badge, which means unknown.
    pub badge: Option<Stated<Badge>>,
    /// Description, one entry for each line.
    pub description: Vec<Stated<String>>,
    /// Bounds such as `<= 180`, as printed.
    pub bounds: Vec<Stated<String>>,
    /// Allowed values as printed, one entry for each line; values may be glued together.
    pub allowed: Vec<Stated<String>>,
    /// Default value as printed.
    pub default: Option<Stated<String>>,
    /// Example value as printed.
    pub example: Option<Stated<String>>,
    /// Last line that belongs to the row.
    pub last_line: u32,
}

/// An example as printed and, where it is JSON, as read.
#[derive(Clone, Debug)]
pub struct ExampleFacts {
    /// Name of the example, where it has one.
    pub name: Option<String>,
    /// First line of the example's text.
    pub origin: Origin,
    /// Last line of the example's text.
    pub last_line: u32,
    /// The text as printed.
    pub text: String,
    /// The text read as JSON; `None` when it is not valid JSON.
    pub json: Option<Json>,
}

/// A shell sample.
#[derive(Clone, Debug)]
pub struct Curl {
    /// First line.
    pub origin: Origin,
    /// Verb of `--request`.
    pub verb: Option<Verb>,
    /// URL as printed: relative, absolute or with `{{VARIABLES}}`.
    pub url: String,
    /// Headers in order: name, value (empty for `'name;'`), place.
    pub headers: Vec<CurlHeader>,
    /// Body of `--data…`; `None` when there is none or it is empty.
    pub body: Option<ExampleFacts>,
}

/// One `--header` of a shell sample.
#[derive(Clone, Debug)]
pub struct CurlHeader {
    /// Header name.
    pub name: String,
    /// Header value, empty for `--header 'name;'`.
    pub value: String,
    /// Where.
    pub origin: Origin,
}

/// One documented response.
#[derive(Clone, Debug)]
pub struct ResponseFacts {
    /// Where its heading stands.
    pub origin: Origin,
    /// HTTP status; `None` where the heading has none, as for `default`.
    pub status: Option<u16>,
    /// Words behind the status, such as `成功`.
    pub label: String,
    /// Text between the heading and the body.
    pub description: Vec<Stated<String>>,
    /// HTTP headers it comes with.
    pub headers: Vec<FieldFacts>,
    /// Body, where one is documented; a response with bodies of several media types stands here once for each.
    pub body: Option<BodyFacts>,
}
