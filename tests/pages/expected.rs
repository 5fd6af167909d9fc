//! What a reader of the four captured pages finds there, typed by hand from the captures and not from our output.

/// One captured page. A pair of number and text is a line of the capture and what it says.
pub(crate) struct Page {
    pub(crate) file: &'static str,
    pub(crate) edition: &'static str,
    pub(crate) title: (u32, &'static str),
    pub(crate) badge: Option<(u32, &'static str)>,
    pub(crate) verb: (u32, &'static str),
    pub(crate) path: (u32, &'static str),
    /// Folders of the navigation, outermost first.
    pub(crate) folder: [&'static str; 2],
    pub(crate) modified: (u32, &'static str),
    pub(crate) previous: Option<(u32, &'static str)>,
    pub(crate) next: Option<(u32, &'static str)>,
    /// Media type of the request body, where there is one.
    pub(crate) request: Option<&'static str>,
    /// Status, label and media type of the only response.
    pub(crate) response: (u16, &'static str, &'static str),
    pub(crate) curl: Curl,
    pub(crate) rows: &'static [Row],
    /// First lines of the examples: of the request, of the call's body, of the response.
    pub(crate) examples: &'static [u32],
}

/// The shell sample.
pub(crate) struct Curl {
    pub(crate) line: u32,
    pub(crate) verb: &'static str,
    pub(crate) url: &'static str,
    pub(crate) headers: &'static [&'static str],
}

/// Which table a row stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Path,
    Header,
    Request,
    Response,
}

/// What a row says about being required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    Required,
    Optional,
    Unsaid,
}

/// One row of a table.
pub(crate) struct Row {
    pub(crate) table: Table,
    /// Line of its name.
    pub(crate) line: u32,
    /// Its name behind those of the objects it lies in.
    pub(crate) place: &'static str,
    /// The type's words, with single blanks.
    pub(crate) words: &'static str,
    pub(crate) nullable: bool,
    pub(crate) demand: Demand,
    pub(crate) title: Option<&'static str>,
    pub(crate) description: Option<&'static str>,
}

impl Row {
    pub(crate) fn name(&self) -> &'static str {
        self.place.rsplit('.').next().unwrap_or(self.place)
    }
}

/// A row without title and description.
pub(crate) const fn row(
    table: Table,
    line: u32,
    place: &'static str,
    words: &'static str,
    demand: Demand,
) -> Row {
    Row { table, line, place, words, nullable: false, demand, title: None, description: None }
}

impl Row {
    pub(crate) const fn title(mut self, title: &'static str) -> Self {
        self.title = Some(title);
        self
    }

    pub(crate) const fn description(mut self, description: &'static str) -> Self {
        self.description = Some(description);
        self
    }

    pub(crate) const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }
}

/// The five headers of the shell samples.
pub(crate) const HEADERS: &[&str] = &["access-key", "nonce-str", "timestamp", "user-id", "signature"];

/// The same with the media type of a body.
pub(crate) const HEADERS_AND_TYPE: &[&str] =
    &["access-key", "nonce-str", "timestamp", "user-id", "signature", "Content-Type"];

/// The four pages.
pub(crate) const PAGES: [&Page; 4] = [
    &crate::refund_info::PAGE,
    &crate::return_logistics_submission::PAGE,
    &crate::reverse_order_cancellation::PAGE,
    &crate::reverse_order_modification::PAGE,
];
