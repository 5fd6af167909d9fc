//! Where in a body the walk is.

use crate::document::Value;
use crate::json_path::write_key;
use crate::{Shape, Source};
use std::fmt;

/// A place in a body, and the way there.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    step: Step<'p>,
    /// Where the docs speak of the nearest field.
    pub(super) source: Option<Source>,
    /// What they promise there, where the shape at hand is but one variant of a union.
    pub(super) promised: Option<Shape>,
    /// How many steps it took, those included that only look deeper into the same value.
    pub(super) depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    /// The same value, seen as something else: the JSON in a string, a variant of a union.
    Same,
    Index(usize),
    Field(&'static str),
    Key(Value<'p>),
}

impl<'p> Place<'p> {
    pub(super) fn root() -> Self {
        Self { parent: None, step: Step::Same, source: None, promised: None, depth: 0 }
    }

    pub(super) fn same(&'p self) -> Self {
        Self { promised: self.promised, ..self.step(Step::Same) }
    }

    /// The same value, seen as a variant of this union.
    pub(super) fn variant_of(&'p self, union: Shape) -> Self {
        Self { promised: self.promised.or(Some(union)), ..self.step(Step::Same) }
    }

    pub(super) fn index(&'p self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    pub(super) fn field(&'p self, name: &'static str, source: Source) -> Self {
        Self { source: Some(source), ..self.step(Step::Field(name)) }
    }

    pub(super) fn key(&'p self, key: Value<'p>) -> Self {
        self.step(Step::Key(key))
    }

    fn step(&'p self, step: Step<'p>) -> Self {
        Self { parent: Some(self), step, source: self.source, promised: None, depth: self.depth + 1 }
    }
}

/// Such as `data.lines[2].id`; a key that is no plain name is quoted, as in `data["a.b"]`.
impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        let is_first = || self.ancestors().all(|place| matches!(place.step, Step::Same));
        match self.step {
            Step::Same => Ok(()),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Field(name) => write_key(f, name, is_first()),
            Step::Key(key) => match key.string() {
                Some(name) => write_key(f, &name, is_first()),
                None => write_key(f, key.text(), is_first()),
            },
        }
    }
}

impl Place<'_> {
    fn ancestors(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(self.parent, |place| place.parent)
    }
}

#[cfg(test)]
mod tests {
    use super::Place;
    use crate::Source;
    use crate::document::Document;

    #[test]
    fn a_path_is_unambiguous_and_harmless() {
        let root = Place::root();
        let data = root.field("data", Source::new("a.txt", 1));
        let inner = data.same();
        let item = inner.index(2);
        assert_eq!(root.to_string(), "");
        assert_eq!(root.index(0).to_string(), "[0]");
        for (key, path) in [
            (r#""id""#, "data[2].id"),
            (r#""订单-1""#, "data[2].订单-1"),
            (r#""""#, r#"data[2][""]"#),
            (r#""a.b""#, r#"data[2]["a.b"]"#),
            (r#""a\"]\n\u001b\u202e""#, r#"data[2]["a\"]\n\u{1b}\u{202e}"]"#),
            (r#""\ud800""#, r#"data[2]["\"\\ud800\""]"#),
        ] {
            let document = Document::new(key).unwrap();
            assert_eq!(item.key(document.root().unwrap()).to_string(), path);
        }
        let long = format!("\"{}\"", "x".repeat(5000));
        let document = Document::new(&long).unwrap();
        assert_eq!(root.key(document.root().unwrap()).to_string().chars().count(), 105);
    }
}
