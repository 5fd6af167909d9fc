//! Request bodies send what their setters are given, under the documented names, and nothing else.

use generated_client::api::alibaba_1688::after_sales::RefundInfoBody;
use generated_client::api::taobao::after_sales::{
    GoodsStatus, RefundModifyBody, RefundSubmitLogisticsBody, RefundType,
};
use proptest::option;
use proptest::prelude::{any, proptest};
use serde_json::{Map, Value, json};

use crate::{config, text};

/// The members that are given.
fn given(members: Value) -> Value {
    match members {
        Value::Object(members) => {
            members.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into()
        }
        other => other,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_modification_sends_what_is_set(
        sub_order_id in option::of(text()),
        refund_type in option::of(any::<i64>()),
        goods_status in option::of(-1..9_i64),
        reason_id in option::of(any::<i64>()),
        refund_fee in option::of(any::<i64>()),
        refund_desc in option::of(text()),
    ) {
        let mut body = RefundModifyBody::default();
        if let Some(value) = &sub_order_id { body = body.sub_order_id(value); }
        if let Some(value) = refund_type { body = body.refund_type(RefundType::from(value)); }
        if let Some(value) = goods_status { body = body.goods_status(GoodsStatus::from(value)); }
        if let Some(value) = reason_id { body = body.reason_id(value); }
        if let Some(value) = refund_fee { body = body.refund_fee(value); }
        if let Some(value) = &refund_desc { body = body.refund_desc(value); }
        let json = serde_json::to_value(&body).expect("it is written");
        let expected = json!({
            "subOrderId": sub_order_id, "refundType": refund_type, "goodsStatus": goods_status,
            "reasonId": reason_id, "refundFee": refund_fee, "refundDesc": refund_desc,
        });
        assert_eq!(json, given(expected));
        let text = serde_json::to_string(&body).expect("it is written");
        assert_eq!(serde_json::from_str::<RefundModifyBody>(&text).expect("it is read"), body);
    }

    #[test]
    fn a_submission_sends_all_that_is_required(
        phone in text(), code in text(), number in text(), id in text(), description in option::of(text()),
    ) {
        let body = RefundSubmitLogisticsBody::new(phone.as_str(), code.as_str(), number.as_str(), id.as_str(), description.clone());
        // `null` is sent where the docs ask for the member and allow it to be null.
        let expected = json!({
            "buyerPhone": phone, "logisticsCompanyCode": code, "logisticsNo": number, "refundId": id, "returnGoodsDesc": description,
        });
        assert_eq!(serde_json::to_value(&body).expect("it is written"), expected);
        let text = serde_json::to_string(&body).expect("it is written");
        assert_eq!(serde_json::from_str::<RefundSubmitLogisticsBody>(&text).expect("it is read"), body);
    }

    #[test]
    fn a_question_sends_its_id(id in text()) {
        let body = RefundInfoBody::default().refund_id(id.as_str());
        assert_eq!(serde_json::to_value(&body).expect("it is written"), json!({ "refundId": id }));
    }
}
