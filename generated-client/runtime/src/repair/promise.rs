//! What a shape promises, in words.

use crate::Shape;

/// Such as `an integer` or `a list of strings`.
pub(super) fn promise(shape: Shape) -> String {
    match shape {
        Shape::Any => String::from("any value"),
        Shape::Boolean => String::from("a boolean"),
        Shape::Integer | Shape::IntegerWithin(..) | Shape::Integers(_) => String::from("an integer"),
        Shape::Number => String::from("a number"),
        Shape::String | Shape::Strings(_) => String::from("a string"),
        Shape::NumberOrString => String::from("a number or a string"),
        Shape::Optional(inner) => promise(inner()),
        Shape::List(item) => format!("a list of {}", several(item(), 3)),
        Shape::Map(value) => format!("a map of {}", several(value(), 3)),
        Shape::Object(_) => String::from("an object"),
        Shape::Union(variants) => {
            let mut words: Vec<String> = Vec::new();
            for variant in variants {
                let word = match (variant.shape)() {
                    // A union of unions may have no end.
                    Shape::Union(_) | Shape::Optional(_) => format!("a {}", variant.name),
                    shape => promise(shape),
                };
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            words.join(" or ")
        }
    }
}

/// A list of lists of … may have no end, so it is told down to some depth.
fn several(shape: Shape, depth: usize) -> String {
    let Some(depth) = depth.checked_sub(1) else {
        return String::from("values");
    };
    match shape {
        Shape::Any | Shape::Union(_) => String::from("values"),
        Shape::Boolean => String::from("booleans"),
        Shape::Integer | Shape::IntegerWithin(..) | Shape::Integers(_) => String::from("integers"),
        Shape::Number => String::from("numbers"),
        Shape::String | Shape::Strings(_) => String::from("strings"),
        Shape::NumberOrString => String::from("numbers or strings"),
        Shape::Optional(inner) => several(inner(), depth),
        Shape::List(item) => format!("lists of {}", several(item(), depth)),
        Shape::Map(value) => format!("maps of {}", several(value(), depth)),
        Shape::Object(_) => String::from("objects"),
    }
}

#[cfg(test)]
mod tests {
    use super::promise;
    use crate::{Documented, Number, NumberOrString, Shape, Variant};
    use std::collections::BTreeMap;

    const VARIANTS: &[Variant] =
        &[Variant::new::<String>("A"), Variant::new::<bool>("B"), Variant::new::<String>("C")];

    #[test]
    fn every_shape_has_words() {
        assert_eq!(promise(bool::shape()), "a boolean");
        assert_eq!(promise(Option::<u64>::shape()), "an integer");
        assert_eq!(promise(Vec::<Option<String>>::shape()), "a list of strings");
        assert_eq!(promise(BTreeMap::<String, Vec<Number>>::shape()), "a map of lists of numbers");
        assert_eq!(promise(NumberOrString::shape()), "a number or a string");
        assert_eq!(promise(Shape::Union(VARIANTS)), "a string or a boolean");
    }
}
