//! The twin of [`spans`](super) that tells nothing.

use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::{Error, Request, Response, Result};
use std::time::Duration;

pub(crate) struct Span;

impl Span {
    pub(crate) fn of_call<T>(_: &BaseUrl, _: &Request<T>) -> Self {
        Self
    }

    #[expect(clippy::unused_self, reason = "its twin has a span to go around the future")]
    pub(crate) fn around<F: Future>(&self, call: F) -> F {
        call
    }

    #[expect(clippy::unused_self, reason = "its twin tells of it")]
    pub(crate) fn retry(&self, _: u32, _: &Error, _: Duration) {}

    #[expect(clippy::unused_self, reason = "its twin tells of it")]
    pub(crate) fn record<T>(&self, _: &Result<Response<T>>, _: &Redactor) {}
}
