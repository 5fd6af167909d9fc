//! Types that a page prints in words no reader knows: errors, unless a correction says what is meant.

use std::collections::BTreeSet;

use super::overrides::{Said, Statement};
use super::place::{Node, all};
use super::{Spec, yaml};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::api::ApiDescription;

/// Longer words are no type that somebody wrote wrongly: a line was lost.
const LONGEST: usize = 60;

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

/// What people are told of the types that no correction explains.
pub(super) fn diagnostics(spec: &Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    if spec.unread.is_empty() {
        return Vec::new();
    }
    let places = all(spec, api).into_iter().filter(|(_, node)| !matches!(node, Node::Body(_)));
    let places: BTreeSet<_> = places.map(|(place, _)| place).collect();
    spec.unread.iter().map(|unread| unread.diagnostic(places.contains(&unread.place))).collect()
}

impl Unread {
    /// What a person is told; what stands within a row that takes any JSON has no place of its own.
    fn diagnostic(&self, has_place: bool) -> Diagnostic {
        let start = match self.closest {
            Some(word) => format!("the closest is `{word}`; "),
            None => "a type such as `string` should stand below the name; ".to_owned(),
        };
        let statement =
            |words: &str| Statement { type_words: Said::Is(words.to_owned()), ..Statement::default() };
        let remedy = if has_place && self.words.chars().count() <= LONGEST {
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
