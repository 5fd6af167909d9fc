//! Each of the four captured calls: what goes out is what the page documents, what comes back is typed.

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};
use generated_client::api::taobao::after_sales::{
    GoodsStatus, RefundModifyBody, RefundSubmitLogisticsBody, RefundType, refund_cancel, refund_modify,
    refund_submit_logistics,
};
use generated_client::{NumberOrString, TimestampUnit};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

use crate::sandbox::{ACCESS_KEY, NONCE, SIGNATURE, SUB_ACCOUNT, TIMESTAMP, builder, client, example_value};

const CANCEL: &str = "v2-en/reverse-order-cancellation.txt";
const MODIFY: &str = "v2-en/reverse-order-modification.txt";
const LOGISTICS: &str = "v1-en/return-logistics-submission.txt";
const INFO: &str = "v1-en/check-the-details-of-the-after-sales-order.txt";

/// A server that answers everything with `answer`.
async fn answering(answer: Value) -> MockServer {
    let server = MockServer::start().await;
    let template = ResponseTemplate::new(200).set_body_json(answer);
    Mock::given(matchers::any()).respond_with(template).mount(&server).await;
    server
}

/// The only request the server got, after its system headers are found right.
async fn signed_request(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 1, "one call is one request");
    let request = requests.remove(0);
    let expected = [
        ("access-key", ACCESS_KEY),
        ("timestamp", TIMESTAMP),
        ("nonce-str", NONCE),
        ("user-id", SUB_ACCOUNT),
        ("signature", SIGNATURE),
    ];
    for (name, value) in expected {
        let sent: Vec<_> =
            request.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        assert_eq!(sent, [value], "{name}");
    }
    assert_eq!(request.url.query(), None);
    request
}

/// The machine-made examples answer with code 0, which is no success code; a real answer has 200.
fn succeeding(mut answer: Value) -> Value {
    assert_eq!(answer["code"], 0);
    answer["code"] = json!(200);
    answer
}

#[tokio::test]
async fn cancel_a_refund() {
    let server = answering(succeeding(example_value(CANCEL, 140, 208))).await;
    let response = client(&server.uri()).send(refund_cancel("110000300003")).await.unwrap();

    let request = signed_request(&server).await;
    assert_eq!(request.method, "GET");
    assert_eq!(request.url.path(), "/v2/taobao/order/refund/cancel/110000300003");
    assert!(request.body.is_empty());

    assert_eq!(response.status(), 200);
    let data = response.into_data().unwrap();
    assert_eq!(data.cancel_success, Some(false));
    assert_eq!(data.distributor_id.as_deref(), Some(""));
    let order = data.refund_order_aggregate.unwrap().refund_order.unwrap();
    assert_eq!(order.refund_status, Some(NumberOrString::from("")));
}

#[tokio::test]
async fn a_refund_id_cannot_leave_its_segment_of_the_path() {
    let server = answering(succeeding(example_value(CANCEL, 140, 208))).await;
    client(&server.uri()).send(refund_cancel("../a/b?c#d%2F")).await.unwrap();
    let request = signed_request(&server).await;
    assert_eq!(request.url.path(), "/v2/taobao/order/refund/cancel/..%2Fa%2Fb%3Fc%23d%252F");
}

#[tokio::test]
async fn modify_a_refund() {
    let server = answering(succeeding(example_value(MODIFY, 261, 301))).await;
    let body = RefundModifyBody::default()
        .sub_order_id("string")
        .refund_type(RefundType::ReturnedItemsAndRefunds)
        .goods_status(GoodsStatus::SellersConfirmationOfReceipt)
        .refund_fee(1999)
        .refund_desc("string");
    let response = client(&server.uri()).send(refund_modify(&body)).await.unwrap();

    let request = signed_request(&server).await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.url.path(), "/v2/taobao/order/refund/modify");
    assert_eq!(request.headers["content-type"], "application/json");
    // Lines 158 and 162 of the page number these values 2 and 6; `reasonId` was not given.
    let sent: Value = request.body_json().unwrap();
    let expected = json!({"subOrderId": "string", "refundType": 2, "goodsStatus": 6, "refundFee": 1999, "refundDesc": "string"});
    assert_eq!(sent, expected);

    let aggregate = response.into_data().unwrap().refund_order_aggregate.unwrap();
    let order = aggregate.refund_order.unwrap();
    assert_eq!(order.refund_status, Some(NumberOrString::from(0_i64)));
    assert_eq!(aggregate.purchase_order_line, None);
}

#[tokio::test]
async fn submit_return_logistics() {
    let server = answering(example_value(LOGISTICS, 260, 333)).await;
    let body = RefundSubmitLogisticsBody::new(
        "15068763422",
        "SF",
        "SF00111test",
        "110000303674",
        Some("test".to_owned()),
    );
    let response = client(&server.uri()).send(refund_submit_logistics(&body)).await.unwrap();

    let request = signed_request(&server).await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.url.path(), "/open/order/refund/render/submit/logistics");
    assert_eq!(request.body_json::<Value>().unwrap(), example_value(LOGISTICS, 178, 184));

    assert_eq!(response.request_id(), Some("3456435643"));
    assert_eq!(response.body().develop_id, Some(NumberOrString::from("3455555555555552")));
    let data = response.into_data().unwrap();
    assert_eq!(data.currency, "CNY");
    assert_eq!(data.logistics_company_list[0].logistic_company_code.as_deref(), Some("123456"));
    let order = data.refund_order_aggregate.refund_order.unwrap();
    assert_eq!(order.pay_order_id.as_deref(), Some("2597049687002736161"));
    assert_eq!(order.refund_status, Some(NumberOrString::from("20")));
}

#[tokio::test]
async fn a_required_field_that_may_be_null_is_sent_as_null() {
    let server = answering(example_value(LOGISTICS, 260, 333)).await;
    let body = RefundSubmitLogisticsBody::new("1", "SF", "2", "3", None);
    client(&server.uri()).send(refund_submit_logistics(&body)).await.unwrap();
    let sent: Value = signed_request(&server).await.body_json().unwrap();
    assert_eq!(sent.get("returnGoodsDesc"), Some(&Value::Null));
}

#[tokio::test]
async fn the_timestamp_can_be_in_milliseconds() {
    let server = answering(example_value(LOGISTICS, 260, 333)).await;
    let client = builder(&server.uri()).timestamp_unit(TimestampUnit::Milliseconds).build().unwrap();
    let body = RefundSubmitLogisticsBody::new("1", "SF", "2", "3", None);
    client.send(refund_submit_logistics(&body)).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests[0].headers["timestamp"], format!("{TIMESTAMP}000").as_str());
    assert_ne!(requests[0].headers["signature"], SIGNATURE, "the timestamp is signed");
}

#[tokio::test]
async fn query_a_refund() {
    let mut answer = succeeding(example_value(INFO, 174, 252));
    // An id of 19 digits, beyond what a float holds, in a field that the page shows as 0.
    answer["data"]["orderId"] = json!(2_597_049_687_002_736_161_i64);
    let server = answering(answer).await;
    let body = RefundInfoBody::default().refund_id("string");
    let response = client(&server.uri()).send(refund_info(&body)).await.unwrap();

    let request = signed_request(&server).await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.url.path(), "/alibaba/refund/info");
    assert_eq!(request.body_json::<Value>().unwrap(), example_value(INFO, 130, 132));

    let data = response.into_data().unwrap();
    assert_eq!(data.order_id.unwrap().to_string(), "2597049687002736161");
    assert_eq!(data.buyer_send_goods, Some(false));
    assert_eq!(data.order_entry_count_map.as_deref(), Some(""));
}
