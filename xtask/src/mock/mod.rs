//! `cargo xtask mock`: the API on loopback, made from its pages, for trying a client without an account.
//!
//! # What it answers
//!
//! A call in which nothing is wrong gets the first captured example of the endpoint's success, with all numbers and
//! strings as on the page; without the members that a correction has changed. Two things in the head of the envelope are
//! made anew: the request id is the call's own (`mock-1`, `mock-2`, …), and a code that is a mere placeholder, such as
//! the `0` of machine-made examples, becomes the first code of success in api.yaml, since clients would rightly take it
//! for a failure. Where no page shows an example, the answer is the least that conforms to the documented types.
//!
//! # What it refuses
//!
//! Everything that is wrong with a call is told at once, in the message of the envelope, with the place and what belongs
//! there. The code is 401 when authentication is part of it, otherwise 400, never one that means success. The HTTP
//! status is 200, as with the vendors that have envelopes: clients must find a refusal in the body. Without an envelope
//! in api.yaml the HTTP status is the code. A path that no page documents is a 404, a verb that the path does not have a
//! 405 with `Allow`: those are answers of a gateway, which knows no envelope; the words are in one all the same. So both
//! kinds of failure of a client can be seen.
//!
//! - A field or query parameter that no page documents is refused: the misspelt name of an optional field is the most
//!   common mistake, a server that knows no such field keeps quiet about it, and the call does something else than was
//!   meant. Who knows of a field that the docs leave out adds it in overrides.yaml.
//! - A value that an enumeration does not list is only hinted at, in the header `x-mock-hint` and in the log: others may
//!   come at any time. So is a timestamp of the other unit or of another time than now: what of it a vendor takes is often
//!   settled nowhere.
//! - A nonce is taken once, so that a call that is repeated must be signed anew.
//!
//! # How it misbehaves
//!
//! What meets the first, second, third call, the seed decides, whatever is called. The header `x-mock-lie` names the field
//! that changed its type, `x-mock-fault` the failure. Lies stay away from the head of the envelope.

mod answers;
mod authentication;
mod body;
mod call;
mod connection;
mod envelope;
mod fault;
mod findings;
mod form;
mod lie;
mod multipart;
mod nearest;
mod nonces;
mod options;
mod parameters;
mod pieces;
mod random;
mod routes;
mod sample;
mod security;
mod server;
mod signature;
mod success;
#[cfg(test)]
mod tests;
mod tree;

use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) use options::share;
pub use options::{Latency, Options};
pub use server::Server;

use crate::cli;
use crate::current::{self, Current};
use crate::problem::Problem;
use crate::report::Report;
use crate::summary::count;
use crate::{Environment, Exit, document};
use answers::Mock;

/// Runs the command: plays the API until somebody ends the process.
pub(crate) fn mock(
    options: &cli::Mock,
    environment: &Environment,
    output: &mut dyn Write,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let Current { api, made, .. } = match current::read(options.api.as_deref(), environment, report)? {
        Ok(current) => current,
        Err(exit) => return Ok(exit),
    };
    let options = Options {
        port: options.port,
        fail_rate: options.fail_rate,
        lie_rate: options.lie,
        latency: options.latency,
        seed: options.seed.unwrap_or_else(seed),
    };
    let (port, seed, is_left_to_chance) = (options.port, options.seed, is_left_to_chance(&options));
    let (server, lines) =
        Server::logging(Mock::new(made.spec, made.api), options).map_err(|error| taken(port, &error))?;
    let chance =
        if is_left_to_chance { format!("; repeat what happens with `--seed {seed}`") } else { String::new() };
    let what = count(server.endpoints(), "endpoint");
    let where_from = report.show(&api.directory);
    report.status("Serving", &format!("{what} of {where_from} on {}{chance}", server.base_url()));
    let exports = server.variables().into_iter().map(|(name, value)| format!("export {name}={value}\n"));
    document::print(&exports.collect::<String>(), output)?;
    for line in lines {
        document::print(&format!("{line}\n"), output)?;
    }
    Ok(Exit::Done)
}

/// Whether the seed decides anything.
fn is_left_to_chance(options: &Options) -> bool {
    options.fail_rate > 0.0 || options.lie_rate > 0.0 || options.latency != Latency::default()
}

/// Another one for each run.
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::from(now.subsec_nanos()) ^ now.as_secs()
}

fn taken(port: u16, error: &io::Error) -> Problem {
    Problem {
        message: format!("the port {port} on 127.0.0.1 cannot be listened on: {error}"),
        path: None,
        remedy: "name another one with `--port N`, or leave the option out".to_owned(),
        exit: Exit::BadInput,
    }
}
