//! HTML captures: the model that a page embeds is one witness, the article that it shows another.

mod links;

use super::{Capture, Reading, unsupported};

pub(super) use links::links;

/// Reads an HTML capture.
pub(super) fn read(capture: &Capture) -> Reading {
    unsupported(capture, "HTML captures are not read yet")
}
