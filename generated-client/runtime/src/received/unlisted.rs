//! A success whose status the docs do not know.

use super::{Cause, Judged, Received};
use crate::{Decoding, Error, Json, Mismatch, Remedy, Result};
use bytes::Bytes;

/// Reads an answer as one of those that are documented.
type Reader<T> = fn(&Received<'_>) -> Result<Judged<T>>;

impl Received<'_> {
    /// The first documented answer that the body fits without a mismatch; the status is reported as one.
    ///
    /// # Errors
    /// An API error that the body is; or a decode error, when it fits none.
    pub fn judge_unlisted<T>(&self, statuses: &[&str], readers: &[Reader<T>]) -> Result<Judged<T>> {
        let promised = format!("the status {}", statuses.join(" or "));
        if let Some(failure) = self.failure_in_envelope() {
            return Err(failure);
        }
        let readers = readers.iter().filter(|_| self.decoding != Decoding::Strict);
        let exactly = Received { decoding: Decoding::Strict, ..*self };
        for reader in readers.filter(|reader| !self.is_lost_on(**reader)) {
            if let Ok(mut judged) = reader(&exactly) {
                judged.mismatches.kept.push(Mismatch {
                    path: String::new(),
                    promised,
                    came: Json::encode(&self.status.as_u16()).ok(),
                    remedy: Remedy::Converted,
                    source: None,
                });
                return Ok(judged);
            }
        }
        let reason = format!("the status {} came where the docs know {promised}", self.status.as_u16());
        Err(Error::decode(None, Cause(reason), self.said(self.seen()))
            .with_answer(self.body.clone(), crate::repair::Mismatches::default()))
    }

    /// Whether it is read as an answer without a body, although it has one.
    fn is_lost_on<T>(&self, reader: Reader<T>) -> bool {
        !self.body.is_empty() && reader(&Received { body: &Bytes::new(), ..*self }).is_ok()
    }
}
