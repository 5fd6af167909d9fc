//! `v2-en/reverse-order-cancellation.txt`: flattened, so that a title hides the badge.

use crate::expected::Demand::{Optional, Required, Unsaid};
use crate::expected::Table::{Header, Path, Response};
use crate::expected::{Curl, HEADERS, Page, Row, row};

pub(crate) const PAGE: Page = Page {
    file: "captures/v2-en/reverse-order-cancellation.txt",
    edition: "v2-en",
    title: (46, "Reverse Order Cancellation"),
    badge: None,
    verb: (47, "GET"),
    path: (48, "/v2/taobao/order/refund/cancel/{refundId}"),
    folder: ["Taobao", "After sales"],
    modified: (209, "2025-04-25 05:59:59"),
    previous: None,
    next: None,
    request: None,
    response: (200, "成功", "application/json"),
    curl: Curl { line: 102, verb: "GET", url: "/v2/taobao/order/refund/cancel/", headers: HEADERS },
    rows: ROWS,
    examples: &[140],
};

const ROWS: &[Row] = &[
    row(Path, 52, "refundId", "string", Required),
    row(Header, 56, "access-key", "string", Required),
    row(Header, 61, "nonce-str", "string", Optional),
    row(Header, 66, "timestamp", "string", Required),
    row(Header, 71, "user-id", "string", Required),
    row(Header, 76, "signature", "string", Required),
    row(Response, 112, "requestId", "string", Unsaid).title("请求ID"),
    row(Response, 115, "code", "integer", Unsaid).title("返回码"),
    row(Response, 118, "developId", "integer", Unsaid).title("开发者ID"),
    row(Response, 121, "msg", "string", Unsaid).title("返回码对应信息"),
    row(Response, 124, "data", "object (CancelRefundOrderVO)", Unsaid).title("返回内容"),
    row(Response, 127, "data.distributorId", "string | null", Unsaid).nullable().title("分销商id"),
    row(Response, 130, "data.currency", "string | null", Unsaid).nullable().title("货币"),
    row(Response, 133, "data.cancelSuccess", "boolean | null", Unsaid).nullable().title("取消成功标志"),
    row(Response, 136, "data.refundOrderAggregate", "object (RefundOrderAggregate)", Unsaid)
        .title("逆向集合信息"),
];
