//! `v2-en/reverse-order-modification.txt`: indented, with enumerations told in prose.

use crate::expected::Demand::{Optional, Required};
use crate::expected::Table::{Header, Request, Response};
use crate::expected::{Curl, HEADERS_AND_TYPE, Page, Row, row};

pub(crate) const PAGE: Page = Page {
    file: "captures/v2-en/reverse-order-modification.txt",
    edition: "v2-en",
    title: (117, "Reverse order modification"),
    badge: None,
    verb: (119, "POST"),
    path: (120, "/v2/taobao/order/refund/modify"),
    folder: ["Taobao", "After sales"],
    modified: (302, "2025-04-25 06:00:59"),
    previous: Some((304, "Query of message list")),
    next: Some((306, "Detailed interface of reverse order")),
    request: Some("application/json"),
    response: (200, "成功", "application/json"),
    curl: Curl { line: 207, verb: "POST", url: "/v2/taobao/order/refund/modify", headers: HEADERS_AND_TYPE },
    rows: ROWS,
    examples: &[176, 214, 261],
};

const ROWS: &[Row] = &[
    row(Header, 125, "access-key", "string", Required),
    row(Header, 130, "nonce-str", "string", Optional),
    row(Header, 135, "timestamp", "string", Required),
    row(Header, 140, "user-id", "string", Required),
    row(Header, 145, "signature", "string", Required),
    row(Request, 151, "subOrderId", "string | null", Optional).nullable().title("子订单id"),
    row(Request, 155, "refundType", "integer | null", Optional)
        .nullable()
        .description("退款类型(refundType)1【仅退款/Refunds only】2【退货退款/Returned items and refunds】"),
    row(Request, 159, "goodsStatus", "integer | null", Optional).nullable().description(
        "货物状态(goodsStatus) 1【未发货/Not shipped】2【已发货/Shipped】3【未收到货/No goods received】\
         4【已收到货/Received the goods】5【已寄回/Sent back】6【卖家确认收货/Seller's confirmation of receipt】",
    ),
    row(Request, 163, "reasonId", "integer | null", Optional).nullable().description("发起逆向原因模板id"),
    row(Request, 167, "refundFee", "integer | null", Optional).nullable().title("退款金额"),
    row(Request, 171, "refundDesc", "string | null", Optional).nullable().title("退款描述"),
    row(Response, 228, "requestId", "string", Optional).title("请求ID"),
    row(Response, 232, "code", "integer", Optional).title("返回码"),
    row(Response, 236, "developId", "integer", Optional).title("开发者ID"),
    row(Response, 240, "msg", "string", Optional).title("返回码对应信息"),
    row(Response, 244, "data", "object (SubmitRefundOrderVO)", Optional).title("返回内容"),
    row(Response, 248, "data.refundOrderAggregate", "object (RefundOrderAggregate)", Optional).title("逆向集合信息"),
    row(Response, 252, "data.distributorId", "string | null", Optional).nullable().title("分销商id"),
    row(Response, 256, "data.currency", "string | null", Optional).nullable().title("货币"),
];
