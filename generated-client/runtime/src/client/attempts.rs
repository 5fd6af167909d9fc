//! One call: attempt after attempt, each signed anew, until one succeeds or there is no sense in another.

use super::Inner;
use crate::received::{Judged, Received};
use crate::redactor::Redactor;
use crate::retry::{self, chance};
use crate::telemetry::Span;
use crate::{Error, Limits, Request, Response, ResponseBody, Result, Transport, TransportError};
use bytes::Bytes;
use http::header::USER_AGENT;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

/// A call that is being carried out.
pub(super) struct Call<'a, T> {
    client: &'a Inner,
    request: &'a Request<T>,
    span: &'a Span,
    begin: Instant,
    attempts: u32,
}

impl<'a, T: ResponseBody> Call<'a, T> {
    pub(super) fn new(client: &'a Inner, request: &'a Request<T>, span: &'a Span) -> Self {
        Self { client, request, span, begin: Instant::now(), attempts: 0 }
    }

    pub(super) async fn carry_out(mut self) -> Result<Response<T>> {
        let mut failure = match self.attempt().await {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        while let Some(wait) = self.wait_after(&failure) {
            self.span.retry(self.attempts, &failure, wait);
            self.client.transport.sleep(wait).await;
            if self.left().is_zero() {
                break;
            }
            match self.attempt().await {
                Ok(response) => return Ok(response),
                // It says that nothing was sent, which is not so: something was, before.
                Err(error) if error.is_request() => break,
                Err(error) if error.is_connect() && !failure.is_connect() => {}
                Err(error) => failure = error,
            }
        }
        Err(failure.after(self.attempts))
    }

    /// How long to wait before the next attempt; none if there shall be no other.
    fn wait_after(&self, failure: &Error) -> Option<Duration> {
        let is_safe = failure.is_connect() || self.request.is_idempotent() && failure.may_pass();
        if !is_safe || !self.client.retry.allows_another(self.attempts) {
            return None;
        }
        let wait = self.client.retry.delay(self.attempts, chance());
        let wait = wait.max(failure.retry_after().unwrap_or_default());
        (wait < self.left()).then_some(wait)
    }

    async fn attempt(&mut self) -> Result<Response<T>> {
        let (call, secrets) = self.authenticated()?;
        let limits = Limits::new(self.limit(), self.client.max_response_bytes);
        let answer = in_time(&*self.client.transport, call, limits).await.map_err(Error::transport);
        if !matches!(&answer, Err(error) if error.is_request()) {
            self.attempts += 1;
        }
        self.judge(answer?, &secrets)
    }

    fn judge(&self, answer: http::Response<Bytes>, secrets: &Redactor) -> Result<Response<T>> {
        let elapsed = self.begin.elapsed();
        let (parts, body_bytes) = answer.into_parts();
        let envelope = self.client.api.envelope.as_ref();
        let decoding = self.request.own_decoding().unwrap_or(self.client.decoding);
        let received = Received { status: parts.status, body: &body_bytes, envelope, secrets, decoding };
        let Judged { body, mismatches } = received.judge::<T>().map_err(|error| {
            let is_failure = !parts.status.is_success();
            let now = || self.client.clock.now();
            error.come_back_in(is_failure.then(|| retry::retry_after(&parts.headers, now)).flatten())
        })?;
        Ok(Response {
            endpoint: self.request.endpoint().clone(),
            status: parts.status,
            headers: parts.headers,
            request_id: body.head().request_id.map(ToString::to_string),
            body,
            data_field: envelope.map(|envelope| envelope.data),
            elapsed,
            attempts: self.attempts,
            raw_body: body_bytes,
            mismatches,
        })
    }

    fn authenticated(&self) -> Result<(http::Request<Bytes>, Redactor)> {
        let client = self.client;
        let mut outgoing = self.request.outgoing(&client.base_url, client.secrets.clone())?;
        // The caller's own header wins; the authentication, which comes last, wins over both.
        outgoing.headers.entry(USER_AGENT).or_insert_with(|| client.user_agent.clone());
        if let Some(authenticator) = &client.authenticator {
            authenticator.authenticate(&mut outgoing, &*client.clock, &*client.nonces)?;
        }
        outgoing.finish()
    }

    /// How long this attempt may take. Where another may follow, a server that hangs must not use up all there is.
    fn limit(&self) -> Duration {
        let left = self.left();
        let another_may_follow =
            self.request.is_idempotent() && self.client.retry.allows_another(self.attempts + 1);
        if another_may_follow { self.client.attempt_timeout.unwrap_or(left / 2).min(left) } else { left }
    }

    fn left(&self) -> Duration {
        self.request.own_timeout().unwrap_or(self.client.timeout).saturating_sub(self.begin.elapsed())
    }
}

/// Sends, and stops waiting when the time is over, even if the transport does not.
async fn in_time(
    transport: &dyn Transport,
    call: http::Request<Bytes>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
    let mut sending = transport.send(call, limits);
    let mut timer = None;
    poll_fn(|context| {
        // The transport comes first: it knows better what took so long.
        if let Poll::Ready(answer) = sending.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        let timer = timer.get_or_insert_with(|| transport.sleep(limits.timeout));
        timer.as_mut().poll(context).map(|()| Err(TransportError::timeout(TimeIsOver)))
    })
    .await
}

/// The client stopped waiting, and the transport had not.
#[derive(Debug)]
struct TimeIsOver;

impl fmt::Display for TimeIsOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time limit has passed")
    }
}

impl StdError for TimeIsOver {}
