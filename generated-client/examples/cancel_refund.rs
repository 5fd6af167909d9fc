//! Cancels a refund: `cargo run -p generated-client --example cancel_refund -- REFUND_ID`.
//!
//! Keys come from the environment: what `cargo xtask mock` prints, or your own.

use generated_client::api::taobao::after_sales::refund_cancel;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let refund_id = std::env::args().nth(1).ok_or("usage: cancel_refund REFUND_ID")?;
    let client = generated_client::from_env()?;
    let response = client.send(refund_cancel(refund_id)).await?;
    println!("request id: {:?}", response.request_id());

    let cancelled = response.into_data()?;
    // `None` is no `false`: the page does not promise that the field comes.
    println!("cancelled: {:?}", cancelled.cancel_success);
    Ok(())
}
