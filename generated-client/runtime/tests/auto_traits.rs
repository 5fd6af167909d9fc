//! What the types of this crate can be moved to, shared with and kept for: it is checked when this compiles.

use client_runtime::{
    Body, Client, ClientBuilder, Credentials, Download, Error, File, Json, Mismatch, Multipart, Number,
    NumberOrString, Request, Response, RetryPolicy, TransportError, Undocumented,
};
use std::error::Error as StdError;
use std::fmt::Debug;
use std::rc::Rc;

fn is_free<T: Send + Sync + 'static>() {}
fn is_shared<T: Clone + Debug + Send + Sync + 'static>() {}
fn is_error<T: StdError + Send + Sync + 'static>() {}
fn may_be_awaited_anywhere<T: Send>(_: T) {}
fn may_be_spawned<T: Send + 'static>(_: T) {}

#[test]
fn types_go_to_other_threads() {
    is_shared::<Client>();
    is_shared::<Credentials>();
    is_shared::<Json>();
    is_shared::<Mismatch>();
    is_shared::<Number>();
    is_shared::<NumberOrString>();
    is_shared::<Response<String>>();
    is_shared::<RetryPolicy>();
    is_shared::<Undocumented>();
    is_free::<Body>();
    is_free::<ClientBuilder>();
    is_free::<Download>();
    is_free::<File>();
    is_free::<Multipart>();
    is_error::<Error>();
    is_error::<TransportError>();
}

/// A request only names the type of its answer.
#[test]
fn a_request_goes_anywhere_whatever_its_answer_is() {
    is_shared::<Request<Rc<String>>>();
}

#[test]
fn a_call_may_be_awaited_on_any_thread() {
    fn call(client: &Client, request: Request<Json>) {
        may_be_awaited_anywhere(client.send(request));
    }
    fn spawned(client: Client, request: Request<Json>) {
        may_be_spawned(async move { client.send(request).await.is_ok() });
    }
    let _: fn(&Client, Request<Json>) = call;
    let _: fn(Client, Request<Json>) = spawned;
}

/// Errors are passed through every layer of a program; two words are cheap to move.
#[test]
fn a_result_is_small() {
    assert!(size_of::<Error>() <= 2 * size_of::<usize>());
    assert!(size_of::<Client>() == size_of::<usize>());
}
