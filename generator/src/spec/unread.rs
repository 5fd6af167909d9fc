//! Types that a page prints in words no reader knows: errors, unless a correction says what is meant.

use super::overrides::{Said, Statement};
use super::place::{Node, all};
use super::{Spec, yaml};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::api::ApiDescription;

/// A type that could not be read. Its place takes any JSON until a correction says better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The place it is the type of.
    pub place: String,
    /// What the page prints.
    pub words: String,
    /// Where.
    pub origin: Origin,
    /// The type word that looks most like it, where one does.
    pub closest: Option<&'static str>,
}

impl Unread {
    /// What a person is told when no correction says what is meant.
    pub(super) fn diagnostic(&self, spec: &Spec, api: &ApiDescription) -> Diagnostic {
        let start = match self.closest {
            Some(word) => format!("the closest is `{word}`; "),
            None => "a type such as `string` should stand below the name; ".to_owned(),
        };
        let statement =
            |words: &str| Statement { type_words: Said::Is(words.to_owned()), ..Statement::default() };
        // What stands within a row that takes any JSON has no place of its own.
        let stands =
            |(place, node): &(String, Node<'_>)| *place == self.place && !matches!(node, Node::Body(_));
        let remedy = if all(spec, api).iter().any(stands) {
            let now = statement(self.closest.unwrap_or("string"));
            let paste = yaml::write_correction(&self.place, &statement(&self.words), &now);
            format!("if the page is wrong, add to `overrides.yaml`:\n{}", paste.trim_end())
        } else {
            "if the page is wrong, correct that line of the capture".to_owned()
        };
        let message = format!("{} is not a type we know", quote(&self.words));
        Diagnostic::new(Code::UnknownType, self.origin.clone(), message)
            .focus(self.words.as_str())
            .hint(start + &remedy)
    }
}
