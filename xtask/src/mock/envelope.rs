//! The head of the envelope: what an answer says of the call itself.

use generator::spec::Spec;
use generator::spec::api::{ApiDescription, EnvelopeRoles};
use generator::spec::schema::Shape;

use super::tree::Tree;

/// How answers tell success and failure.
#[derive(Clone, Debug)]
pub(super) struct Envelope {
    roles: Option<EnvelopeRoles>,
    code_is_number: bool,
    request_id_is_number: bool,
}

impl Envelope {
    pub(super) fn of(spec: &Spec, api: &ApiDescription) -> Self {
        let shape = |name: &str| match spec.shared.envelope.as_ref().map(|named| &named.schema.shape) {
            Some(Shape::Object { fields }) => {
                fields.iter().find(|field| field.name == name).map(|field| &field.schema.shape)
            }
            _ => None,
        };
        let is_number =
            |name: &str| matches!(shape(name), Some(Shape::Integer { .. } | Shape::Number { .. }));
        let is_text = |name: &str| matches!(shape(name), Some(Shape::String { .. }));
        let roles = api.envelope.clone();
        // Where the pages do not settle the type of the code, `api.yaml` tells it: `200` is a number, `OK` is not.
        let says_number = |roles: &EnvelopeRoles| {
            let is_numeric = roles.success.first().is_some_and(|code| code.parse::<i64>().is_ok());
            is_number(&roles.code) || is_numeric && !is_text(&roles.code)
        };
        Self {
            code_is_number: roles.as_ref().is_none_or(says_number),
            request_id_is_number: roles
                .as_ref()
                .and_then(|roles| roles.request_id.as_deref())
                .is_some_and(is_number),
            roles,
        }
    }

    /// Whether refusals have an envelope that says so; otherwise the HTTP status alone does.
    pub(super) const fn exists(&self) -> bool {
        self.roles.is_some()
    }

    /// The body that refuses the call of this number with a code that never means success.
    pub(super) fn refusal(&self, code: u16, words: &str, number: u64) -> String {
        let mut body = Tree::Object(Vec::new());
        let Some(roles) = &self.roles else {
            body.set("code", Tree::Scalar(code.to_string()));
            body.set("message", Tree::text(words));
            return body.to_string();
        };
        if let Some(name) = &roles.request_id {
            body.set(name, self.request_id(number));
        }
        let mut free = u32::from(code);
        while roles.success.contains(&free.to_string()) {
            free += 1;
        }
        body.set(&roles.code, self.code(&free.to_string()));
        body.set(roles.message.as_deref().unwrap_or("message"), Tree::text(words));
        body.set(&roles.data, Tree::null());
        body.to_string()
    }

    /// Makes a captured answer one of the call of this number: its request id is the call's, and a code that is a mere
    /// placeholder becomes one of success.
    pub(super) fn renew(&self, answer: &mut Tree, enveloped: bool, number: u64) {
        let Some(roles) = self.roles.as_ref().filter(|roles| enveloped || is_around(roles, answer)) else {
            return;
        };
        let code = answer.member(&roles.code).map(|code| code.as_text().unwrap_or_else(|| code.to_string()));
        let is_success = code.is_some_and(|code| roles.success.contains(&code));
        if let Some(success) = roles.success.first().filter(|_| !is_success) {
            answer.set(&roles.code, self.code(success));
        }
        if let Some(name) = roles.request_id.as_ref().filter(|name| answer.member(name).is_some()) {
            answer.set(name, self.request_id(number));
        }
    }

    /// An answer that only says that the call went well.
    pub(super) fn head(&self, number: u64) -> Option<Tree> {
        let roles = self.roles.as_ref()?;
        let mut body = Tree::Object(Vec::new());
        if let Some(name) = &roles.request_id {
            body.set(name, self.request_id(number));
        }
        body.set(&roles.code, self.code(roles.success.first()?));
        if let Some(name) = &roles.message {
            body.set(name, Tree::text("answered by the mock"));
        }
        Some(body)
    }

    /// The same around `data`.
    pub(super) fn around(&self, data: Tree) -> Tree {
        let (Some(roles), Some(mut body)) = (&self.roles, self.head(0)) else { return data };
        body.set(&roles.data, data);
        body
    }

    /// Whether an answer is nothing but the head of the envelope.
    pub(super) fn is_head(&self, answer: &Tree) -> bool {
        let is_head = |roles| is_around(roles, answer) && answer.member(&roles.data).is_none();
        self.roles.as_ref().is_some_and(is_head)
    }

    /// The member that holds what was asked for.
    pub(super) fn data(&self) -> Option<&str> {
        self.roles.as_ref().map(|roles| roles.data.as_str())
    }

    fn code(&self, code: &str) -> Tree {
        if self.code_is_number && code.parse::<i64>().is_ok() {
            Tree::Scalar(code.to_owned())
        } else {
            Tree::text(code)
        }
    }

    fn request_id(&self, number: u64) -> Tree {
        if self.request_id_is_number {
            Tree::Scalar(number.to_string())
        } else {
            Tree::text(&format!("mock-{number}"))
        }
    }
}

/// Whether an answer that the pages do not call enveloped has the code of the envelope and something that goes with it,
/// so that clients take it for one.
fn is_around(roles: &EnvelopeRoles, answer: &Tree) -> bool {
    let companions = [roles.message.as_deref(), roles.request_id.as_deref(), Some(roles.data.as_str())];
    answer.member(&roles.code).is_some()
        && companions.into_iter().flatten().any(|name| answer.member(name).is_some())
}

#[cfg(test)]
mod tests {
    use super::Envelope;
    use crate::mock::tree::Tree;
    use generator::spec::Spec;
    use generator::spec::yaml;

    fn envelope(success: &str) -> Envelope {
        let text = format!(
            "name: Acme\nenvelope: {{ code: status, success: [{success}], message: words, request_id: trace, data: result }}\n"
        );
        Envelope::of(&Spec::default(), &yaml::read_api("api.yaml", &text).unwrap())
    }

    #[test]
    fn a_refusal_never_has_the_code_of_success() {
        let refusal = envelope("\"0\"").refusal(400, "no \"id\"", 7);
        assert_eq!(refusal, r#"{"trace":"mock-7","status":400,"words":"no \"id\"","result":null}"#);
        let refusal = envelope("\"400\", \"401\"").refusal(400, "no", 7);
        assert!(refusal.contains(r#""status":402"#), "{refusal}");
        let refusal = envelope("OK").refusal(400, "no", 7);
        assert!(refusal.contains(r#""status":"400""#), "{refusal}");
    }

    #[test]
    fn only_the_head_of_a_placeholder_is_mended() {
        let renewed = |text: &str| {
            let mut answer = Tree::parse(text).unwrap();
            envelope("\"200\"").renew(&mut answer, true, 3);
            answer.to_string()
        };
        assert_eq!(
            renewed(r#"{"status": 0, "trace": "", "words": "string", "result": {"status": 0}}"#),
            r#"{"status":200,"trace":"mock-3","words":"string","result":{"status":0}}"#
        );
        // A code of success stays as the page writes it.
        assert_eq!(renewed(r#"{"status": "200", "result": 1}"#), r#"{"status":"200","result":1}"#);
    }

    #[test]
    fn an_object_that_is_no_envelope_stays() {
        let mut answer = Tree::parse(r#"{"status": 20}"#).unwrap();
        envelope("\"200\"").renew(&mut answer, false, 1);
        assert_eq!(answer.to_string(), r#"{"status":20}"#);
        let mut answer = Tree::parse(r#"{"status": 0, "words": ""}"#).unwrap();
        envelope("\"200\"").renew(&mut answer, false, 1);
        assert_eq!(answer.to_string(), r#"{"status":200,"words":""}"#);
    }
}
