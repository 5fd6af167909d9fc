//! The empty value of a shape: it stands in where the docs promise a value and none came.

use crate::Shape;

/// How many values an empty value may hold: types that promise themselves have no end.
const LARGEST: usize = 1000;
/// How deep it may be nested.
const DEEPEST: usize = 32;

/// Writes the empty value; `None` for a shape that has none. What was written before that is the caller's to remove.
pub(super) fn write_empty(shape: Shape, out: &mut String) -> Option<()> {
    Empty { left: LARGEST, out }.write(shape, 0)
}

struct Empty<'o> {
    left: usize,
    out: &'o mut String,
}

impl Empty<'_> {
    fn write(&mut self, shape: Shape, depth: usize) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEEPEST {
            return None;
        }
        match shape {
            Shape::Any | Shape::Optional(_) => self.out.push_str("null"),
            Shape::Boolean => self.out.push_str("false"),
            Shape::Integer | Shape::Number => self.out.push('0'),
            Shape::IntegerWithin(least, most) => self.out.push_str(&0.clamp(least, most).to_string()),
            Shape::String | Shape::NumberOrString => self.out.push_str("\"\""),
            Shape::Integers(listed) => self.out.push_str(&unlisted_integer(listed).to_string()),
            Shape::Strings(listed) => {
                // Dashes need no escape in JSON.
                self.out.push_str(&["\"", &unlisted_string(listed), "\""].concat());
            }
            Shape::List(_) => self.out.push_str("[]"),
            Shape::Map(_) => self.out.push_str("{}"),
            Shape::Object(fields) => {
                self.out.push('{');
                let mut separator = "";
                for field in fields {
                    let inner = (field.shape)();
                    if !matches!(inner, Shape::Optional(_)) {
                        self.out.push_str(separator);
                        super::write_key(self.out, field.name);
                        self.write(inner, depth + 1)?;
                        separator = ",";
                    }
                }
                self.out.push('}');
            }
            Shape::Union(variants) => {
                let start = self.out.len();
                return variants.iter().find_map(|variant| {
                    self.out.truncate(start);
                    self.write((variant.shape)(), depth + 1)
                });
            }
        }
        Some(())
    }
}

/// An empty value that is one of those listed would invent what nobody said.
fn unlisted_integer(listed: &[i64]) -> i64 {
    (0..=i64::MAX).map(|value| -value).find(|value| !listed.contains(value)).unwrap_or_default()
}

fn unlisted_string(listed: &[&str]) -> String {
    let mut value = String::new();
    while listed.contains(&value.as_str()) {
        value.push('-');
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, write_empty};
    use crate::{Documented, Field, Shape, Source, Variant};

    const HERE: Source = Source::new("captures/a.txt", 1);

    struct Endless;
    impl Documented for Endless {
        fn shape() -> Shape {
            Shape::Object(
                const { &[Field::new::<Either>("left", HERE), Field::new::<Either>("right", HERE)] },
            )
        }
    }

    struct Either;
    impl Documented for Either {
        fn shape() -> Shape {
            Shape::Union(const { &[Variant::new::<Endless>("One"), Variant::new::<Endless>("Other")] })
        }
    }

    fn empty(shape: Shape) -> Option<String> {
        let mut out = String::new();
        write_empty(shape, &mut out).map(|()| out)
    }

    #[test]
    fn an_enumeration_is_empty_without_naming_a_variant() {
        assert_eq!(empty(Shape::Integers(&[1, 2])).unwrap(), "0");
        assert_eq!(empty(Shape::Integers(&[0, -1, 5])).unwrap(), "-2");
        assert_eq!(empty(Shape::Strings(&["OPEN"])).unwrap(), "\"\"");
        assert_eq!(empty(Shape::Strings(&["", "-"])).unwrap(), "\"--\"");
    }

    #[test]
    fn an_object_holds_what_it_must() {
        const FIELDS: &[Field] = &[
            Field::new::<i64>("id", HERE),
            Field::new::<Option<i64>>("note", HERE),
            Field::new::<Vec<String>>("lines", HERE),
            Field::new::<serde_json::Value>("any", HERE),
        ];
        assert_eq!(empty(Shape::Object(FIELDS)).unwrap(), r#"{"id":0,"lines":[],"any":null}"#);
        assert_eq!(empty(Shape::IntegerWithin(5, 9)).unwrap(), "5");
    }

    #[test]
    fn what_has_no_end_has_no_empty_value() {
        assert_eq!(empty(Endless::shape()), None);
        let mut out = String::new();
        write_empty(Endless::shape(), &mut out);
        assert!(out.len() < LARGEST * 20);
    }
}
