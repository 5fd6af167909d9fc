//! One call with this project's client.

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = generated_client::client("access key", "access secret")?;
    let answer = client.send(refund_info(&RefundInfoBody::default().refund_id("1"))).await?;
    println!("{:?}", answer.into_data()?);
    Ok(())
}
