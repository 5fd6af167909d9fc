//! One span for each call, named as OpenTelemetry names those of HTTP clients.

use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::{Error, Mismatch, Request, Response, Result};
use std::borrow::Cow;
use std::time::Duration;
use tracing::Instrument as _;
use tracing::field::Empty;

/// How many paths of mismatches one event names.
const MOST_PATHS: usize = 32;

/// The span of one call. It is entered only while the call makes progress, never held across a wait.
pub(crate) struct Span {
    span: tracing::Span,
}

impl Span {
    pub(crate) fn of_call<T>(base_url: &BaseUrl, request: &Request<T>) -> Self {
        let span = tracing::info_span!(
            "api.call",
            otel.name = %request.endpoint(),
            otel.kind = "client",
            http.request.method = %request.method(),
            url.template = request.path_template(),
            server.address = base_url.origin.authority.host(),
            http.response.status_code = Empty,
            attempts = Empty,
            "error.type" = Empty,
        );
        Self { span }
    }

    /// The call, inside its span.
    pub(crate) fn around<F: Future>(&self, call: F) -> impl Future<Output = F::Output> + use<F> {
        call.instrument(self.span.clone())
    }

    /// A call failed and is about to be repeated.
    pub(crate) fn retry(&self, attempts: u32, failure: &Error, wait: Duration) {
        self.span.in_scope(|| {
            tracing::info!(
                attempts,
                "error.type" = &*error_type(failure),
                wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
                "the call is repeated"
            );
        });
    }

    /// The call has ended.
    pub(crate) fn record<T>(&self, outcome: &Result<Response<T>>, secrets: &Redactor) {
        let (status, attempts, mismatches) = match outcome {
            Ok(response) => (Some(response.status()), response.attempts(), response.mismatches()),
            Err(error) => {
                self.span.record("error.type", &*error_type(error));
                (error.status(), error.attempts(), &[][..])
            }
        };
        if let Some(status) = status {
            self.span.record("http.response.status_code", status.as_u16());
        }
        self.span.record("attempts", attempts);
        self.warn_of(mismatches, secrets);
    }

    /// Where the answer was not as documented; no values, which are the body's.
    fn warn_of(&self, mismatches: &[Mismatch], secrets: &Redactor) {
        if mismatches.is_empty() {
            return;
        }
        // The keys in a path are the server's words: shortened and cleaned like all of them.
        let paths: Vec<_> = mismatches.iter().take(MOST_PATHS).map(Mismatch::path).collect();
        let paths = secrets.clean(&paths.join(", "));
        self.span.in_scope(|| {
            tracing::warn!(count = mismatches.len(), paths, "the answer is not as documented");
        });
    }
}

/// One of few words, as OpenTelemetry asks: the HTTP status, or the kind of error.
fn error_type(error: &Error) -> Cow<'static, str> {
    match error.status() {
        Some(status) if error.is_http_status() => Cow::from(status.as_u16().to_string()),
        _ if error.is_request() => Cow::from("request"),
        _ if error.is_connect() => Cow::from("connect"),
        _ if error.is_timeout() => Cow::from("timeout"),
        _ if error.is_transport() => Cow::from("transport"),
        _ if error.is_api() => Cow::from("api"),
        _ => Cow::from("decode"),
    }
}
