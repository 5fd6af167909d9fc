//! Modifies a refund: `cargo run -p generated-client --example modify_refund -- SUB_ORDER_ID`.
//!
//! Keys come from the environment: what `cargo xtask mock` prints, or your own.

use generated_client::api::taobao::after_sales::{GoodsStatus, RefundModifyBody, RefundType, refund_modify};
use std::time::Duration;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sub_order_id = std::env::args().nth(1).ok_or("usage: modify_refund SUB_ORDER_ID")?;
    let client = generated_client::from_env()?;

    // Only what is set is sent. Values that the page does not list go into `Other(…)`.
    let body = RefundModifyBody::default()
        .sub_order_id(sub_order_id)
        .refund_type(RefundType::RefundsOnly)
        .goods_status(GoodsStatus::NoGoodsReceived)
        .refund_desc("parcel lost");
    let request = refund_modify(&body).timeout(Duration::from_secs(10));

    let modified = client.send(request).await?.into_data()?;
    let refund = modified.refund_order_aggregate.and_then(|aggregate| aggregate.refund_order);
    match refund {
        // A number on one page and a string on another: kept as it came.
        Some(refund) => println!("refund {:?} has status {:?}", refund.refund_id, refund.refund_status),
        None => println!("modified; the answer tells nothing of the refund"),
    }
    Ok(())
}
