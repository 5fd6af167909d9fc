//! `failures!`: the documented bodies of errors, by their status.

use crate::ResponseBody;
use crate::received::Received;
use crate::redactor::Redactor;
use bytes::Bytes;
use http::StatusCode;

/// An enum of the error bodies that an endpoint documents, by [`failures!`](crate::failures). See
/// [`Error::failure`](crate::Error::failure).
///
/// The method is not for other use.
pub trait Failure: Sized {
    /// Reads the body of an error with this status.
    #[doc(hidden)]
    #[must_use]
    fn read(status: StatusCode, body: &Bytes) -> Option<Self>;
}

/// Reads a body as a type that is documented for it, as tolerantly as an answer.
#[doc(hidden)]
#[must_use]
pub fn read_failure<T: ResponseBody>(status: StatusCode, body: &Bytes) -> Option<T> {
    Received::of_failure(status, body, &Redactor::default()).judge().ok().map(|judged| *judged.body)
}

/// Implements [`Failure`] for an enum with one variant for each error body that the docs know, by its status.
///
/// The first arm that matches the status decides: a status, a range of them, or `_` for any other. Each variant holds one value: a
/// [`ResponseBody`](crate::ResponseBody), or `()` where the docs promise no body.
///
/// ```
/// use client_runtime::{Error, Json};
///
/// pub enum FindOrderFailure {
///     Unauthorized(String),
///     Client(Json),
/// }
/// client_runtime::failures!(FindOrderFailure { 401 => Unauthorized(String), 400..=499 => Client(Json) });
///
/// fn reason(error: &Error) -> Option<String> {
///     match error.failure::<FindOrderFailure>()? {
///         FindOrderFailure::Unauthorized(reason) => Some(reason),
///         FindOrderFailure::Client(_) => None,
///     }
/// }
/// ```
///
/// Every variant holds what its arm says, which must be what can be the body of an answer:
///
/// ```compile_fail,E0631
/// pub enum FindOrderFailure { Unauthorized(i64) }
/// client_runtime::failures!(FindOrderFailure { 401 => Unauthorized(String) });
/// ```
/// ```compile_fail,E0277
/// pub enum FindOrderFailure { Unauthorized(client_runtime::Download) }
/// client_runtime::failures!(FindOrderFailure { 401 => Unauthorized(client_runtime::Download) });
/// ```
#[macro_export]
macro_rules! failures {
    ($failure:ident { $($status:pat => $variant:ident($inner:ty)),+ $(,)? }) => {
        #[allow(unreachable_patterns, reason = "an arm for any other status leaves nothing over")]
        impl $crate::Failure for $failure {
            fn read(
                status: $crate::http::StatusCode,
                body: &$crate::bytes::Bytes,
            ) -> ::core::option::Option<Self> {
                match status.as_u16() {
                    $($status => $crate::__private::read_failure::<$inner>(status, body).map(Self::$variant),)+
                    _ => ::core::option::Option::None,
                }
            }
        }
    };
}
