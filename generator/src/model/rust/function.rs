//! An endpoint as a function: what it takes, and what it does with it.

use super::{CallExample, RustType};
use crate::model::docs::Docs;
use crate::model::rust_name::RustName;

/// An endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// What the page says.
    pub docs: Docs,
    /// Why it should not be used any more.
    pub deprecated: Option<String>,
    /// Its name.
    pub name: RustName,
    /// The constructor of the request: `get`, `post` and so on.
    pub verb: RustName,
    /// The documented path.
    pub path: String,
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// What is added to the request, in order.
    pub steps: Vec<Step>,
    /// Whether sending it twice does no more than sending it once.
    pub idempotent: bool,
    /// Whether it needs no proof of who calls, although the API has one.
    pub anonymous: bool,
    /// What the endpoint answers with.
    pub answer: RustType,
    /// How it is called, for its docs.
    pub example: Option<CallExample>,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: RustName,
    /// What it takes.
    pub takes: Takes,
}

/// What an argument takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Takes {
    /// `impl Into<T>`
    Into(RustType),
    /// `T`
    Owned(RustType),
    /// `&T`
    Reference(RustType),
    /// `&str`
    Text,
    /// `&[T]`
    Slice(RustType),
    /// `Option<_>` of what is taken by reference or by value.
    Optional(Box<Takes>),
}

/// One thing added to a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The method of the request: `path`, `query`, `header_optional`, `json` and so on.
    pub method: RustName,
    /// The name on the wire; bodies have none.
    pub wire: Option<String>,
    /// The media type of a body, where the method does not tell it.
    pub media_type: Option<String>,
    /// What is sent.
    pub value: Value,
    /// How a list stands in the query.
    pub style: Option<ListStyle>,
}

/// How a list stands in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// `id=1&id=2`
    Repeated,
    /// `id=1,2`
    Comma,
    /// `id=1%202`
    Space,
    /// `id=1%7C2`
    Pipe,
}

/// A value a function hands on.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The argument it is a field of.
    pub of: Option<RustName>,
    /// The argument or field.
    pub name: RustName,
    /// How it is handed on.
    pub by: By,
}

/// How a value is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// As it is.
    Move,
    /// `&value`
    Borrow,
    /// `value.into()`
    Into,
    /// `value.to_string()`
    Text,
    /// `value.clone()`
    Clone,
    /// `value.as_ref()`
    AsRef,
    /// `Box::new(value)`
    Boxed,
    /// `joined(value)`: the items of a list in one text.
    Joined,
    /// `value.as_ref().map(joined)`
    JoinedOptional,
    /// `value.iter().flatten()`: the items of a list that may be left out.
    Flattened,
}
