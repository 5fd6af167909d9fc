//! What the docs promise of a field, and where.

use crate::model::rust_name::RustName;

/// What the docs promise of a field, apart from its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Its name on the wire.
    pub wire: String,
    /// The file of the API directory that says so: mostly a captured page.
    pub file: String,
    /// The line there.
    pub line: u32,
    /// The constant for the file, where it is not the one that promises most of the type.
    pub elsewhere: Option<RustName>,
}

/// A constant for a file that promises something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageConstant {
    /// Its name.
    pub name: RustName,
    /// The file.
    pub file: String,
}
