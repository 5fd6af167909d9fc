//! One call: attempt after attempt, each signed anew, until one succeeds or there is no sense in another.

mod arrival;

use super::Client;
use crate::received::{Judged, Received};
use crate::redactor::Redactor;
use crate::repair::Mismatches;
use crate::retry::{self, chance};
use crate::telemetry::Span;
use crate::{Answer, Body, Download, Error, Limits, Request, Response, Result, Transport, TransportError};
use arrival::Arrived;
use bytes::Bytes;
use http::header::USER_AGENT;
use http::response::Parts;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

/// A call that is being carried out.
pub(super) struct Call<'a, T> {
    client: &'a Client,
    request: &'a Request<T>,
    span: &'a Span,
    begin: Instant,
    attempts: u32,
}

impl<'a, T: Answer> Call<'a, T> {
    pub(super) fn new(client: &'a Client, request: &'a Request<T>, span: &'a Span) -> Self {
        Self { client, request, span, begin: Instant::now(), attempts: 0 }
    }

    pub(super) async fn carry_out(mut self) -> Result<Response<T>> {
        let mut failure = match self.attempt().await {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        while let Some(wait) = self.wait_after(&failure) {
            self.span.retry(self.attempts, &failure, wait);
            self.client.inner.transport.sleep(wait).await;
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
        if !is_safe || self.request.is_spent() || !self.client.inner.retry.allows_another(self.attempts) {
            return None;
        }
        let wait = self.client.inner.retry.delay(self.attempts, chance());
        let wait = wait.max(failure.retry_after().unwrap_or_default());
        (wait < self.left()).then_some(wait)
    }

    async fn attempt(&mut self) -> Result<Response<T>> {
        let (call, secrets) = self.authenticated()?;
        let client = &*self.client.inner;
        // A body that may be handed over has no limit; the one that is read here keeps to the client's.
        let most = if T::MAY_STREAM { usize::MAX } else { client.max_response_bytes };
        let limits = Limits::new(self.limit(), most);
        let reading = async {
            let answer = client.transport.send(call, limits).await?;
            let streams = answer.status().is_success() && T::streams(answer.status());
            arrival::read(answer, streams, client.api.envelope.is_some(), client.max_response_bytes).await
        };
        let answer = in_time(&*client.transport, reading, limits.timeout).await.map_err(Error::transport);
        if !matches!(&answer, Err(error) if error.is_request()) {
            self.attempts += 1;
        }
        let (parts, arrived) = answer?.into_parts();
        match arrived {
            Arrived::Whole(body) => self.judge(parts, body, &secrets),
            Arrived::Stream(body) => self.hand_over(parts, body, &secrets),
        }
    }

    fn judge(&self, parts: Parts, body_bytes: Bytes, secrets: &Redactor) -> Result<Response<T>> {
        let received = self.received(&parts, &body_bytes, secrets);
        if !parts.status.is_success() {
            let now = || self.client.inner.clock.now();
            return Err(received.failure().come_back_in(retry::retry_after(&parts.headers, now)));
        }
        let judged = T::judge(&received)?;
        Ok(self.response(parts, body_bytes, judged))
    }

    /// Gives the caller a body that is still to come, unless it is a failure that came in place of it.
    fn hand_over(&self, parts: Parts, body: Body, secrets: &Redactor) -> Result<Response<T>> {
        let in_place = body.as_bytes().filter(|_| arrival::is_json_message(&parts.headers));
        if let Some(error) =
            in_place.and_then(|bytes| self.received(&parts, bytes, secrets).failure_in_envelope())
        {
            return Err(error);
        }
        let download = Download {
            client: self.client.clone(),
            endpoint: self.request.endpoint().clone(),
            attempts: self.attempts,
            status: parts.status,
            headers: parts.headers.clone(),
            body,
            timer: None,
            #[cfg(feature = "blocking")]
            rest: Bytes::new(),
        };
        let body = T::stream(download).map(Box::new).ok_or_else(|| {
            Error::request("the type of the answer takes a stream for a status, and then does not")
        })?;
        let judged = Judged { body, request_id: None, mismatches: Mismatches::default() };
        Ok(self.response(parts, Bytes::new(), judged))
    }

    fn received<'r>(&self, parts: &Parts, body: &'r Bytes, secrets: &'r Redactor) -> Received<'r> {
        let envelope = self.client.inner.api.envelope.as_ref();
        let decoding = self.request.own_decoding().unwrap_or(self.client.inner.decoding);
        Received { status: parts.status, body, envelope, secrets, decoding }
    }

    fn response(&self, parts: Parts, raw_body: Bytes, judged: Judged<T>) -> Response<T> {
        let Judged { body, request_id, mismatches } = judged;
        Response {
            endpoint: self.request.endpoint().clone(),
            status: parts.status,
            headers: parts.headers,
            request_id,
            body,
            data_field: self.client.inner.api.envelope.as_ref().map(|envelope| envelope.data),
            elapsed: self.begin.elapsed(),
            attempts: self.attempts,
            raw_body,
            mismatches,
        }
    }

    fn authenticated(&self) -> Result<(http::Request<Body>, Redactor)> {
        let client = &*self.client.inner;
        let accept = if T::MAY_STREAM { "*/*" } else { "application/json" };
        let secrets = client.secrets.clone();
        let mut outgoing = self.request.outgoing(&client.base_url, accept, &*client.nonces, secrets)?;
        // The caller's own header wins; the authentication, which comes last, wins over both.
        outgoing.headers.entry(USER_AGENT).or_insert_with(|| client.user_agent.clone());
        if let Some(authenticator) = client.authenticator.as_ref().filter(|_| self.request.is_authenticated())
        {
            authenticator.authenticate(&mut outgoing, &*client.clock, &*client.nonces)?;
        }
        outgoing.finish()
    }

    /// How long this attempt may take. Where another may follow, a server that hangs must not use up all there is.
    fn limit(&self) -> Duration {
        let left = self.left();
        let another_may_follow =
            self.request.is_idempotent() && self.client.inner.retry.allows_another(self.attempts + 1);
        if another_may_follow {
            self.client.inner.attempt_timeout.unwrap_or(left / 2).min(left)
        } else {
            left
        }
    }

    fn left(&self) -> Duration {
        self.request.own_timeout().unwrap_or(self.client.inner.timeout).saturating_sub(self.begin.elapsed())
    }
}

/// Stops waiting when the time is over, even if the transport does not.
async fn in_time<A>(
    transport: &dyn Transport,
    sending: impl Future<Output = Result<A, TransportError>>,
    timeout: Duration,
) -> Result<A, TransportError> {
    let mut sending = pin!(sending);
    let mut timer = None;
    poll_fn(|context| {
        // The transport comes first: it knows better what took so long.
        if let Poll::Ready(answer) = sending.as_mut().poll(context) {
            return Poll::Ready(answer);
        }
        let timer = timer.get_or_insert_with(|| transport.sleep(timeout));
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
