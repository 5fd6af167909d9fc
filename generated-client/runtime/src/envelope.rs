//! Looks for the envelope in a body that the documented type does not fit: the tolerant second pass.

use crate::EnvelopeFields;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

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

    /// Reads what there is; a body that is no JSON object says nothing.
    pub(crate) fn see(&self, body: &[u8]) -> Seen {
        let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(body).unwrap_or_default();
        let accompanies = |name: Option<&str>| name.is_some_and(|name| fields.contains_key(name));
        let seen = |name: Option<&str>| name.and_then(|name| fields.get(name)).and_then(|value| text(value));
        Seen {
            code: seen(Some(self.code)),
            message: seen(self.message),
            request_id: seen(self.request_id),
            accompanied: accompanies(self.message)
                || accompanies(self.request_id)
                || accompanies(Some(self.data)),
        }
    }
}

/// A string's content, any other value's JSON text; `null` says nothing.
fn text(value: &RawValue) -> Option<String> {
    match value.get() {
        "null" => None,
        text => Some(serde_json::from_str(text).unwrap_or_else(|_| text.to_owned())),
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

    #[test]
    fn fields_are_read_whatever_their_type() {
        let seen = FIELDS.see(
            r#"{"code": 4001, "msg": "余额不足", "requestId": 9007199254740993, "data": ""}"#.as_bytes(),
        );
        assert_eq!(seen.code.as_deref(), Some("4001"));
        assert_eq!(seen.message.as_deref(), Some("余额不足"));
        assert_eq!(seen.request_id.as_deref(), Some("9007199254740993"));
        assert!(seen.accompanied);
        assert_eq!(FIELDS.see(br#"{"code": "4001"}"#).code.as_deref(), Some("4001"));
        assert!(!FIELDS.see(br#"{"code": "4001", "name": "x"}"#).accompanied);
    }

    #[test]
    fn what_is_no_object_says_nothing() {
        for body in ["", "<html>", "[1]", "null", r#"{"code": null}"#, r#"{"code": 200"#] {
            assert_eq!(FIELDS.see(body.as_bytes()), Seen::default(), "{body}");
        }
    }
}
