//! How values that are sent are made: `new` with what is required, a method for each of the rest.

use super::argument_order::ArgumentOrder;
use super::docs::{Docs, code};
use super::rust::{
    Argument, By, Constructor, ItemPath, Purpose, RustType, Setter, Struct, StructField, Takes, Value,
};
use super::rust_name::RustName;

/// So many arguments are still told apart; where there are more, they are fields of a struct.
pub(super) const MOST_ARGUMENTS: usize = 7;

/// A field and what the constructors need to know of it.
#[derive(Debug)]
pub(super) struct Member {
    /// Its name on the wire.
    pub(super) wire: String,
    /// The field.
    pub(super) field: StructField,
    /// Whether it must be given.
    pub(super) positional: bool,
    /// Whether camel case gives its name on the wire.
    pub(super) camel_case: bool,
}

/// The ways to make a struct.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// `new`.
    pub(super) constructor: Option<Constructor>,
    /// The methods for the rest.
    pub(super) setters: Vec<Setter>,
    /// What `new` takes when it would have too many arguments.
    pub(super) required: Option<Struct>,
}

/// The ways to make the struct `name` of the object at `place`. `choose` names the struct of what is required.
pub(super) fn of(
    members: &[Member],
    name: &RustName,
    place: &str,
    order: &mut ArgumentOrder<'_>,
    choose: impl FnOnce(String) -> RustName,
) -> Made {
    let (required, rest): (Vec<&Member>, Vec<&Member>) = members.iter().partition(|member| member.positional);
    let setters =
        rest.iter().map(|member| setter(&member.wire, &member.field.name, &member.field.rust_type)).collect();
    let left_out = rest.iter().map(|member| member.field.name.clone()).collect();
    match required.len() {
        0 => Made { setters, ..Made::default() },
        1..=MOST_ARGUMENTS => {
            let required = order.sorted(place, required, |member| member.wire.clone());
            let arguments = required.iter().map(|member| argument(&member.field)).collect();
            let filled = required
                .iter()
                .map(|member| (member.field.name.clone(), filled(&member.field, None)))
                .collect();
            Made { constructor: Some(Constructor { arguments, filled, left_out }), setters, required: None }
        }
        _ => {
            let together = choose(format!("{name}Required"));
            let of = RustName::new("required");
            let path = ItemPath { module: Vec::new(), name: together.clone(), qualified: Vec::new() };
            let arguments = vec![Argument { name: of.clone(), takes: Takes::Owned(RustType::Item(path)) }];
            let filled = required
                .iter()
                .map(|member| (member.field.name.clone(), filled_as_is(&member.field, &of)))
                .collect();
            let fields = required.iter().map(|member| member.field.clone()).collect();
            let docs = Docs::new().say(format!("What [`{name}::new`] asks for."));
            Made {
                constructor: Some(Constructor { arguments, filled, left_out }),
                setters,
                required: Some(literal(docs, together, fields)),
            }
        }
    }
}

/// A struct that is written out field by field and is no JSON.
pub(super) fn literal(docs: Docs, name: RustName, fields: Vec<StructField>) -> Struct {
    let fields = fields
        .into_iter()
        .map(|field| StructField { rename: None, skip_none: false, promise: None, ..field })
        .collect();
    Struct {
        docs,
        name,
        purpose: Purpose::Required,
        default: false,
        camel_case: false,
        fields,
        constructor: None,
        setters: Vec::new(),
        response_body: false,
        page: None,
        parts: Vec::new(),
    }
}

/// The method that fills an optional field.
pub(super) fn setter(wire: &str, field: &RustName, rust_type: &RustType) -> Setter {
    let inner = match rust_type {
        RustType::Optional(inner) => inner,
        other => other,
    };
    let (takes, by) = taken(inner);
    Setter {
        docs: Docs::new().say(format!("Sets {}.", code(wire))),
        name: setter_name(field),
        field: field.clone(),
        takes,
        by,
    }
}

/// The method that fills a field. Lints and readers expect something else of methods with some names.
pub(super) fn setter_name(field: &RustName) -> RustName {
    const TRAIT_METHODS: &[&str] = &[
        "add",
        "as_mut",
        "as_ref",
        "bitand",
        "bitor",
        "bitxor",
        "borrow",
        "borrow_mut",
        "clone",
        "cmp",
        "default",
        "deref",
        "deref_mut",
        "div",
        "drop",
        "eq",
        "fmt",
        "from_iter",
        "from_str",
        "hash",
        "index",
        "index_mut",
        "into_iter",
        "iter",
        "iter_mut",
        "mul",
        "ne",
        "neg",
        "new",
        "next",
        "not",
        "partial_cmp",
        "rem",
        "serialize",
        "shl",
        "shr",
        "sub",
    ];
    const CONVENTIONS: &[&str] = &["as_", "from_", "into_", "is_", "to_"];
    let plain = field.plain();
    let is_taken = TRAIT_METHODS.contains(&plain) || CONVENTIONS.iter().any(|start| plain.starts_with(start));
    if is_taken { RustName::new(format!("with_{plain}")) } else { field.clone() }
}

fn argument(field: &StructField) -> Argument {
    Argument { name: field.name.clone(), takes: taken(&field.rust_type).0 }
}

fn filled(field: &StructField, of: Option<RustName>) -> Value {
    Value { of, name: field.name.clone(), by: taken(&field.rust_type).1 }
}

fn filled_as_is(field: &StructField, of: &RustName) -> Value {
    Value { of: Some(of.clone()), name: field.name.clone(), by: By::Move }
}

/// What is asked of a caller for a value of this type, and how it becomes one.
fn taken(rust_type: &RustType) -> (Takes, By) {
    match rust_type {
        RustType::String | RustType::Number | RustType::NumberOrString => {
            (Takes::Into(rust_type.clone()), By::Into)
        }
        RustType::Boxed(inner) => (Takes::Owned(inner.as_ref().clone()), By::Boxed),
        other => (Takes::Owned(other.clone()), By::Move),
    }
}

#[cfg(test)]
mod tests {
    use super::super::identifier;
    use super::*;

    fn name(field: &str) -> String {
        setter_name(&identifier::snake(field)).to_string()
    }

    #[test]
    fn setters_avoid_names_with_another_meaning() {
        assert_eq!(name("refundDesc"), "refund_desc");
        assert_eq!(name("type"), "r#type");
        assert_eq!(name("new"), "with_new");
        assert_eq!(name("isDefault"), "with_is_default");
        assert_eq!(name("toAddress"), "with_to_address");
        assert_eq!(name("clone"), "with_clone");
    }
}
