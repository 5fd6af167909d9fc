//! How an endpoint is called, for its docs.

use super::{Import, ItemPath};
use crate::model::rust_name::RustName;

/// How an endpoint is called, as its users write it.
#[derive(Clone, Debug, PartialEq)]
pub struct CallExample {
    /// What it uses from the client.
    pub imports: Vec<Import>,
    /// The module of the endpoint, which is among them.
    pub module: RustName,
    /// What is made before the call, each with its name.
    pub bindings: Vec<(RustName, Expression)>,
    /// What stands between the parentheses.
    pub arguments: Vec<Expression>,
    /// What is made of the answer.
    pub answer: Answer,
}

/// What an example makes of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The data in the envelope.
    Data,
    /// The whole body.
    Body,
    /// The bytes of the body, as they come.
    Bytes,
    /// Nothing: no page says what comes.
    Nothing,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// `"text"`
    Text(String),
    /// `"text".to_owned()`
    Owned(String),
    /// `5` where an `i64` is asked for.
    Integer(i64),
    /// `5` where any number is taken.
    Number(i64),
    /// `true`
    Boolean(bool),
    /// Any JSON: this text.
    Json(String),
    /// `Default::default()`
    Default,
    /// `None`
    None,
    /// `unimplemented!()`: a value without an end.
    Unknown,
    /// A file of a few bytes.
    File,
    /// No parts yet.
    Multipart,
    /// `&name`
    Reference(RustName),
    /// `Some(value)`
    Some(Box<Expression>),
    /// `Box::new(value)`
    Boxed(Box<Expression>),
    /// `value.into()`
    Converted(Box<Expression>),
    /// `vec![value]`
    List(Vec<Expression>),
    /// `Type::Variant` or `Type::Variant(value)`
    Variant {
        /// The type.
        of: ItemPath,
        /// The variant.
        name: RustName,
        /// What it holds.
        held: Option<Box<Expression>>,
    },
    /// `Type::from(value)`
    From {
        /// The type.
        of: ItemPath,
        /// The value.
        value: Box<Expression>,
    },
    /// `Type { field: value }`
    Literal {
        /// The type.
        of: ItemPath,
        /// Every field.
        fields: Vec<(RustName, Expression)>,
    },
    /// `Type::new(value).setter(value)`
    Made {
        /// The type.
        of: ItemPath,
        /// What `new` takes; `default` takes its place.
        new: Option<Vec<Expression>>,
        /// The setters that are called.
        setters: Vec<(RustName, Expression)>,
    },
}
