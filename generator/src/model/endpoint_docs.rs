//! What the docs of the client say about an endpoint: the page's words, then where they stand.

use super::docs::{Docs, code, line};
use super::endpoints::{Answer, is_success};
use super::field_docs::{correction, only_in};
use super::rust::RustType;
use crate::spec::corrected::Corrected;
use crate::spec::endpoint::{Endpoint, PageReference, Response, Status};

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
    let status = response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
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
        let status = code(&response.status.map_or_else(|| "default".to_owned(), |status| status.to_string()));
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
        format!("Source: {}{}.", code(&page.file), changed.unwrap_or_default())
    };
    pages.iter().map(source).collect()
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

/// What the endpoint may answer or take besides, and what this client makes of it.
pub(super) fn unread(endpoint: &Endpoint, answers: &[Answer<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    let sent = endpoint.bodies.iter().filter(|body| !body.is_json());
    notes.extend(
        sent.map(|body| {
            format!("A body of type {} is documented, but not sent yet.", code(&body.media_type))
        }),
    );
    let mut successes =
        answers.iter().filter(|answer| is_success(answer.response)).skip(1).collect::<Vec<_>>();
    successes.extend(answers.iter().filter(|answer| !is_success(answer.response)));
    notes.extend(successes.iter().filter_map(|answer| other_answer(answer)));
    for response in &endpoint.responses {
        for body in response
            .bodies
            .iter()
            .filter(|body| !answers.iter().any(|answer| std::ptr::eq(answer.body, *body)))
        {
            let status = response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            notes.push(format!(
                "An answer {} of type {} is documented, but not decoded.",
                code(&status),
                code(&body.media_type)
            ));
        }
    }
    notes
}

fn other_answer(answer: &Answer<'_>) -> Option<String> {
    let status = answer.response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
    let label = Some(line(&answer.response.label))
        .filter(|label| !label.is_empty())
        .map(|label| format!(" ({label})"));
    let data = match &answer.rust_type {
        RustType::Enveloped(data) => data,
        other => other,
    };
    let RustType::Item(path) = data else { return None };
    Some(format!(
        "The body of an answer {}{} is {}.",
        code(&status),
        label.unwrap_or_default(),
        code(path.name.as_str())
    ))
}

/// Why a deprecated endpoint should not be called: in the words of whoever marked it so.
pub(super) fn deprecation(endpoint: &Endpoint) -> String {
    let marks = |one: &&Corrected| ["deprecate:", "status:"].iter().any(|key| one.was.contains(key));
    let by_hand = endpoint.corrected.iter().find(marks);
    by_hand.map_or_else(|| "the documentation marks it so".to_owned(), |one| line(&one.because))
}
