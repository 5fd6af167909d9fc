//! Tells how goods are sent back:
//! `cargo run -p generated-client --example submit_return_logistics -- BUYER_PHONE COMPANY_CODE LOGISTICS_NO REFUND_ID`.
//!
//! Keys come from the environment: what `cargo xtask mock` prints, or your own.

use generated_client::api::taobao::after_sales::{RefundSubmitLogisticsBody, refund_submit_logistics};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [buyer_phone, company_code, logistics_no, refund_id] = &arguments[..] else {
        return Err("usage: submit_return_logistics BUYER_PHONE COMPANY_CODE LOGISTICS_NO REFUND_ID".into());
    };
    let client = generated_client::from_env()?;

    // `new` asks for what the page requires, in the order of the page; what may be null is an `Option`.
    let body = RefundSubmitLogisticsBody::new(buyer_phone, company_code, logistics_no, refund_id, None);

    let submitted = client.send(refund_submit_logistics(&body)).await?.into_data()?;
    println!("currency: {:?}", submitted.currency);
    for company in submitted.logistics_company_list {
        println!("carrier {:?}: {:?}", company.logistic_company_code, company.logistics_company_name);
    }
    Ok(())
}
