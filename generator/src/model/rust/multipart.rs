//! What each field of a multipart body is sent as.

use crate::model::rust_name::RustName;

/// How a field of a multipart body is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultipartPart {
    /// The field.
    pub field: RustName,
    /// The name of the part.
    pub wire: String,
    /// What it is sent as.
    pub kind: PartKind,
    /// Whether each item of a list is a part of its own.
    pub repeated: bool,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// Text.
    Text,
    /// JSON.
    Json,
    /// A file.
    File,
}
