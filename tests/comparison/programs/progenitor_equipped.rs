//! One call with progenitor's client, with what is missing for a call that the API answers: TLS, HTTP/2, gzip and a signature.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use md5::{Digest, Md5};
use progenitor_made::Client;
use progenitor_made::types::Alibaba1688AfterSalesRefundInfoBody as Body;
use reqwest::header::HeaderMap;

/// Signs once, which is enough for one call.
fn headers(key: &str, secret: &str) -> Result<HeaderMap, Box<dyn std::error::Error>> {
    let timestamp = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
    let mut random = [0_u8; 16];
    getrandom::fill(&mut random).map_err(|error| error.to_string())?;
    let nonce = hex(&random);
    let signature = hex(&Md5::digest(format!("{key}{timestamp}{nonce}{secret}")));
    let mut headers = HeaderMap::new();
    headers.insert("access-key", key.parse()?);
    headers.insert("timestamp", timestamp.parse()?);
    headers.insert("nonce-str", nonce.parse()?);
    headers.insert("signature", signature.parse()?);
    Ok(headers)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let http = reqwest::Client::builder()
        .default_headers(headers("access key", "access secret")?)
        .timeout(Duration::from_secs(30))
        .build()?;
    let client = Client::new_with_client("https://api.pandapon.com", http);
    let body = Body { refund_id: Some("1".to_owned()), ..Body::default() };
    let answer = client.alibaba_1688_after_sales_refund_info(&body).await?;
    println!("{:?}", answer.into_inner().data);
    Ok(())
}
