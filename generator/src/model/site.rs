//! Where in the spec a schema stands, and what a type for it may be called.

use super::docs::{Docs, code};
use super::rust_name::RustName;
use super::schemas::SchemaId;
use crate::spec::place;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    /// The client sends it.
    pub(super) request: bool,
    /// The client receives it.
    pub(super) response: bool,
}

impl Sides {
    /// What the client sends.
    pub(super) const REQUEST: Self = Self { request: true, response: false };
    /// What the client receives.
    pub(super) const RESPONSE: Self = Self { request: false, response: true };
}

/// Where a schema stands.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// Its place as `names.yaml` and contradictions write it: `Order.lines[]`.
    pub(super) place: String,
    /// Which of several shapes there it is, for its place in `names.yaml`.
    pub(super) shape: Option<String>,
    /// Names a type for it may have, best first.
    pub(super) candidates: Vec<String>,
    /// What comes before the name of a member's type that needs more words, if not the name of the type here.
    pub(super) prefix: Option<String>,
    /// What its type is for.
    pub(super) docs: Docs,
    /// The module its type goes to.
    pub(super) module: Vec<RustName>,
    /// The named schema around it.
    pub(super) within: Option<SchemaId>,
    /// The named schema it is.
    pub(super) is: Option<SchemaId>,
    /// Whether a list or a map stands between it and the named schema around it.
    pub(super) indirect: bool,
    /// Which way it travels.
    pub(super) sides: Sides,
    /// Whether it is the whole body of a response.
    pub(super) response_body: bool,
}

impl Site {
    /// The key of its type in `names.yaml`.
    pub(super) fn key(&self) -> String {
        self.shape.as_ref().map_or_else(|| self.place.clone(), |shape| format!("{} as {shape}", self.place))
    }

    /// The member `wire` of the object here, whose type is called `parent`.
    pub(super) fn member(&self, wire: &str, parent: &str, docs: Docs) -> Self {
        let word = super::identifier::camel(wire);
        let parent = self.prefix.as_deref().unwrap_or(parent);
        let candidates = vec![word.clone(), overlapped(parent, &word), format!("{parent}{word}")];
        Self { prefix: None, ..self.inner(place::member(&self.place, wire), candidates, docs, self.indirect) }
    }

    /// The same place, of which the docs say this; what a body is stays said.
    pub(super) fn said(&self, words: &str) -> Self {
        let docs = if self.prefix.is_some() { self.docs.clone() } else { Docs::new() };
        Self { docs: docs.quote(Some(words)), ..self.clone() }
    }

    /// What the docs say of the type here, or else what it is.
    pub(super) fn whole(&self) -> Docs {
        let place = code(&self.place);
        let what = if self.is.is_some() { format!("The schema {place}.") } else { format!("{place}.") };
        self.docs.clone().or(|| Docs::new().say(what))
    }

    /// The items of the list here.
    pub(super) fn items(&self) -> Self {
        let candidates = self.candidates.iter().map(|list| singular(list)).collect();
        self.inner(place::items(&self.place), candidates, self.docs.clone(), true)
    }

    /// The values of the map here.
    pub(super) fn entries(&self) -> Self {
        let candidates = self.candidates.iter().map(|map| format!("{map}Entry")).collect();
        self.inner(place::entries(&self.place), candidates, self.docs.clone(), true)
    }

    /// One of the shapes here; its members have the same places as if it were the only one.
    pub(super) fn variant(&self, kind: &str) -> Self {
        let candidates = self.candidates.iter().map(|union| format!("{union}{kind}")).collect();
        let shape = Some(kind.to_lowercase());
        Self { shape, ..self.inner(self.place.clone(), candidates, self.docs.clone(), self.indirect) }
    }

    fn inner(&self, place: String, candidates: Vec<String>, docs: Docs, indirect: bool) -> Self {
        Self {
            place,
            shape: None,
            candidates,
            docs,
            indirect,
            is: None,
            response_body: false,
            ..self.clone()
        }
    }
}

/// Both names as one, with what the first ends and the second starts with said once:
/// `SubmitLogistics` and `LogisticsCompany` → `SubmitLogisticsCompany`.
fn overlapped(parent: &str, word: &str) -> String {
    let starts = parent.match_indices(|letter: char| letter.is_ascii_uppercase()).map(|(start, _)| start);
    let shared = starts.map(|start| parent.split_at(start)).find(|(_, end)| {
        word.strip_prefix(end).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_lowercase()))
    });
    shared.map_or_else(|| format!("{parent}{word}"), |(start, _)| format!("{start}{word}"))
}

/// What one item of a list is called: `OrderLineList` → `OrderLine`, `Orders` → `Order`, `Data` → `DataItem`.
fn singular(list: &str) -> String {
    let ends_like_a_singular = ["ss", "us", "is"].iter().any(|end| list.ends_with(end));
    let stem = if let Some(stem) = list.strip_suffix("List") {
        stem.to_owned()
    } else if let Some(stem) = list.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) = list.strip_suffix('s').filter(|_| !ends_like_a_singular) {
        stem.to_owned()
    } else {
        String::new()
    };
    if stem.is_empty() { format!("{list}Item") } else { stem }
}

#[cfg(test)]
mod tests {
    use super::{overlapped, singular};

    #[test]
    fn what_two_names_share_is_said_once() {
        assert_eq!(overlapped("SubmitLogistics", "LogisticsCompany"), "SubmitLogisticsCompany");
        assert_eq!(overlapped("Order", "Orders"), "OrderOrders");
        assert_eq!(overlapped("Refund", "Line"), "RefundLine");
    }

    #[test]
    fn items_are_called_after_their_list() {
        for (list, item) in [
            ("LogisticsCompanyList", "LogisticsCompany"),
            ("Orders", "Order"),
            ("Companies", "Company"),
            ("Address", "AddressItem"),
            ("Data", "DataItem"),
            ("List", "ListItem"),
        ] {
            assert_eq!(singular(list), item);
        }
    }
}
