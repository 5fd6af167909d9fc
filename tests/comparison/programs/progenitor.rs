//! One call with progenitor's client as it comes: without TLS and without a signature, so that the API would refuse it.

use progenitor_made::Client;
use progenitor_made::types::Alibaba1688AfterSalesRefundInfoBody as Body;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new("http://api.pandapon.com");
    let body = Body { refund_id: Some("1".to_owned()), ..Body::default() };
    let answer = client.alibaba_1688_after_sales_refund_info(&body).await?;
    println!("{:?}", answer.into_inner().data);
    Ok(())
}
