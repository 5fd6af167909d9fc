//! A call without async: `cargo run -p generated-client --features blocking --example blocking -- REFUND_ID`.
//!
//! Keys come from the environment: what `cargo xtask mock` prints, or your own.

use generated_client::ClientBuilder;
use generated_client::api::{
    API, alibaba_1688::after_sales::RefundInfoBody, alibaba_1688::after_sales::refund_info,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let refund_id = std::env::args().nth(1).ok_or("usage: blocking REFUND_ID")?;
    let client = ClientBuilder::from_env(&API)?.build_blocking()?;

    // Clones share connections; a call waits on the thread that makes it.
    let another = client.clone();
    let id = refund_id.clone();
    let elsewhere =
        std::thread::spawn(move || another.send(refund_info(&RefundInfoBody::default().refund_id(id))));
    let here = client.send(refund_info(&RefundInfoBody::default().refund_id(refund_id)))?;

    println!("here: {:?} in {:?}", here.request_id(), here.elapsed());
    let elsewhere = elsewhere.join().map_err(|_| "the other thread panicked")??;
    println!("elsewhere: {:?} in {:?}", elsewhere.request_id(), elsewhere.elapsed());
    println!("status: {:?}", here.into_data()?.status);
    Ok(())
}
