//! Rows: name, type, title, badge, description, bounds, allowed values, default and example.

use super::labels::{self, Attribute};
use super::line::{Line, words};
use super::place::{self, Witness};
use super::reader::Reader;
use crate::diagnostic::Stated;
use crate::scrape::facts::{Badge, Row};
use crate::scrape::type_expression::TypeExpression;

impl Reader<'_> {
    /// The rows from here to the next heading.
    pub(super) fn rows(&mut self) -> Vec<Row> {
        let witness = Witness::ahead(self.lines, self.position);
        let mut rows: Vec<Row> = Vec::new();
        // Where a row starts although its type is unknown.
        let mut missed = None;
        while !self.is_at_end() && place::heading_after_rows(self.lines, self.position).is_none() {
            missed = missed.or_else(|| self.missed_first_row(&witness));
            if missed == Some(self.position) || self.starts_row(&witness) {
                missed = None;
                let mut row = self.row(&witness, &mut missed);
                self.give_back_description(&mut row, rows.last_mut(), &witness);
                rows.push(row);
            } else {
                self.skip_unread();
            }
        }
        rows
    }

    fn starts_row(&self, witness: &Witness) -> bool {
        place::starts_row(self.lines, self.position, witness)
    }

    /// A row here whose unknown type only its badge gives away.
    pub(super) fn missed_first_row(&self, witness: &Witness) -> Option<usize> {
        let has_badge =
            (2..=3).find(|ahead| place::badge(self.lines, self.position + ahead, witness).is_some())?;
        let free = self.lines.get(self.position..self.position + has_badge)?;
        (witness.missed_row(free) == Some(0)).then_some(self.position)
    }

    fn row(&mut self, witness: &Witness, missed: &mut Option<usize>) -> Row {
        let name = self.take();
        let type_expression = self.row_type();
        let mut draft = Draft::new(name, type_expression);
        // The first line which may be text that belongs to no label.
        let mut free = self.position;
        while !self.is_at_end()
            && place::heading_after_rows(self.lines, self.position).is_none()
            && (!self.starts_row(witness) || self.is_allowed_type(&draft, witness))
        {
            if let Some(badge) = place::badge(self.lines, self.position, witness) {
                let above = self.lines.get(free..self.position).unwrap_or_default();
                if let Some(start) = witness.missed_row(above) {
                    draft.forget_from(above.get(start));
                    self.position = free + start;
                    *missed = Some(self.position);
                    break;
                }
                let words = self.take();
                draft.badge(badge, words);
            } else if let Some((attribute, value)) = labels::attribute(self.words()) {
                let value = Stated::new(value.to_owned(), self.origin());
                self.position += 1;
                draft.open = Some(attribute);
                if !value.value.is_empty() {
                    draft.text(value);
                } else if self.has_value(witness) {
                    let value = self.take();
                    draft.text(value);
                }
            } else if let Some(bounds) = bounds(self.words()) {
                let line = self.take();
                draft.open = None;
                draft.bounds.extend(bounds.into_iter().map(|text| Stated::new(text, line.origin.clone())));
            } else {
                let text = self.take();
                draft.text(text);
                continue;
            }
            free = self.position;
        }
        let last_line = self.position.checked_sub(1).map_or(0, |index| self.origin_of(index).line);
        draft.finish(last_line)
    }

    /// The type here. What is no type we know is kept as it is: a correction may say what is meant.
    fn row_type(&mut self) -> Stated<TypeExpression> {
        let Stated { value, origin } = self.take();
        let read = TypeExpression::parse(&value).unwrap_or_else(|| {
            let (word, likeness) = place::closest(&value);
            TypeExpression::unread(&value, (likeness > 0.6).then_some(word))
        });
        Stated::new(read, origin)
    }

    /// Whether the line below an attribute's label is its value, and not the next row already.
    fn has_value(&self, witness: &Witness) -> bool {
        let next_is_row = self.starts_row(witness) && !place::is_type(words(self.lines, self.position + 2));
        !self.is_at_end()
            && place::heading_after_rows(self.lines, self.position).is_none()
            && labels::attribute(self.words()).is_none()
            && !next_is_row
    }

    /// Whether the type word here, which looks like the name of a row, is one of the allowed values:
    /// they start with type words, no example has it as a key and no badge shows a row.
    fn is_allowed_type(&self, draft: &Draft, witness: &Witness) -> bool {
        draft.open == Some(Attribute::Allowed)
            && place::is_type(self.words())
            && draft.allows_only_types
            && !witness.has(self.words())
            && labels::badge(words(self.lines, self.position + 2)).is_none()
    }
}

/// A row while it is read.
struct Draft {
    name: Stated<String>,
    type_expression: Stated<TypeExpression>,
    badge: Option<Stated<Badge>>,
    /// Text above the badge: the title.
    above: Vec<Stated<String>>,
    below: Vec<Stated<String>>,
    bounds: Vec<Stated<String>>,
    allowed: Vec<Stated<String>>,
    /// Whether all allowed values so far are type words.
    allows_only_types: bool,
    default: Vec<Stated<String>>,
    example: Vec<Stated<String>>,
    /// The attribute whose value goes on.
    open: Option<Attribute>,
}

impl Draft {
    const fn new(name: Stated<String>, type_expression: Stated<TypeExpression>) -> Self {
        Self {
            name,
            type_expression,
            badge: None,
            above: Vec::new(),
            below: Vec::new(),
            bounds: Vec::new(),
            allowed: Vec::new(),
            allows_only_types: true,
            default: Vec::new(),
            example: Vec::new(),
            open: None,
        }
    }

    /// Adds a badge; a further one is no badge but text.
    fn badge(&mut self, badge: Badge, words: Stated<String>) {
        self.open = None;
        if self.badge.is_none() {
            self.badge = Some(Stated::new(badge, words.origin));
        } else {
            self.text(words);
        }
    }

    /// Adds a line to what is open: the value of an attribute, the description or the title.
    fn text(&mut self, text: Stated<String>) {
        match self.open {
            Some(Attribute::Default) => self.default.push(text),
            Some(Attribute::Example) => self.example.push(text),
            Some(Attribute::Allowed) => {
                self.allows_only_types &= place::is_type(&text.value);
                self.allowed.push(text);
            }
            None if self.badge.is_some() => self.below.push(text),
            None => self.above.push(text),
        }
    }

    /// Gives back what was read from `line` on, because another row starts there.
    fn forget_from(&mut self, line: Option<&Line>) {
        let end = line.map_or(u32::MAX, |line| line.number);
        for texts in
            [&mut self.above, &mut self.below, &mut self.allowed, &mut self.default, &mut self.example]
        {
            texts.retain(|text| text.origin.line < end);
        }
    }

    /// The first line above the badge is the title, and so it is where the layout lost the badge.
    fn finish(self, last_line: u32) -> Row {
        let mut above = self.above.into_iter();
        let title = above.next();
        Row {
            name: self.name,
            type_expression: self.type_expression,
            title,
            badge: self.badge,
            description: above.chain(self.below).collect(),
            bounds: self.bounds,
            allowed: self.allowed,
            default: joined(self.default),
            example: joined(self.example),
            last_line,
        }
    }
}

fn joined(lines: Vec<Stated<String>>) -> Option<Stated<String>> {
    lines.into_iter().reduce(|mut value, line| {
        value.value.push('\n');
        value.value.push_str(&line.value);
        value
    })
}

/// The bounds on a line, two of which may be glued: `>= 0.8<= 2`. `None` when the line says more.
fn bounds(words: &str) -> Option<Vec<String>> {
    const OPERATORS: [&str; 6] = [">=", "<=", "≥", "≤", ">", "<"];
    let mut bounds = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let operator = OPERATORS.iter().find(|operator| rest.starts_with(**operator))?;
        let behind = rest.strip_prefix(operator)?;
        let length = behind.find(['<', '>', '≤', '≥']).unwrap_or(behind.len());
        let (bound, next) = behind.split_at_checked(length)?;
        is_bound(bound.trim()).then_some(())?;
        bounds.push(format!("{operator}{}", bound.trim_end()));
        rest = next;
    }
    (!bounds.is_empty()).then_some(bounds)
}

/// A number and perhaps what is counted: `1 characters`.
fn is_bound(text: &str) -> bool {
    let mut parts = text.split(' ');
    let is_number = parts.next().is_some_and(|number| number.parse::<f64>().is_ok_and(f64::is_finite));
    is_number && parts.next().is_none_or(is_unit) && parts.next().is_none()
}

/// What is counted. Chinese prose has no blanks, so only the words that pages print are units: `> 5 件包邮` is prose.
fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 8] = ["字符", "个字符", "项", "个项", "个元素", "个", "属性", "个属性"];
    let is_word = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word || UNITS.contains(&word)
}

#[cfg(test)]
#[path = "row_tests.rs"]
mod tests;
