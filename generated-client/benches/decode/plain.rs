//! The captured answers as someone would write them by hand with serde alone.
#![expect(dead_code, reason = "what is decoded is only timed")]
#![expect(clippy::struct_field_names, reason = "they are the names of the docs")]

use serde::Deserialize;
use serde_json::Number;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Envelope<T> {
    pub(crate) request_id: Option<String>,
    pub(crate) code: Option<i64>,
    pub(crate) develop_id: Option<NumberOrString>,
    pub(crate) msg: Option<String>,
    pub(crate) data: Option<T>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum NumberOrString {
    Number(Number),
    String(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum ReceiverAddress {
    Object(ReceiverAddressObject),
    String(String),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundSubmitLogisticsData {
    pub(crate) currency: String,
    pub(crate) distributor_id: String,
    pub(crate) logistics_company_list: Vec<RefundSubmitLogisticsCompany>,
    pub(crate) refund_order_aggregate: RefundOrderAggregate,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundSubmitLogisticsCompany {
    pub(crate) logistics_company_name: Option<String>,
    pub(crate) logistic_company_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancelRefundOrderVo {
    pub(crate) distributor_id: Option<String>,
    pub(crate) currency: Option<String>,
    pub(crate) cancel_success: Option<bool>,
    pub(crate) refund_order_aggregate: Option<RefundOrderAggregate>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubmitRefundOrderVo {
    pub(crate) refund_order_aggregate: Option<RefundOrderAggregate>,
    pub(crate) distributor_id: Option<String>,
    pub(crate) currency: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundOrderAggregate {
    pub(crate) logistics: Option<Logistics>,
    pub(crate) purchase_order_line: Option<PurchaseOrderLine>,
    pub(crate) refund_order: Option<RefundOrder>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Logistics {
    pub(crate) buyer_phone: Option<String>,
    pub(crate) logistics_company: Option<LogisticsCompany>,
    pub(crate) logistics_no: Option<String>,
    pub(crate) receiver_address: Option<ReceiverAddress>,
    pub(crate) return_goods_desc: Option<String>,
    pub(crate) seller_agree_return_describe: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LogisticsCompany {
    pub(crate) logistic_company_code: Option<String>,
    pub(crate) logistics_company_name: Option<String>,
    pub(crate) logistics_company_code: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReceiverAddressObject {
    pub(crate) detail_address: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) receiver: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PurchaseOrderLine {
    pub(crate) create_time: Option<i64>,
    pub(crate) currency: Option<String>,
    pub(crate) item_image_url: Option<String>,
    pub(crate) item_title: Option<String>,
    pub(crate) post_fee: Option<Number>,
    pub(crate) price: Option<Number>,
    pub(crate) product_fee: Option<Number>,
    pub(crate) properties: Option<Properties>,
    pub(crate) purchase_order_id: Option<String>,
    pub(crate) purchase_order_line_id: Option<String>,
    pub(crate) quantity: Option<i64>,
    pub(crate) sales_market: Option<String>,
    pub(crate) sales_order_id: Option<String>,
    pub(crate) supplier_id: Option<String>,
    pub(crate) supplier_nick: Option<String>,
    pub(crate) total_price: Option<Number>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Properties {
    pub(crate) prop_id: Option<i64>,
    pub(crate) prop_name: Option<String>,
    pub(crate) value_id: Option<i64>,
    pub(crate) value_name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundOrder {
    pub(crate) can_edit_fee: Option<bool>,
    pub(crate) fee_tips: Option<String>,
    pub(crate) goods_status: Option<i64>,
    pub(crate) pay_order_id: Option<String>,
    pub(crate) reason_desc: Option<String>,
    pub(crate) reason_id: Option<i64>,
    pub(crate) refund_desc: Option<String>,
    pub(crate) refund_fee: Option<Number>,
    pub(crate) refund_id: Option<String>,
    pub(crate) refund_status: Option<NumberOrString>,
    pub(crate) refund_type: Option<i64>,
    pub(crate) remaining_time: Option<String>,
    pub(crate) seller_refuse_reason: Option<String>,
    pub(crate) seller_refuse_reason_describe: Option<String>,
    pub(crate) timeout_date: Option<String>,
    pub(crate) timeout_type: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RefundInfoData {
    pub(crate) id: Option<Number>,
    pub(crate) create_by: Option<String>,
    pub(crate) create_by_id: Option<Number>,
    pub(crate) create_time: Option<String>,
    pub(crate) update_by: Option<String>,
    pub(crate) update_by_id: Option<Number>,
    pub(crate) update_time: Option<String>,
    pub(crate) remark: Option<String>,
    pub(crate) alipay_payment_id: Option<String>,
    pub(crate) apply_carriage: Option<Number>,
    pub(crate) apply_expect: Option<Number>,
    pub(crate) apply_payment: Option<Number>,
    pub(crate) apply_reason: Option<String>,
    pub(crate) apply_reason_id: Option<Number>,
    pub(crate) apply_sub_reason: Option<String>,
    pub(crate) apply_sub_reason_id: Option<Number>,
    pub(crate) buyer_alipay_id: Option<String>,
    pub(crate) buyer_logistics_name: Option<String>,
    pub(crate) buyer_member_id: Option<String>,
    pub(crate) buyer_send_goods: Option<bool>,
    pub(crate) buyer_user_id: Option<Number>,
    pub(crate) can_refund_payment: Option<Number>,
    pub(crate) crm_modify_refund: Option<bool>,
    pub(crate) disburse_channel: Option<String>,
    pub(crate) dispute_request: Option<Number>,
    pub(crate) dispute_type: Option<Number>,
    pub(crate) ext_info: Option<String>,
    pub(crate) freight_bill: Option<String>,
    pub(crate) frozen_fund: Option<Number>,
    pub(crate) gmt_apply: Option<String>,
    pub(crate) gmt_completed: Option<String>,
    pub(crate) gmt_create: Option<String>,
    pub(crate) gmt_freezed: Option<String>,
    pub(crate) gmt_modified: Option<String>,
    pub(crate) gmt_time_out: Option<String>,
    pub(crate) goods_received: Option<bool>,
    pub(crate) goods_status: Option<Number>,
    pub(crate) refund_id: Option<String>,
    pub(crate) instant_refund_type: Option<String>,
    pub(crate) insufficient_account: Option<bool>,
    pub(crate) insufficient_bail: Option<bool>,
    pub(crate) new_refund_return: Option<bool>,
    pub(crate) only_refund: Option<bool>,
    pub(crate) order_entry_count_map: Option<String>,
    pub(crate) order_entry_id_list: Option<String>,
    pub(crate) order_id: Option<Number>,
    pub(crate) prepaid_balance: Option<Number>,
    pub(crate) product_name: Option<String>,
    pub(crate) refund_carriage: Option<Number>,
    pub(crate) refund_goods: Option<bool>,
    pub(crate) refund_payment: Option<Number>,
    pub(crate) reject_reason: Option<String>,
    pub(crate) reject_reason_id: Option<Number>,
    pub(crate) reject_times: Option<Number>,
    pub(crate) seller_alipay_id: Option<String>,
    pub(crate) seller_delay_disburse: Option<bool>,
    pub(crate) seller_member_id: Option<String>,
    pub(crate) seller_mobile: Option<String>,
    pub(crate) seller_real_name: Option<String>,
    pub(crate) seller_receive_address: Option<String>,
    pub(crate) seller_tel: Option<String>,
    pub(crate) seller_user_id: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) support_new_steppay: Option<bool>,
    pub(crate) task_status: Option<String>,
    pub(crate) time_out_freeze: Option<bool>,
    pub(crate) time_out_operate_type: Option<String>,
    pub(crate) trade_type_str: Option<String>,
    pub(crate) refund_operation_list: Option<String>,
    pub(crate) buyer_login_id: Option<String>,
    pub(crate) seller_login_id: Option<String>,
}
