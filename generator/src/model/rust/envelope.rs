//! The object around every response.

use super::{Import, Item, PageConstant, StructField};
use crate::model::docs::Docs;
use crate::model::rust_name::RustName;

/// The object around every response.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// What the docs say.
    pub docs: Docs,
    /// What it uses from elsewhere.
    pub imports: Vec<Import>,
    /// Whether its names on the wire are the camel case of its fields' names.
    pub camel_case: bool,
    /// Its fields; `data` is the one whose type is the parameter `T`.
    pub fields: Vec<EnvelopeField>,
    /// The types of its fields.
    pub items: Vec<Item>,
    /// The constant for the file that promises most of its fields.
    pub page: Option<RustName>,
    /// The files that promise its fields and theirs.
    pub pages: Vec<PageConstant>,
}

/// A field of the envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct EnvelopeField {
    /// The field; its type is not used for the data.
    pub field: StructField,
    /// The part it plays.
    pub role: Role,
}

/// The part a field of the envelope plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Says whether the call succeeded.
    Code,
    /// Has words for people.
    Message,
    /// Identifies the call.
    RequestId,
    /// What was asked for.
    Data,
    /// Something else.
    Other,
}
