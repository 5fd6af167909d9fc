//! The end of an article: rows become schemas, and what the capture does not show is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::sections::{Place, Reader, push_new};
use super::{shape, table};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::scrape::facts::{FieldFacts, Page, ResponseFacts};

impl Reader {
    /// Turns the rows into schemas, and tells of what is not shown.
    pub(super) fn finish(mut self) -> (Page, Vec<Diagnostic>) {
        let file = Arc::clone(&self.file);
        let mut definitions = BTreeMap::new();
        for (place, table, root) in std::mem::take(&mut self.tables) {
            if table.rows.is_empty() && root.is_none() {
                continue;
            }
            let table = table.once();
            let diagnostics = &mut self.diagnostics;
            let mut reader = table::Reader { file: &file, definitions: &mut definitions, diagnostics };
            match place {
                Place::Group(_) | Place::ResponseHeaders(_) => {
                    let fields = reader.fields(&table);
                    self.put_fields(place, fields);
                }
                _ => {
                    let schema = reader.schema(&table, root.as_ref());
                    let line = schema.as_ref().map_or(1, |schema| schema.origin.line);
                    self.place = place;
                    let origin = self.at(line);
                    if let Some(body) = self.body(&origin) {
                        body.schema = schema;
                    }
                }
            }
        }
        once(&mut self.page.responses);
        self.page.definitions =
            definitions.into_iter().map(|(name, stated)| (name, Arc::new(stated))).collect();
        let mut told = BTreeSet::new();
        for (tab, index) in std::mem::take(&mut self.tabs) {
            let is_empty = self.page.responses.get(index).is_some_and(|response| response.body.is_none());
            if !tab.is_open && is_empty && told.insert(index) {
                let message = format!("the response {} was closed when the page was saved", quote(&tab.text));
                self.collapsed(tab.number, message);
            }
        }
        if let Some((words, line)) = self.unread.first() {
            let more = match self.unread.len() {
                1 => String::new(),
                2 => ", and neither is one further text".to_owned(),
                count => format!(", and neither are {} further texts", count - 1),
            };
            let message = format!("{} is nothing we can place{more}", quote(words));
            let hint = "if it says something about the endpoint, add that to `overrides.yaml`";
            self.diagnostics.push(Diagnostic::new(Code::UnreadLine, self.at(*line), message).hint(hint));
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.origin.line);
        (self.page, self.diagnostics)
    }

    fn put_fields(&mut self, place: Place, fields: Vec<FieldFacts>) {
        match place {
            Place::Group(index) => {
                if let Some(group) = self.page.parameters.get_mut(index) {
                    group.fields = fields;
                }
            }
            Place::ResponseHeaders(index) => {
                if let Some(response) = self.page.responses.get_mut(index) {
                    response.headers = fields;
                }
            }
            _ => {}
        }
    }
}

/// Leaves out the second half of responses that say what those of the first half say, one by one: a page has one layout
/// for wide and one for narrow windows.
fn once(responses: &mut Vec<ResponseFacts>) {
    let half = responses.len() / 2;
    let is_same = |(one, other): (&ResponseFacts, &ResponseFacts)| {
        let is_called = (one.status, &one.label) == (other.status, &other.label);
        let schemas =
            [one, other].map(|response| response.body.as_ref().and_then(|body| body.schema.as_ref()));
        is_called
            && match schemas {
                [Some(one), Some(other)] => shape::is_same(&one.shape, &other.shape),
                [one, other] => one.is_none() && other.is_none(),
            }
    };
    let (first, second) = responses.split_at(half);
    if half == 0 || !responses.len().is_multiple_of(2) || !first.iter().zip(second).all(is_same) {
        return;
    }
    let again = responses.split_off(half);
    for (response, again) in responses.iter_mut().zip(again) {
        match (&mut response.body, again.body) {
            (Some(body), Some(again)) => {
                again.examples.into_iter().for_each(|example| push_new(&mut body.examples, example));
            }
            (none @ None, again) => *none = again,
            (Some(_), None) => {}
        }
    }
}
