//! A row of a rendered table: what its parts say.

use super::class::Role;
use super::outline::{Part, Row};
use crate::scrape::facts::Badge;
use crate::scrape::text::{Attribute, attribute, badge, status_badge};
use crate::scrape::type_expression::TypeExpression;

/// What a row says.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Name on the wire; the row of a body itself, or of the items of a list, has none.
    pub(super) name: Option<String>,
    /// First and last line.
    pub(super) lines: (u32, u32),
    pub(super) kind: Option<TypeExpression>,
    /// A type that we cannot read.
    pub(super) unread_kind: Option<String>,
    pub(super) presence: Option<Badge>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    pub(super) allowed: Vec<(String, u32)>,
    pub(super) bounds: Vec<String>,
    pub(super) is_deprecated: bool,
    pub(super) is_closed: Option<bool>,
    /// Words that are none of these.
    pub(super) unread: Vec<(String, u32)>,
}

/// Reads the parts of a row.
pub(super) fn read(row: &Row) -> Cells {
    let parts: Vec<Part> = row
        .parts
        .iter()
        .map(|part| Part { text: part.text.trim().to_owned(), ..part.clone() })
        .filter(|part| !part.text.is_empty())
        .collect();
    let first = parts.first().map_or(1, |part| part.number);
    let last = parts.iter().map(|part| part.number).max().unwrap_or(first);
    let mut cells = Cells { lines: (first, last), is_closed: row.is_closed, ..Cells::default() };
    let kind = cells.kind(&parts);
    let mut key: Option<String> = None;
    for (index, part) in parts.iter().enumerate() {
        if kind.contains(&index) {
            continue;
        }
        let text = part.text.clone();
        match part.role {
            Role::Name => cells.name = Some(cells.name.take().unwrap_or_default() + &text),
            Role::Required => cells.presence = Some(Badge::Required),
            Role::Optional => cells.presence = Some(Badge::Optional),
            Role::Title => cells.title = Some(text),
            Role::Description => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                cells.description =
                    Some(lines.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty());
            }
            Role::Key => key = Some(text),
            Role::Value => cells.value(key.as_deref(), text, part.number),
            Role::Type => cells.unread_kind = Some(text),
            Role::Other => cells.other(text, part.number, &mut key),
        }
    }
    cells
}

impl Cells {
    /// Finds the type: from the first part with a type's class, or else behind the name, as many parts as make the longest
    /// type. Tells which parts it is made of.
    fn kind(&mut self, parts: &[Part]) -> std::ops::Range<usize> {
        let marked = parts.iter().position(|part| part.role == Role::Type);
        let name = parts.iter().rposition(|part| part.role == Role::Name);
        let start = marked.unwrap_or(name.map_or(0, |name| name + 1));
        let mut words = String::new();
        let mut found = start..start;
        for (index, part) in parts.iter().enumerate().skip(start) {
            if !matches!(part.role, Role::Type | Role::Other) {
                break;
            }
            words = format!("{words} {}", part.text);
            // `array` `[` `string` `]`: blanks between the parts mean nothing.
            let glued: String =
                words.replace("[ ", "[").replace(" ]", "]").replace("< ", "<").replace(" >", ">");
            if let Some(kind) = TypeExpression::parse(&glued) {
                self.kind = Some(kind);
                found = start..index + 1;
            }
        }
        found
    }

    /// A chip: what its key says it is. Those without a key are bounds.
    fn value(&mut self, key: Option<&str>, text: String, line: u32) {
        let attribute = key.and_then(|key| {
            let key = key.trim_end_matches([':', '：']);
            attribute(&format!("{key}:")).map(|(attribute, _)| attribute)
        });
        match (attribute, key) {
            (Some(Attribute::Default), _) => self.default = Some(text),
            (Some(Attribute::Example), _) => self.example = self.example.take().or(Some(text)),
            (Some(Attribute::Allowed), _) => self.allowed.push((text, line)),
            (None, Some(key)) => self.bounds.push(format!("{key} {text}")),
            (None, None) => self.bounds.push(text),
        }
    }

    fn other(&mut self, text: String, line: u32, key: &mut Option<String>) {
        if let Some(presence) = badge(&text) {
            self.presence = Some(presence);
        } else if let Some((_, value)) = attribute(&text) {
            let (label, value) = (text.clone(), value.to_owned());
            if !value.is_empty() {
                self.value(label.split([':', '：']).next(), value, line);
            }
            *key = Some(label);
        } else if text.starts_with(['>', '<', '=']) {
            self.bounds.push(text);
        } else if status_badge(&text) {
            self.is_deprecated = true;
        } else if text.chars().any(char::is_alphanumeric) {
            self.unread.push((text, line));
        }
    }
}
