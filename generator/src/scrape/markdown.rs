//! Markdown captures: a page around the `OpenAPI` document of one operation.

use super::{Capture, Reading, unsupported};

/// Reads a Markdown capture.
pub(super) fn read(capture: &Capture) -> Reading {
    unsupported(capture, "Markdown captures are not read yet")
}
