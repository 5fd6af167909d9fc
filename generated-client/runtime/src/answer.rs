//! What a call may answer with: one type for every success, or one for each status.

use crate::received::{Judged, Received};
use crate::{Download, ResponseBody, Result, Shape};
use http::StatusCode;

/// What a call answers with: any [`ResponseBody`], a [`Download`], or an enum of such by [`answers!`](crate::answers).
///
/// The methods are not for other use.
pub trait Answer: Sized {
    /// Whether some success may be handed over as a stream, so that the call does not ask for JSON.
    #[doc(hidden)]
    const MAY_STREAM: bool = false;

    /// Whether the body of this success is handed over as a stream.
    #[doc(hidden)]
    #[must_use]
    fn streams(_status: StatusCode) -> bool {
        false
    }

    /// Takes a success that is a stream; none where [`streams`](Self::streams) is false.
    #[doc(hidden)]
    #[must_use]
    fn stream(_download: Download) -> Option<Self> {
        None
    }

    /// Judges an answer that was read as a whole.
    #[doc(hidden)]
    fn judge(received: &Received<'_>) -> Result<Judged<Self>>;

    /// What the docs promise of this success.
    #[doc(hidden)]
    #[must_use]
    fn shape_of(status: StatusCode) -> Shape;
}

impl<T: ResponseBody> Answer for T {
    fn judge(received: &Received<'_>) -> Result<Judged<Self>> {
        received.judge()
    }

    fn shape_of(_: StatusCode) -> Shape {
        T::shape()
    }
}

/// Implements [`Answer`] for an enum with one variant for each success that the docs know, by its status.
///
/// The first arm that matches the status decides: a status, a range of them, or `_` for any other. Each variant holds one value: a
/// [`ResponseBody`](crate::ResponseBody), `()` where the docs promise no body, or a [`Download`](crate::Download).
///
/// Each body is held against the docs of its own status: mismatches are repaired and reported as for any other answer
/// ([`Decoding`](crate::Decoding)). A success with a status that no arm matches is taken by the first arm, in the order in which they
/// stand, whose type reads the body without a mismatch (`()` reads an empty one); the status is then reported as a
/// [`Mismatch`](crate::Mismatch) of the whole body. Where no arm reads it, or where decoding is strict, it is a decode error that
/// holds the body.
///
/// ```
/// use client_runtime::{Json, Request};
///
/// pub enum FindOrderAnswer {
///     Ok(Json),
///     Accepted(()),
///     Default(String),
/// }
/// client_runtime::answers!(FindOrderAnswer { 200 => Ok(Json), 202 | 204 => Accepted(()), _ => Default(String) });
///
/// fn find_order(id: i64) -> Request<FindOrderAnswer> {
///     Request::get("/orders/{id}").path("id", id.to_string())
/// }
/// ```
///
/// Every variant holds what its arm says:
///
/// ```compile_fail,E0631
/// pub enum FindOrderAnswer { Ok(i64), Created(i64) }
/// client_runtime::answers!(FindOrderAnswer { 200 => Ok(i64), 201 => Created(String) });
/// ```
///
/// and only what can be the body of an answer:
///
/// ```compile_fail,E0277
/// pub struct Undocumented;
/// pub enum FindOrderAnswer { Ok(i64), Created(Undocumented) }
/// client_runtime::answers!(FindOrderAnswer { 200 => Ok(i64), 201 => Created(Undocumented) });
/// ```
///
/// A variant that is none, or a status that is none, is found when it is compiled:
///
/// ```compile_fail,E0599
/// pub enum FindOrderAnswer { Ok(i64) }
/// client_runtime::answers!(FindOrderAnswer { 200 => Okay(i64) });
/// ```
/// ```compile_fail
/// pub enum FindOrderAnswer { Ok(i64) }
/// client_runtime::answers!(FindOrderAnswer { 70_000 => Ok(i64) });
/// ```
#[macro_export]
macro_rules! answers {
    ($answer:ident { $($status:pat => $variant:ident($inner:ty)),+ $(,)? }) => {
        #[allow(unreachable_patterns, reason = "an arm for any other status leaves nothing over")]
        impl $crate::Answer for $answer {
            const MAY_STREAM: bool = $(<$inner as $crate::Answer>::MAY_STREAM)||+;

            fn streams(status: $crate::http::StatusCode) -> bool {
                match status.as_u16() {
                    $($status => <$inner as $crate::Answer>::streams(status),)+
                    _ => false,
                }
            }

            fn stream(download: $crate::Download) -> ::core::option::Option<Self> {
                match download.status().as_u16() {
                    $($status => <$inner as $crate::Answer>::stream(download).map(Self::$variant),)+
                    _ => ::core::option::Option::None,
                }
            }

            fn judge(received: &$crate::__private::Received<'_>) -> $crate::Result<$crate::__private::Judged<Self>> {
                match received.status().as_u16() {
                    $($status => <$inner as $crate::Answer>::judge(received).map(|judged| judged.map(Self::$variant)),)+
                    _ => received.judge_unlisted(&[$(::core::stringify!($status)),+], &[$(|received| {
                        <$inner as $crate::Answer>::judge(received).map(|judged| judged.map(Self::$variant))
                    }),+]),
                }
            }

            fn shape_of(status: $crate::http::StatusCode) -> $crate::Shape {
                match status.as_u16() {
                    $($status => <$inner as $crate::Answer>::shape_of(status),)+
                    _ => $crate::Shape::Any,
                }
            }
        }
    };
}
