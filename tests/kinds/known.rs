//! What a spec says of a page, in a form in which specs from several kinds of capture can be compared: without evidence,
//! schemas written out where they are referred to, and without what one of the kinds cannot know.

use generator::spec::Spec;
use serde_json::Value as Json;

use crate::synthetic::Form;

/// What a kind of capture cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blind {
    /// A table of text has no row for the body itself: how its schema is called stands nowhere.
    NameOfTheBody,
    /// What a call needs to prove who sends it: the page shows it, if at all, in words.
    Security,
    /// Whether what has a title must be there: the badge behind the title was lost.
    PresenceOfTheTitled,
    /// An example that is the only one has no name where it is shown, only in the model.
    NameOfTheExample,
}

/// What captures in this form cannot tell.
pub(crate) const fn blind(form: Form) -> &'static [Blind] {
    match form {
        Form::Text => &[Blind::NameOfTheBody, Blind::Security, Blind::NameOfTheExample],
        Form::Flattened | Form::Shared => {
            &[Blind::NameOfTheBody, Blind::Security, Blind::NameOfTheExample, Blind::PresenceOfTheTitled]
        }
        Form::Article => &[Blind::Security, Blind::NameOfTheExample],
        Form::Markdown => &[Blind::NameOfTheExample],
        Form::Payload | Form::Html => &[],
    }
}

/// What the spec of one endpoint says, without what any of `forms` cannot tell.
pub(crate) fn known(spec: &Spec, forms: &[Form]) -> Json {
    let is_blind = |blind_to: Blind| forms.iter().any(|form| blind(*form).contains(&blind_to));
    let endpoints = spec.endpoints().map(|endpoint| {
        let mut json = serde_json::to_value(endpoint).expect("an endpoint is JSON");
        write_out(&mut json, spec);
        without_evidence(&mut json);
        if is_blind(Blind::NameOfTheBody) {
            bodies(&mut json).for_each(|body| remove(&mut body["schema"], "named"));
        }
        if is_blind(Blind::Security) {
            remove(&mut json, "security");
        }
        if is_blind(Blind::NameOfTheExample) {
            let examples = bodies(&mut json).filter_map(|body| body.get_mut("examples")?.as_array_mut());
            examples.flatten().for_each(|example| remove(example, "name"));
        }
        if is_blind(Blind::PresenceOfTheTitled) {
            without_presence(&mut json);
        }
        let page = json["pages"][0].clone();
        remove(&mut json, "pages");
        json["title of the page"] = page["title"]["text"].clone();
        json["folder of the page"] = page["folder"].clone();
        json
    });
    Json::Array(endpoints.collect())
}

fn bodies(endpoint: &mut Json) -> impl Iterator<Item = &mut Json> {
    let Json::Object(members) = endpoint else { panic!("an endpoint is an object") };
    let mut found = Vec::new();
    for (name, value) in members {
        match (name.as_str(), value) {
            ("bodies", Json::Array(bodies)) => found.extend(bodies),
            ("responses", Json::Array(responses)) => {
                let of_each = responses.iter_mut().filter_map(|response| response.get_mut("bodies"));
                found.extend(of_each.filter_map(Json::as_array_mut).flatten());
            }
            _ => {}
        }
    }
    found.into_iter()
}

/// Puts the schema where it is referred to, and says how it is called. Invented pages have no cycles.
fn write_out(json: &mut Json, spec: &Spec) {
    if let (Some("ref"), Some(name)) = (text(json, "type").as_deref(), text(json, "schema")) {
        let named = spec.schema(&name).expect("a reference leads somewhere");
        let Ok(Json::Object(schema)) = serde_json::to_value(&named.schema) else { panic!("{name}") };
        let Json::Object(members) = json else { return };
        members.remove("schema");
        members.extend(schema);
        members.insert("named".to_owned(), Json::from(name));
    }
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| write_out(item, spec)),
        Json::Object(members) => members.values_mut().for_each(|value| write_out(value, spec)),
        _ => {}
    }
}

fn without_evidence(json: &mut Json) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(without_evidence),
        Json::Object(members) => {
            members.remove("evidence");
            members.values_mut().for_each(without_evidence);
        }
        _ => {}
    }
}

fn without_presence(json: &mut Json) {
    match json {
        Json::Array(items) => items.iter_mut().for_each(without_presence),
        Json::Object(members) => {
            if members.contains_key("title") {
                members.remove("presence");
            }
            members.values_mut().for_each(without_presence);
        }
        _ => {}
    }
}

fn remove(json: &mut Json, name: &str) {
    if let Json::Object(members) = json {
        members.remove(name);
    }
}

fn text(json: &Json, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}
