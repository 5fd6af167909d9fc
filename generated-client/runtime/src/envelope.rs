//! Looks for the envelope in a body that the documented type does not fit: the tolerant second pass.

use crate::document::{Document, Kind, Value};
use crate::{EnvelopeFields, Number};
use std::borrow::Cow;
use std::fmt::{self, Display, Write};

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
    /// Whether the code is one of those that mean success, as a text or as a number: `200.0` is `200`.
    pub(crate) fn is_success(&self, code: &dyn Display) -> bool {
        // Nearly every answer is told by the first question, which copies nothing.
        self.success.iter().any(|success| prints(code, success))
            || self.is_success_as_number(&code.to_string())
    }

    fn is_success_as_number(&self, code: &str) -> bool {
        let number = |text: &str| text.trim().parse::<Number>().ok();
        number(code)
            .is_some_and(|code| self.success.iter().any(|success| number(success).as_ref() == Some(&code)))
    }

    /// Reads what there is; a body that is no JSON object says nothing.
    pub(crate) fn see(&self, body: Option<&Document<'_>>) -> Seen {
        body.and_then(Document::root).map(|root| self.see_in(root)).unwrap_or_default()
    }

    /// The same of a body that is to be an object: it may stand in a string or in a list of one.
    pub(crate) fn find(&self, body: Option<&Document<'_>>) -> Seen {
        let Some(root) = body.and_then(Document::root) else {
            return Seen::default();
        };
        let root = root.only_item().unwrap_or(root);
        match root.string() {
            Some(text) => self.see(Document::read(text.as_bytes()).as_ref()),
            None => self.see_in(root),
        }
    }

    /// Of a key that repeats, the last value counts.
    fn see_in(&self, root: Value<'_>) -> Seen {
        let mut seen = Seen::default();
        if root.kind() != Kind::Object {
            return seen;
        }
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

/// Whether this is the text that the value prints. Every answer is asked so, hence nothing is copied.
fn prints(value: &dyn Display, text: &str) -> bool {
    struct Rest<'a>(&'a str);
    impl Write for Rest<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
            Ok(())
        }
    }
    let mut rest = Rest(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// A string's content, any other value's JSON text, the same of the only item of a list; `null` says nothing.
fn text(value: Value<'_>) -> Option<String> {
    let value = value.only_item().unwrap_or(value);
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
    fn a_code_is_a_success_if_it_prints_one_or_the_same_number() {
        let fields = EnvelopeFields { success: &["200", "", "ok"], ..FIELDS };
        for code in
            [&200 as &dyn Display, &"200", &"", &"ok", &format_args!("{}{}", 2, "00"), &"200 ", &"2e2"]
        {
            assert!(fields.is_success(code), "{code}");
        }
        for code in [&20 as &dyn Display, &2000, &"0200", &"OK", &200.5, &format_args!("{}{}", 2, "0")] {
            assert!(!fields.is_success(code), "{code}");
        }
    }

    #[test]
    fn what_is_no_object_says_nothing() {
        for body in ["", "<html>", "[1]", "null", r#"{"code": null}"#, r#"{"code": 200"#] {
            assert_eq!(see(body), Seen::default(), "{body}");
        }
    }
}
