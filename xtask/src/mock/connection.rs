//! One connection: calls come, fate decides, answers go.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use generator::diagnostic::escape;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;

use super::Options;
use super::answers::{Answer, Mock, Played};
use super::call::{Call, Unread};
use super::fault::{Fate, Fault};
use super::lie::lie;
use super::pieces::Pieces;

/// Longer bodies are not read.
const LONGEST_BODY: usize = 16 * 1024 * 1024;

/// Slower bodies are not waited for. Heads have the same limit, which is hyper's.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the header of an answer says in which a field changed its type.
const LIE: HeaderName = HeaderName::from_static("x-mock-lie");

/// Something that was taken, although it may be a mistake.
const HINT: HeaderName = HeaderName::from_static("x-mock-hint");

/// The failure that `--fail-rate` asked for.
const FAULT: HeaderName = HeaderName::from_static("x-mock-fault");

/// What all connections share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) mock: Mock,
    options: Options,
    log: Option<SyncSender<String>>,
    calls: AtomicU64,
}

impl Shared {
    pub(super) const fn new(mock: Mock, options: Options, log: Option<SyncSender<String>>) -> Self {
        Self { mock, options, log, calls: AtomicU64::new(0) }
    }
}

/// Answers all calls of one connection.
pub(super) async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    // Without it small answers wait for the acknowledgement of the last one.
    let _ = stream.set_nodelay(true);
    let resets = AtomicBool::new(false);
    let service = service_fn(|request| Box::pin(answered(request, &shared, &resets)));
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new());
    let mut connection = server.serve_connection(TokioIo::new(stream), service);
    // A caller who breaks the rules or hangs up is no failure of ours.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if resets.load(Ordering::Relaxed) {
        // Closing it now sends a reset instead of an orderly end.
        let _ = stream.set_zero_linger();
    }
}

/// Answers one call; an error closes the connection.
async fn answered(
    request: Request<Incoming>,
    shared: &Shared,
    resets: &AtomicBool,
) -> io::Result<Response<Pieces>> {
    let number = shared.calls.fetch_add(1, Ordering::Relaxed) + 1;
    let mut fate = Fate::of_call(&shared.options, number);
    let mut answer = match read(request).await {
        Ok(call) => shared.mock.answer(&call, number),
        Err((call, why)) => shared.mock.unread(&call, why, number),
    };
    let told = match &mut answer.body {
        Played::Json(tree) if fate.lies => lie(tree, shared.mock.data(), &mut fate.random),
        _ => None,
    };
    tokio::time::sleep(fate.latency).await;
    if let Some(log) = &shared.log {
        // Who does not read the log does not want it: a terminal that is held must not fill the memory.
        let _ = log.try_send(line(&answer, told.as_deref(), fate.fault));
    }
    if fate.fault == Some(Fault::Reset) {
        resets.store(true, Ordering::Relaxed);
        return Err(io::Error::other("reset, as asked for"));
    }
    Ok(response(&answer, told.as_deref(), fate.fault))
}

/// Reads a call; one whose body cannot be read, without it.
async fn read(request: Request<Incoming>) -> Result<Call, (Call, Unread)> {
    let (head, body) = request.into_parts();
    let mut call = Call {
        verb: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        ..Call::default()
    };
    match tokio::time::timeout(PATIENCE, Limited::new(body, LONGEST_BODY).collect()).await {
        Ok(Ok(body)) => {
            call.body = body.to_bytes();
            Ok(call)
        }
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err((call, Unread::TooLong)),
        Ok(Err(_)) => Err((call, Unread::Broken)),
        Err(_) => Err((call, Unread::Slow)),
    }
}

fn response(answer: &Answer, told: Option<&str>, fault: Option<Fault>) -> Response<Pieces> {
    let text = match &answer.body {
        Played::Json(tree) => tree.to_string(),
        Played::Text(text) => text.clone(),
    };
    let mut response = match fault {
        None | Some(Fault::Reset) => Response::new(Pieces::whole(text)),
        Some(Fault::Dribble) => Response::new(Pieces::slow(text)),
        Some(Fault::Cut) => Response::new(Pieces::half(text)),
        Some(Fault::Page) => return page(),
        Some(Fault::Status(status, wait)) => return failure(status, wait),
    };
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, text: &str| {
        if !text.is_empty() {
            headers.append(name, header(text));
        }
    };
    add(CONTENT_TYPE, &answer.media_type);
    add(ALLOW, answer.allow.as_deref().unwrap_or_default());
    add(LIE, told.unwrap_or_default());
    answer.hints.iter().for_each(|hint| add(HINT, hint));
    add(FAULT, &fault.map(Fault::words).unwrap_or_default());
    response
}

/// An error page of some proxy.
fn page() -> Response<Pieces> {
    const PAGE: &str = "<html><body><h1>We are sorry</h1><p>Please come back later.</p></body></html>";
    let mut response = Response::new(Pieces::whole(PAGE));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response.headers_mut().insert(FAULT, header(&Fault::Page.words()));
    response
}

fn failure(status: u16, wait: Option<u8>) -> Response<Pieces> {
    let fault = Fault::Status(status, wait);
    let mut response = Response::new(Pieces::whole(format!("{}, as asked for\n", fault.words())));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
    response.headers_mut().insert(FAULT, header(&fault.words()));
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(u16::from(seconds)));
    }
    response
}

/// Headers are ASCII: everything else is escaped.
fn header(text: &str) -> HeaderValue {
    let visible = |letter: char| letter == ' ' || letter.is_ascii_graphic();
    let escape =
        |letter: char| if visible(letter) { letter.to_string() } else { letter.escape_unicode().to_string() };
    let text: String = text.chars().map(escape).collect();
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("?"))
}

/// The line of the log: what was called, how it ended, and why.
fn line(answer: &Answer, told: Option<&str>, fault: Option<Fault>) -> String {
    let mut line = format!("{} {}", answer.endpoint, answer.status);
    let mut add = |what: &str, words: &str| line.extend([" (", what, ": ", words, ")"]);
    if let Some(words) = &answer.refusal {
        add("refused", words);
    }
    for hint in &answer.hints {
        add("hint", hint);
    }
    if let Some(told) = told {
        add("lie", &escape(told));
    }
    if let Some(fault) = fault {
        add("fault", &fault.words());
    }
    line
}
