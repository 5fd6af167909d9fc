//! `v1-en/return-logistics-submission.txt`: indented, in development, with a deep example.

use crate::expected::Demand::{Optional, Required};
use crate::expected::Table::{Header, Request, Response};
use crate::expected::{Curl, HEADERS_AND_TYPE, Page, Row, row};

pub(crate) const PAGE: Page = Page {
    file: "captures/v1-en/return-logistics-submission.txt",
    edition: "v1-en",
    title: (122, "Return logistics submission"),
    badge: Some((124, "开发中")),
    verb: (125, "POST"),
    path: (126, "/open/order/refund/render/submit/logistics"),
    folder: ["Taobao", "After-sales service"],
    modified: (334, "2025-02-24 06:56:00"),
    previous: Some((336, "Return logistics rendering")),
    next: Some((338, "Reverse order cancellation")),
    request: Some("application/json"),
    response: (200, "成功", "application/json"),
    curl: Curl {
        line: 208,
        verb: "POST",
        url: "/open/order/refund/render/submit/logistics",
        headers: HEADERS_AND_TYPE,
    },
    rows: ROWS,
    examples: &[178, 215, 260],
};

const ROWS: &[Row] = &[
    row(Header, 131, "access-key", "string", Required),
    row(Header, 136, "nonce-str", "string", Optional),
    row(Header, 141, "timestamp", "string", Required),
    row(Header, 146, "user-id", "string", Required),
    row(Header, 151, "signature", "string", Required),
    row(Request, 157, "buyerPhone", "string", Required).title("买方电话"),
    row(Request, 161, "logisticsCompanyCode", "string", Required).title("物流公司代码"),
    row(Request, 165, "logisticsNo", "string", Required).title("物流单号"),
    row(Request, 169, "refundId", "string", Required).title("逆向单id"),
    row(Request, 173, "returnGoodsDesc", "string | null", Required).nullable().title("退货说明"),
    row(Response, 228, "code", "integer", Required),
    row(Response, 231, "data", "object", Required),
    row(Response, 234, "data.currency", "string", Required).title("币种"),
    row(Response, 238, "data.distributorId", "string", Required).title("分销商id"),
    row(Response, 242, "data.logisticsCompanyList", "array [object {2}]", Required).title("物流公司列表"),
    row(Response, 246, "data.refundOrderAggregate", "object", Required).title("逆向集合信息"),
    row(Response, 250, "developId", "string", Required),
    row(Response, 253, "msg", "string", Required),
    row(Response, 256, "requestId", "string", Required),
];
