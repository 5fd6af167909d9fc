//! Queries a refund of 1688 and tells all that is known about the call: `cargo run -p generated-client --example query_refund_info`.
//!
//! Keys come from the environment: what `cargo xtask mock` prints, or your own. The first argument is the refund's id.

use generated_client::api::alibaba_1688::after_sales::{RefundInfoBody, refund_info};
use std::error::Error as _;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let refund_id = std::env::args().nth(1).unwrap_or_else(|| "4711".to_owned());
    match query(refund_id).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn query(refund_id: String) -> generated_client::Result<()> {
    let client = generated_client::from_env()?;
    let body = RefundInfoBody::default().refund_id(refund_id);
    let response = client.send(refund_info(&body)).await?;

    println!("{} after {} attempt(s), {:?}", response.status(), response.attempts(), response.elapsed());
    println!("request id: {:?}", response.request_id());
    for mismatch in response.mismatches() {
        println!("not as documented: {mismatch}");
    }
    for unknown in response.undocumented() {
        println!("not in the docs: `{}`", unknown.path());
    }

    let refund = response.into_data()?;
    println!("order {:?}, status {:?}, payment {:?}", refund.order_id, refund.status, refund.refund_payment);
    Ok(())
}

fn explain(error: &generated_client::Error) {
    eprintln!("{error} ({} attempt(s))", error.attempts());
    let mut cause = error.source();
    while let Some(next) = cause {
        eprintln!("  because: {next}");
        cause = next.source();
    }
    eprintln!(
        "{}",
        match () {
            () if error.is_request() => "Nothing was sent: mend the call or the set-up.",
            () if error.is_connect() => "No connection, so nothing was sent: try again.",
            () if error.is_transport() => "No whole answer: the server may have done it or not.",
            () if error.is_http_status() => "The answer has another status than 2xx.",
            () if error.is_api() => "The API refused: its code and message say why.",
            () => "The API reported success, but its answer cannot be read.",
        }
    );
}
