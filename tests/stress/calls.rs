//! One call of each kind, and how it ended.

use std::ops::AddAssign;

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};
use generated_client::api::taobao::after_sales::{
    RefundModifyBody, RefundSubmitLogisticsBody, refund_cancel, refund_modify, refund_submit_logistics,
};
use generated_client::client_runtime::ResponseBody;
use generated_client::{Client, Error, Request};
use serde_json::Value as Json;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The value that the page shows.
    True,
    /// A value of an answer in which a field had another type.
    Lied,
    Transport,
    HttpStatus,
    /// The HTML page of a proxy was no answer.
    Page,
    /// The whole answer was lost for one field.
    Lost,
}

/// How often calls ended how.
#[derive(Debug, Default)]
pub(crate) struct Tally([usize; 6]);

impl Tally {
    pub(crate) fn add(&mut self, end: End) {
        self.0[end as usize] += 1;
    }

    fn count(&self, end: End) -> usize {
        self.0[end as usize]
    }

    /// Compares with what the mock was told to do: a fifth of the calls fails, and of the answers a fifth lies.
    pub(crate) fn check(&self, calls: usize) {
        assert_eq!(self.0.iter().sum::<usize>(), calls, "{self:?}");
        // 80 % are no failures and 80 % of those no lies; slow bodies, one failure in nine, are whole as well.
        assert!(self.count(End::True) > calls * 60 / 100, "{self:?}");
        // Retries make these fewer, never none: calls that are not idempotent are sent once.
        for end in [End::Transport, End::HttpStatus, End::Page] {
            assert!((1..calls * 15 / 100).contains(&self.count(end)), "{end:?}: {self:?}");
        }
        let lied = self.count(End::Lied) + self.count(End::Lost);
        assert!((calls * 13 / 100..calls * 21 / 100).contains(&lied), "{self:?}");
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }
}

/// Makes the call of this number; every second one may be repeated.
pub(crate) async fn call(client: &Client, number: usize) -> End {
    let may_repeat = number.is_multiple_of(2);
    match number / 2 % 4 {
        0 => ended(client, refund_cancel(number.to_string()).idempotent(may_repeat)).await,
        1 => {
            let body = RefundInfoBody::default().refund_id(number.to_string());
            ended(client, refund_info(&body).idempotent(may_repeat)).await
        }
        2 => {
            let body = RefundModifyBody::default().refund_desc("parcel lost");
            ended(client, refund_modify(&body).idempotent(may_repeat)).await
        }
        _ => {
            let body = RefundSubmitLogisticsBody::new("1", "SF", "2", number.to_string(), None);
            ended(client, refund_submit_logistics(&body).idempotent(may_repeat)).await
        }
    }
}

async fn ended<T: ResponseBody>(client: &Client, request: Request<T>) -> End {
    match client.send(request).await {
        Ok(response) => {
            let is_lie = response.headers().contains_key("x-mock-lie");
            let raw: Json =
                serde_json::from_slice(response.raw_body()).expect("a value is made of JSON alone");
            assert_eq!(raw["code"], 200);
            assert_eq!(raw["requestId"].as_str(), response.request_id());
            assert!(is_lie || response.mismatches().is_empty(), "{:?}", response.mismatches());
            if is_lie { End::Lied } else { End::True }
        }
        Err(error) => kind(&error),
    }
}

fn kind(error: &Error) -> End {
    let kinds =
        [error.is_request(), error.is_transport(), error.is_http_status(), error.is_api(), error.is_decode()];
    let page = error.body_excerpt().is_some_and(|body| body.starts_with("<html>"));
    match kinds {
        [false, true, false, false, false] => End::Transport,
        [false, false, true, false, false] => {
            assert!(
                error.status().is_some_and(|status| matches!(status.as_u16(), 429 | 500 | 502 | 503)),
                "{error:?}"
            );
            End::HttpStatus
        }
        [false, false, false, false, true] if page => End::Page,
        [false, false, false, false, true] => End::Lost,
        // Nothing is wrong with the calls, and each attempt is signed anew: the mock has no reason to refuse one.
        _ => panic!("{kinds:?}: {error:?}"),
    }
}
