//! `v1-en/check-the-details-of-the-after-sales-order.txt`: indented, and without a single row.

use crate::expected::{Curl, HEADERS_AND_TYPE, Page};

pub(crate) const PAGE: Page = Page {
    file: "captures/v1-en/check-the-details-of-the-after-sales-order.txt",
    edition: "v1-en",
    title: (118, "Check the details of the after-sales order"),
    badge: None,
    verb: (120, "POST"),
    path: (121, "/alibaba/refund/info"),
    folder: ["1688", "After-sales service"],
    modified: (253, "2025-02-24 07:14:00"),
    previous: Some((255, "The buyer confirms the receipt of goods")),
    next: Some((257, "Check the reason for refund and return (used to create refund and return)")),
    request: Some("application/json"),
    response: (200, "成功", "application/json"),
    curl: Curl { line: 156, verb: "POST", url: "/alibaba/refund/info", headers: HEADERS_AND_TYPE },
    rows: &[],
    examples: &[130, 163, 174],
};
