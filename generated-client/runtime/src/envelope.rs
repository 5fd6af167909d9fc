//! Looks for the envelope in a body that the documented type does not fit: the tolerant second pass.

use crate::EnvelopeFields;
use crate::document::{Document, Kind, Value};
use std::borrow::Cow;

/// What a body says in the fields of the envelope.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Seen {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    /// Whether a field besides the code is there, so that this is hardly some other object with a field of that name.
    pub(crate) accompanied: bool,
}

impl EnvelopeFields {
    pub(crate) fn is_success(&self, code: &str) -> bool {
        self.success.contains(&code)
    }

    /// Reads what there is; a body that is no JSON object says nothing. Of a key that repeats, the last value counts.
    pub(crate) fn see(&self, body: Option<&Document<'_>>) -> Seen {
        let mut seen = Seen::default();
        let Some(root) = body.and_then(Document::root).filter(|root| root.kind() == Kind::Object) else {
            return seen;
        };
        for (key, value) in root.members() {
            let Some(key) = key.string() else {
                continue;
            };
            let is = |name: Option<&str>| name == Some(&*key);
            if is(Some(self.code)) {
                seen.code = text(value);
                continue;
            }
            if is(self.message) {
                seen.message = text(value);
            } else if is(self.request_id) {
                seen.request_id = text(value);
            } else if !is(Some(self.data)) {
                continue;
            }
            seen.accompanied = true;
        }
        seen
    }
}

/// A string's content, any other value's JSON text; `null` says nothing.
fn text(value: Value<'_>) -> Option<String> {
    match value.kind() {
        Kind::Null => None,
        _ => Some(value.string().map_or_else(|| value.text().to_owned(), Cow::into_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: EnvelopeFields = EnvelopeFields {
        code: "code",
        message: Some("msg"),
        request_id: Some("requestId"),
        data: "data",
        success: &["200"],
    };

    fn see(body: &str) -> Seen {
        FIELDS.see(Document::read(body.as_bytes()).as_ref())
    }

    #[test]
    fn fields_are_read_whatever_their_type() {
        let seen = see(r#"{"code": 4001, "msg": "余额不足", "requestId": 9007199254740993, "data": ""}"#);
        assert_eq!(seen.code.as_deref(), Some("4001"));
        assert_eq!(seen.message.as_deref(), Some("余额不足"));
        assert_eq!(seen.request_id.as_deref(), Some("9007199254740993"));
        assert!(seen.accompanied);
        assert_eq!(see(r#"{"code": "4001"}"#).code.as_deref(), Some("4001"));
        assert!(!see(r#"{"code": "4001", "name": "x"}"#).accompanied);
    }

    #[test]
    fn what_is_no_object_says_nothing() {
        for body in ["", "<html>", "[1]", "null", r#"{"code": null}"#, r#"{"code": 200"#] {
            assert_eq!(see(body), Seen::default(), "{body}");
        }
    }
}
