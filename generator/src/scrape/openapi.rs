//! `OpenAPI` documents: a page for each operation.

use super::{Capture, Reading, unsupported};

/// Reads a document on its own.
pub(super) fn read(capture: &Capture) -> Reading {
    unsupported(capture, "OpenAPI captures are not read yet")
}
