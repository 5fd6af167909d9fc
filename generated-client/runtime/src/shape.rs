//! What the docs promise of a type, as constant data: the ground on which an answer that breaks a promise is repaired.

use crate::{Json, Number, NumberOrString};
use std::collections::BTreeMap;
use std::fmt;

/// A type whose shape on the wire is documented. The generator implements it for every type it writes.
///
/// It says how to read what does not fit, so it must describe what the type's `Deserialize` accepts.
pub trait Documented {
    /// What the docs promise.
    fn shape() -> Shape;
}

/// What the docs promise of a value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// Anything, also nothing at all.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number that fits `i64`.
    Integer,
    /// A whole number from the first of these to the second.
    IntegerWithin(i128, i128),
    /// Any number.
    Number,
    /// A string.
    String,
    /// A number or a string.
    NumberOrString,
    /// A whole number, mostly one of these.
    Integers(&'static [i64]),
    /// A string, mostly one of these.
    Strings(&'static [&'static str]),
    /// `null`, absent, or this.
    Optional(fn() -> Shape),
    /// An array of these.
    List(fn() -> Shape),
    /// An object whose keys are data.
    Map(fn() -> Shape),
    /// An object with these fields.
    Object(&'static [Field]),
    /// One of these.
    Union(&'static [Variant]),
}

/// A field that the docs promise.
#[derive(Clone, Copy)]
pub struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: fn() -> Shape,
    pub(crate) source: Source,
}

impl Field {
    /// The field of this name on the wire, which holds a `T`, and where the docs say so.
    #[must_use]
    pub const fn new<T: Documented>(name: &'static str, source: Source) -> Self {
        Self { name, shape: T::shape, source }
    }
}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the shape: that of a recursive type has no end.
        f.debug_struct("Field")
            .field("name", &self.name)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

/// A shape that a union may take.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    pub(crate) name: &'static str,
    pub(crate) shape: fn() -> Shape,
    /// The member that says so, and what it says.
    pub(crate) tag: Option<(&'static str, &'static str)>,
}

impl Variant {
    /// The variant of this name in Rust, which holds a `T`.
    #[must_use]
    pub const fn new<T: Documented>(name: &'static str) -> Self {
        Self { name, shape: T::shape, tag: None }
    }

    /// It is this variant where the member `tag` of the object is `value`.
    #[must_use]
    pub const fn tagged(self, tag: &'static str, value: &'static str) -> Self {
        Self { tag: Some((tag, value)), ..self }
    }
}

/// Where the docs say something: a file of the API directory, mostly a captured page, and a line of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    file: &'static str,
    line: u32,
}

impl Source {
    /// That line of that file; lines count from 1.
    #[must_use]
    pub const fn new(file: &'static str, line: u32) -> Self {
        Self { file, line }
    }

    /// The file, relative to the API directory.
    #[must_use]
    pub const fn file(self) -> &'static str {
        self.file
    }

    /// The line, counted from 1.
    #[must_use]
    pub const fn line(self) -> u32 {
        self.line
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

macro_rules! documented {
    ($($shape:expr => $($documented:ty),+;)+) => {$($(
        impl Documented for $documented {
            fn shape() -> Shape {
                $shape
            }
        }
    )+)+};
}
documented! {
    Shape::Any => (), Json, serde_json::Value;
    Shape::Boolean => bool;
    Shape::Integer => i64;
    Shape::IntegerWithin(i32::MIN.into(), i32::MAX.into()) => i32;
    Shape::IntegerWithin(0, u32::MAX.into()) => u32;
    Shape::IntegerWithin(0, u64::MAX.into()) => u64;
    Shape::Number => f64, Number;
    Shape::String => String;
    Shape::NumberOrString => NumberOrString;
}

impl<T: Documented> Documented for Option<T> {
    fn shape() -> Shape {
        Shape::Optional(T::shape)
    }
}

impl<T: Documented> Documented for Vec<T> {
    fn shape() -> Shape {
        Shape::List(T::shape)
    }
}

impl<T: Documented> Documented for BTreeMap<String, T> {
    fn shape() -> Shape {
        Shape::Map(T::shape)
    }
}

impl<T: Documented> Documented for Box<T> {
    fn shape() -> Shape {
        T::shape()
    }
}
