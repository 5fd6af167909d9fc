//! What comes with one of several HTTP statuses.

use super::RustType;
use crate::model::docs::Docs;
use crate::model::rust_name::RustName;

/// An enum with one variant for each status.
#[derive(Clone, Debug, PartialEq)]
pub struct Statuses {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// Which statuses.
    pub of: StatusesOf,
    /// One variant for each status, that for any other last.
    pub variants: Vec<StatusVariant>,
}

/// Which statuses an enum is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusesOf {
    /// Those that say that the call was carried out.
    Answers,
    /// The others.
    Failures,
}

/// What comes with one status.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusVariant {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// The status; none for any other.
    pub status: Option<u16>,
    /// What the body is.
    pub rust_type: RustType,
}
