//! The client calls all four endpoints: what it gets is what the captured pages show.

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};
use generated_client::api::taobao::after_sales::{
    RefundModifyBody, RefundSubmitLogisticsBody, RefundType, refund_cancel, refund_modify,
    refund_submit_logistics,
};
use generated_client::client_runtime::ResponseBody;
use generated_client::{Request, Response};
use serde_json::{Value, json};
use xtask::mock::{Options, Server};

use crate::sandbox::{client, example, start};

/// The answer, after it was found to be that of the page but for the head of the envelope.
async fn answered<T: ResponseBody>(
    server: &Server,
    request: Request<T>,
    page: &str,
    lines: (usize, usize),
) -> Response<T> {
    let response = client(server).send(request).await.unwrap();
    let mut captured: Value = example(page, lines.0, lines.1);
    captured["code"] = json!(200);
    captured["requestId"] = json!(response.request_id());
    let came: Value = serde_json::from_slice(response.raw_body()).unwrap();
    assert_eq!(came, captured);
    assert!(response.headers().get("x-mock-lie").is_none());
    response
}

#[tokio::test]
async fn a_refund_is_cancelled() {
    let server = start(Options::default());
    let page = "v2-en/reverse-order-cancellation.txt";
    let response = answered(&server, refund_cancel("110000300003"), page, (140, 208)).await;
    assert_eq!(response.request_id(), Some("mock-1"));
    assert_eq!(response.into_data().unwrap().cancel_success, Some(false));
    let again = client(&server).send(refund_cancel("a/b 退")).await.unwrap();
    assert_eq!(again.request_id(), Some("mock-2"));
}

#[tokio::test]
async fn a_refund_is_modified() {
    let server = start(Options::default());
    let body =
        RefundModifyBody::default().sub_order_id("2597049687002736161").refund_type(RefundType::RefundsOnly);
    let response =
        answered(&server, refund_modify(&body), "v2-en/reverse-order-modification.txt", (261, 301)).await;
    assert!(response.into_data().unwrap().refund_order_aggregate.is_some());
}

#[tokio::test]
async fn logistics_are_submitted() {
    let server = start(Options::default());
    let body = RefundSubmitLogisticsBody::new("15068763422", "SF", "SF00111test", "110000303674", None);
    let request = refund_submit_logistics(&body);
    let response = answered(&server, request, "v1-en/return-logistics-submission.txt", (260, 333)).await;
    let data = response.into_data().unwrap();
    assert_eq!((data.currency.as_str(), data.distributor_id.as_str()), ("CNY", "345645363464"));
    assert_eq!(data.logistics_company_list[0].logistic_company_code.as_deref(), Some("123456"));
}

#[tokio::test]
async fn refund_info_is_queried() {
    let server = start(Options::default());
    let body = RefundInfoBody::default().refund_id("110000300003");
    let page = "v1-en/check-the-details-of-the-after-sales-order.txt";
    let response = answered(&server, refund_info(&body), page, (174, 252)).await;
    assert_eq!(response.into_data().unwrap().goods_received, Some(false));
}

#[tokio::test]
async fn a_client_is_led_to_the_mock_by_its_variables() {
    let server = start(Options::default());
    let variables = server.variables();
    let names: Vec<_> = variables.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["PANDAPON_BASE_URL", "PANDAPON_ACCESS_KEY", "PANDAPON_ACCESS_SECRET", "PANDAPON_USER_ID"]
    );
    assert_eq!(variables[0].1, server.base_url());
    assert_eq!(variables[2].1, "mock-access-secret");
}

#[test]
fn only_this_machine_can_call() {
    let server = start(Options::default());
    assert_eq!(server.address().ip().to_string(), "127.0.0.1");
    // A listener on all addresses would take this one, too.
    #[cfg(target_os = "linux")]
    assert!(std::net::TcpStream::connect(("127.0.0.2", server.address().port())).is_err());
    let address = server.address();
    drop(server);
    let mut attempts = 0..100;
    let is_gone = attempts.any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::net::TcpStream::connect(address).is_err()
    });
    assert!(is_gone, "the server goes on without its owner");
}
