//! A list in one text, for a path, a header or a cookie.

use std::fmt::Display;

/// The items with a comma between them: OpenAPI's style `simple`, in which lists stand in paths, headers and cookies.
///
/// ```
/// assert_eq!(client_runtime::joined(&[1, 2]), "1,2");
/// ```
#[must_use]
pub fn joined<T: Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
