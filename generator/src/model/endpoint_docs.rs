//! What the docs of the client say about an endpoint: the page's words, then where they stand.

use super::answers::Answer;
use super::docs::{Docs, code, line};
use super::failures::Failure;
use super::field_docs::{correction, only_in};
use super::rust::RustType;
use super::rust_name::RustName;
use crate::spec::corrected::Corrected;
use crate::spec::endpoint::{Body, Endpoint, PageReference, Response, Status};

/// The docs of an endpoint with `arguments` and `notes` of ours.
pub(super) fn of(endpoint: &Endpoint, arguments: &[String], notes: &[String]) -> Docs {
    let call = code(&format!("{} {}", endpoint.verb, endpoint.path));
    // What is not live yet says so before anything else.
    let docs = Docs::new().quote(Some(&endpoint.title));
    let docs = match status(endpoint) {
        Some(words) if endpoint.status.is_in_development() => docs.say(words).say(call),
        Some(words) => docs.say(call).say(words),
        None => docs.say(call),
    };
    let docs = docs.quote(endpoint.description.as_deref()).list(arguments.iter().cloned());
    let docs = docs.list(endpoint.responses.iter().filter_map(described));
    let docs = notes.iter().cloned().chain(repeatable(endpoint)).fold(docs, Docs::say);
    let docs = endpoint.corrected.iter().map(correction).fold(docs, Docs::say);
    let docs = sources(&endpoint.pages).into_iter().fold(docs, Docs::say);
    if endpoint.unknown.is_empty() {
        return docs;
    }
    docs.say("# Unknown").list(endpoint.unknown.iter().map(|sentence| line(sentence)))
}

/// What the pages say of an answer.
fn described(response: &Response) -> Option<String> {
    let status = status_text(response);
    let words = line(response.description.as_deref()?);
    Some(format!("Answer {}: {words}", code(&status)))
}

/// What only some editions show of the endpoint, apart from single fields.
pub(super) fn editions(endpoint: &Endpoint) -> Vec<String> {
    let mut notes = Vec::new();
    let only = endpoint.bodies.iter().filter_map(|body| only_in(&body.only_in));
    notes.extend(only.map(|editions| format!("{editions} the body.")));
    if endpoint.may_go_without_body() {
        notes.push("The body need not be sent.".to_owned());
    }
    for response in &endpoint.responses {
        let status = code(&status_text(response));
        if let Some(editions) = only_in(&response.only_in) {
            notes.push(format!("{editions} the answer {status}."));
            continue;
        }
        let only = response.bodies.iter().filter_map(|body| only_in(&body.only_in));
        notes.extend(only.map(|editions| format!("{editions} the body of the answer {status}.")));
    }
    notes
}

/// Where the pages stand and when they were changed.
pub(super) fn sources(pages: &[PageReference]) -> Vec<String> {
    let source = |page: &PageReference| {
        let changed = page.modified.as_ref().map(|date| format!(", changed {}", line(&date.text)));
        let file = code(&page.file);
        let file =
            page.url.as_deref().map_or_else(|| file.clone(), |url| format!("[{file}]({})", target(url)));
        format!("Source: {file}{}.", changed.unwrap_or_default())
    };
    pages.iter().map(source).collect()
}

/// An address as the target of a link: what could end it, or begin something else, is percent-encoded.
fn target(url: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(&byte);
    url.bytes().fold(String::new(), |target, byte| {
        if is_plain(byte) { target + &char::from(byte).to_string() } else { target + &format!("%{byte:02X}") }
    })
}

/// That the call may be sent twice, and how one knows. That any other may not is said once, for all of them.
fn repeatable(endpoint: &Endpoint) -> Option<String> {
    let because = endpoint.idempotent.as_deref()?;
    Some(format!("May be sent twice: {}.", line(because).trim_end_matches('.')))
}

/// What whoever looks for an endpoint among others must know before calling it.
pub(super) const fn mark(endpoint: &Endpoint) -> Option<&'static str> {
    match endpoint.status {
        Status::Deprecated => Some("deprecated"),
        status if status.is_in_development() => Some("in development"),
        _ => None,
    }
}

/// How far the endpoint is, with the badge as printed.
fn status(endpoint: &Endpoint) -> Option<String> {
    let words = match endpoint.status {
        Status::Unmarked => return None,
        Status::Designing => "Being designed",
        Status::Pending => "To be confirmed",
        Status::InDevelopment => "In development",
        Status::Integrating => "Being integrated",
        Status::Testing => "In testing",
        Status::Tested => "tested",
        Status::Released => "released",
        Status::Deprecating => "about to be deprecated",
        Status::Deprecated => "deprecated",
        Status::Faulty => "faulty",
        Status::Other => "marked",
    };
    let mut badges = endpoint.pages.iter().filter_map(|page| page.badge.as_ref());
    // Where pages print different ones, their words stand with what they disagree on.
    let badge = badges.next().filter(|first| badges.all(|other| other.text == first.text));
    let badge = badge.map(|badge| format!(" ({})", line(&badge.text))).unwrap_or_default();
    Some(if endpoint.status.is_in_development() {
        format!("**{words}**{badge}: the vendor may not serve it yet, and may change it.")
    } else {
        format!("Status: {words}{badge}.")
    })
}

/// What the endpoint may answer besides, which this client does not read, and the headers that answers come with.
pub(super) fn unread(endpoint: &Endpoint, answers: &[Answer<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    let is_read = |body: &Body| {
        let of = |answer: &&Answer<'_>| answer.body.is_some_and(|read| std::ptr::eq(read, body));
        let reader = answers.iter().find(of);
        reader.is_some_and(|answer| answer.success || answer.rust_type != RustType::Download)
    };
    for response in &endpoint.responses {
        let status = code(&status_text(response));
        for body in response.bodies.iter().filter(|body| !is_read(body)) {
            let media_type = code(&body.media_type);
            notes.push(format!("An answer {status} of type {media_type} is documented, but not decoded."));
        }
        if !response.headers.is_empty() {
            let names: Vec<_> = response.headers.iter().map(|header| code(&header.name)).collect();
            notes.push(format!("An answer {status} comes with the headers {}.", names.join(", ")));
        }
    }
    notes
}

/// Adds what a failed call tells, for a function in `module`.
pub(super) fn errors(docs: Docs, failure: Option<&Failure>, module: &[RustName]) -> Docs {
    let Some(Failure { path, statuses }) = failure else { return docs };
    let name = path.name.as_str();
    let link = if path.module == module {
        format!("[`{name}`]")
    } else {
        let around: Vec<_> = path.module.iter().map(RustName::as_str).collect();
        format!("[`{name}`](crate::api::{}::{name})", around.join("::"))
    };
    let status = |status: &Option<u16>| {
        status.map_or_else(|| "any other status".to_owned(), |status| code(&status.to_string()))
    };
    let statuses: Vec<_> = statuses.iter().map(status).collect();
    let listed = match statuses.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => statuses.concat(),
    };
    docs.say("# Errors")
        .say(format!("`error.failure::<{name}>()` reads the body that comes with {listed}: {link}."))
}

/// That another function sends another kind of body.
pub(super) fn other_body(function: &RustName, body: &Body) -> String {
    format!("[`{}()`] sends a body of type {}.", function.plain(), code(&body.media_type))
}

/// Which kind of body this function sends, beside the one called like the endpoint.
pub(super) fn main_body(main: &RustName, body: &Body) -> String {
    format!("Sends a body of type {}; [`{}()`] sends another.", code(&body.media_type), main.plain())
}

fn status_text(response: &Response) -> String {
    response.status.map_or_else(|| "default".to_owned(), |status| status.to_string())
}

/// Why a deprecated endpoint should not be called: in the words of whoever marked it so.
pub(super) fn deprecation(endpoint: &Endpoint) -> String {
    let marks = |one: &&Corrected| ["deprecate:", "status:"].iter().any(|key| one.was.contains(key));
    let by_hand = endpoint.corrected.iter().find(marks);
    by_hand.map_or_else(|| "the documentation marks it so".to_owned(), |one| line(&one.because))
}
