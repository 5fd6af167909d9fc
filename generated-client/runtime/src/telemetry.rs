//! What a call tells `tracing`, if the feature is on. Never headers, values, bodies or secrets: verb, documented path, host and outcome.

#[cfg(not(feature = "tracing"))]
mod silent;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(not(feature = "tracing"))]
pub(crate) use silent::Span;
#[cfg(feature = "tracing")]
pub(crate) use spans::Span;
