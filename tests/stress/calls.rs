//! One call of each endpoint, and how it ended.

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};
use generated_client::api::taobao::after_sales::{
    RefundModifyBody, RefundSubmitLogisticsBody, refund_cancel, refund_modify, refund_submit_logistics,
};
use generated_client::client_runtime::ResponseBody;
use generated_client::{Client, Error, Mismatch, Request, Response};
use serde::Serialize;
use serde::de::IgnoredAny;
use serde_json::Value as Json;

use crate::docs::Docs;

/// An endpoint, and whether its calls may be sent again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// Verb and path, as the log of the mock has them.
    pub(crate) endpoint: &'static str,
    pub(crate) may_repeat: bool,
}

/// The verb decides nothing: one that must not be repeated is a GET.
pub(crate) const KINDS: [Kind; 4] = [
    Kind { endpoint: "GET /v2/taobao/order/refund/cancel/{refundId}", may_repeat: false },
    Kind { endpoint: "POST /open/order/refund/render/submit/logistics", may_repeat: false },
    // The only one that api.yaml declares idempotent.
    Kind { endpoint: "POST /alibaba/refund/info", may_repeat: true },
    // Each call of it is marked.
    Kind { endpoint: "POST /v2/taobao/order/refund/modify", may_repeat: true },
];

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The value that the page shows.
    True,
    /// A value, and the one field that is not as documented is reported.
    Reported,
    /// A value, and what was changed in the answer breaks no promise of the docs.
    Harmless,
    Transport,
    HttpStatus,
    /// The HTML page of a proxy was no answer.
    Page,
}

/// How a call ended, and how often it was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    pub(crate) end: End,
    pub(crate) attempts: u32,
}

/// Makes the call of this number, which is one of [`KINDS`] by turns.
pub(crate) async fn call(client: &Client, number: usize, docs: &Docs) -> Ended {
    let id = number.to_string();
    let caller = Caller { client, docs, endpoint: KINDS[number % KINDS.len()].endpoint };
    match number % KINDS.len() {
        0 => caller.send(refund_cancel(id)).await,
        1 => {
            let body = RefundSubmitLogisticsBody::new("1", "SF", "2", id, None);
            caller.send(refund_submit_logistics(&body)).await
        }
        2 => caller.send(refund_info(&RefundInfoBody::default().refund_id(id))).await,
        _ => {
            let body = RefundModifyBody::default().refund_desc(id);
            caller.send(refund_modify(&body).idempotent(true)).await
        }
    }
}

struct Caller<'a> {
    client: &'a Client,
    docs: &'a Docs,
    endpoint: &'static str,
}

impl Caller<'_> {
    async fn send<T: ResponseBody + Serialize>(&self, request: Request<T>) -> Ended {
        match self.client.send(request).await {
            Ok(response) => Ended { end: self.value(&response), attempts: response.attempts() },
            Err(error) => Ended { end: failure(&error), attempts: error.attempts() },
        }
    }

    fn value<T: ResponseBody + Serialize>(&self, response: &Response<T>) -> End {
        let raw: Json = serde_json::from_slice(response.raw_body()).expect("a value is made of JSON alone");
        assert_eq!(raw["code"], 200);
        assert_eq!(raw["requestId"].as_str(), response.request_id());
        let kept = serde_json::to_value(response.body()).unwrap();
        let found: Vec<_> = response.mismatches().iter().map(Mismatch::path).collect();
        let Some(lie) = response.headers().get("x-mock-lie") else {
            assert!(found.is_empty(), "{}: {found:?}", self.endpoint);
            assert_eq!(kept, raw, "{}", self.endpoint);
            return End::True;
        };
        let lie = format!("{}: {}", self.endpoint, lie.to_str().unwrap());
        let (place, _) = lie.rsplit_once(' ').unwrap();
        let (_, place) = place.rsplit_once(' ').unwrap();
        // Whatever became of that one field, everything else is as it came.
        assert_eq!(without(kept, place), without(raw.clone(), place), "{lie}");
        if self.docs.are_kept(self.endpoint, &raw) {
            assert!(found.is_empty(), "{lie}, which the docs allow: {:?}", response.mismatches());
            return End::Harmless;
        }
        assert_eq!(found, [place], "{lie}: {:?}", response.mismatches());
        End::Reported
    }
}

/// JSON without what stands at a path such as `data.lines[2].id`; without the whole list where that is an item of it.
fn without(mut json: Json, path: &str) -> Json {
    let path = path.split_once('[').map_or(path, |(list, _)| list);
    let (owner, name) = path.rsplit_once('.').unwrap_or(("", path));
    let owner = if owner.is_empty() { String::new() } else { format!("/{}", owner.replace('.', "/")) };
    if let Some(Json::Object(members)) = json.pointer_mut(&owner) {
        members.remove(name);
    }
    json
}

fn failure(error: &Error) -> End {
    let kinds =
        [error.is_request(), error.is_transport(), error.is_http_status(), error.is_api(), error.is_decode()];
    match kinds {
        [false, true, false, false, false] => End::Transport,
        [false, false, true, false, false] => {
            let status = error.status().map(|status| status.as_u16());
            assert!(matches!(status, Some(429 | 500 | 502 | 503)), "{error:?}");
            End::HttpStatus
        }
        [false, false, false, false, true] => {
            let body = error.body().expect("a decode error holds what came");
            assert!(serde_json::from_slice::<IgnoredAny>(body).is_err(), "an answer is lost: {error:?}");
            assert!(body.starts_with(b"<html>"), "{error:?}");
            End::Page
        }
        // Nothing is wrong with the calls, and each attempt is signed anew: the mock has no reason to refuse one.
        _ => panic!("{kinds:?}: {error:?}"),
    }
}
