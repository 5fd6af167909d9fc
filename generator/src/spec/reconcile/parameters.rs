//! Parameters: from rows, from the path's placeholders and from sample calls. Sample credentials stop here.

use super::composed;
use super::draft::{Draft, Intake};
use super::guide::Guide;
use super::rows;
use super::sample_url::{is_bare_name, query_names};
use super::secrets::{Listed, is_secret, withhold, withhold_values};
use super::stated::{Stated, evidence_kind};
use super::witness::{Member, Witness, WitnessId, WitnessShape, Witnesses, Words};
use crate::scrape::facts::{Curl, Location, Page, ParameterGroup, SchemaFacts, SchemaShape};
use crate::scrape::json_text;
use crate::spec::api::{ApiDescription, Carrier};
use crate::spec::endpoint::{In, placeholders};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, Presence};

/// Headers that describe the body or the connection rather than the call.
const TRANSPORT_HEADERS: [&str; 6] =
    ["accept", "connection", "content-length", "content-type", "host", "user-agent"];

/// Takes in the parameters that one page shows.
pub(super) fn take(intake: &mut Intake<'_>, stated: &mut Stated<'_>, draft: &mut Draft<'_>) {
    let page = stated.page;
    for group in &page.parameters {
        let mut members = rows::members(&group.rows, &Guide::default(), intake.witnesses, intake.diagnostics);
        for member in &mut members {
            if is_private(intake.api, group.location, &member.name) {
                withhold(&mut member.words);
            }
        }
        members.extend(fields(intake, stated, group));
        if !group.is_described() {
            let location = within(group.location).word();
            let sentence = format!(
                "`{}` prints the heading of the {location} parameters without rows; what is known of them comes \
                 from the sample call.",
                page.file
            );
            draft.rowless.push((group.location, sentence));
        }
        let last = group.rows.last().map(|row| row.last_line);
        let last = last.max(group.fields.iter().map(|field| field.schema.last_line).max());
        let evidence = stated.evidence(&group.origin, last.unwrap_or(group.origin.line));
        push(draft, group.location, object(intake.witnesses, members, Certainty::Stated, evidence));
    }
    let evidence = Evidence::line(EvidenceKind::Heading, &page.path.origin);
    let names = placeholders(&page.path.value).into_iter().map(str::to_owned).collect();
    let members = named(intake.witnesses, names, &evidence, Presence::Required);
    push(draft, Location::Path, object(intake.witnesses, members, Certainty::Call, evidence));
    for curl in &page.curls {
        take_curl(intake.witnesses, page, curl, draft);
    }
}

/// Takes in the parameters that a page states with their schemas.
fn fields(intake: &mut Intake<'_>, stated: &mut Stated<'_>, group: &ParameterGroup) -> Vec<Member> {
    let mut members = Vec::new();
    for field in &group.fields {
        let name = &field.name.value;
        let is_named_so = is_secret(name) || is_authentication(intake.api, group.location, name);
        let is_choice = !is_named_so && is_choice(&field.schema, stated.page);
        // What may be a credential is withheld here, and nowhere else.
        let is_private = is_private(intake.api, group.location, name) && !is_choice;
        stated.writes_out = is_private;
        let start = members.len();
        members.extend(stated.members(std::slice::from_ref(field), intake));
        for member in members[start..].iter_mut().filter(|_| is_private) {
            withhold(&mut member.words);
            let which = if is_named_so { Listed::All } else { Listed::Alone };
            withhold_values(member.witness, which, &mut member.words, intake.witnesses);
        }
    }
    stated.writes_out = false;
    stated.finish(intake);
    members
}

/// Whether a page lists several values for what it describes, and says nothing else of it: none is a credential.
fn is_choice(schema: &SchemaFacts, page: &Page) -> bool {
    let named = composed::target(schema, page).map_or(schema, |(_, definition)| definition);
    let (SchemaShape::String { values, .. } | SchemaShape::Integer { values, .. }) = &named.shape else {
        return false;
    };
    let is_listed = |text: &String| values.iter().any(|one| json_text::plain(&one.value) == *text);
    let said = [schema, named].into_iter().flat_map(|one| [&one.default, &one.example]).flatten();
    values.len() > 1 && said.into_iter().all(is_listed)
}

/// How a parameter is written: the style and whether each item is sent on its own, as the first page says that does.
pub(super) fn written(pages: &[&Page], location: Location, name: &str) -> (Option<String>, Option<bool>) {
    let groups = pages.iter().flat_map(|page| &page.parameters).filter(|group| group.location == location);
    let fields: Vec<_> =
        groups.flat_map(|group| &group.fields).filter(|field| field.name.value == name).collect();
    (fields.iter().find_map(|field| field.style.clone()), fields.iter().find_map(|field| field.explode))
}

/// Whether the page describes the parameter.
pub(super) fn has_row(page: &Page, location: Location, name: &str) -> bool {
    let mut groups = page.parameters.iter().filter(|group| group.location == location);
    groups.any(|group| group.names().any(|known| known == name))
}

/// Whether the rows of the page would tell of a parameter there: it has rows, and does not print the heading
/// without them.
pub(super) fn would_list(page: &Page, location: Location) -> bool {
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    let has_rows = evidence_kind(page.kind) == EvidenceKind::Schema
        || page.bodies.iter().chain(answers).any(|body| !body.rows.is_empty() || body.schema.is_some())
        || page.parameters.iter().any(ParameterGroup::is_described);
    let is_heading_alone = |group: &ParameterGroup| group.location == location && !group.is_described();
    has_rows && !page.parameters.iter().any(is_heading_alone)
}

/// HTTP does not tell headers apart by case: a sample's header takes the spelling of its row.
fn row_spelling(page: &Page, header: &str) -> String {
    let groups = page.parameters.iter().filter(|group| group.location == Location::Header);
    let mut known = groups.flat_map(ParameterGroup::names);
    known.find(|name| name.eq_ignore_ascii_case(header)).unwrap_or(header).to_owned()
}

fn take_curl(witnesses: &mut Witnesses, page: &Page, curl: &Curl, draft: &mut Draft<'_>) {
    let whole = Evidence::line(EvidenceKind::Curl, &curl.origin);
    let mut headers = Vec::new();
    let mut cookies = Vec::new();
    for header in &curl.headers {
        let evidence = Evidence::line(EvidenceKind::Curl, &header.origin);
        let plain = header.name.to_ascii_lowercase();
        if plain == "cookie" {
            let names = cookie_names(&header.value, page);
            cookies.extend(named(witnesses, names, &evidence, Presence::Unknown));
        } else if !TRANSPORT_HEADERS.contains(&plain.as_str()) {
            let name = row_spelling(page, &header.name);
            headers.extend(named(witnesses, vec![name], &evidence, Presence::Unknown));
        }
    }
    push(draft, Location::Header, object(witnesses, headers, Certainty::Call, whole.clone()));
    if !cookies.is_empty() {
        push(draft, Location::Cookie, object(witnesses, cookies, Certainty::Call, whole.clone()));
    }
    let names = query_names(&curl.url, |name| has_row(page, Location::Query, name));
    let members = named(witnesses, names, &whole, Presence::Unknown);
    push(draft, Location::Query, object(witnesses, members, Certainty::Call, whole));
}

/// The names of `name=value; name=value`; a piece without a value counts when it looks like a name.
fn cookie_names(value: &str, page: &Page) -> Vec<String> {
    let name = |piece: &str| match piece.split_once('=') {
        Some((name, _)) => Some(name.trim().to_owned()),
        None => Some(piece.trim().to_owned())
            .filter(|name| has_row(page, Location::Cookie, name) || is_bare_name(name)),
    };
    value.split(';').filter_map(name).filter(|name| !name.is_empty()).collect()
}

fn object(
    witnesses: &mut Witnesses,
    members: Vec<Member>,
    certainty: Certainty,
    evidence: Evidence,
) -> WitnessId {
    let shape = WitnessShape::Object(members);
    witnesses.add(Witness::new(shape, certainty, evidence))
}

fn named(
    witnesses: &mut Witnesses,
    names: Vec<String>,
    evidence: &Evidence,
    presence: Presence,
) -> Vec<Member> {
    let string = |names: String| Member {
        witness: witnesses.add(Witness::new(
            WitnessShape::String { format: None, values: Vec::new() },
            Certainty::Call,
            evidence.clone(),
        )),
        name: names,
        presence,
        words: Words::default(),
    };
    names.into_iter().map(string).collect()
}

fn push(draft: &mut Draft<'_>, location: Location, object: WitnessId) {
    match draft.parameters.iter_mut().find(|(known, _)| *known == location) {
        Some((_, objects)) => objects.push(object),
        None => draft.parameters.push((location, vec![object])),
    }
}

/// Headers and cookies carry credentials on every documentation site; so may a few query parameters.
fn is_private(api: &ApiDescription, location: Location, name: &str) -> bool {
    match location {
        Location::Header | Location::Cookie => true,
        Location::Path => false,
        Location::Query => is_authentication(api, location, name) || is_secret(name),
    }
}

/// Whether the authentication of `api.yaml` fills the parameter.
pub(super) fn is_authentication(api: &ApiDescription, location: Location, name: &str) -> bool {
    let Some(authentication) = &api.authentication else { return false };
    let place = within(location);
    authentication.carriers().any(|(known, carrier)| known == place && is_same_carrier(place, carrier, name))
}

/// Whether a parameter is the one that `carrier` stands for; the case of a header's name does not count.
pub(super) fn is_same_carrier(place: In, carrier: &Carrier, name: &str) -> bool {
    if place == In::Header { carrier.name.eq_ignore_ascii_case(name) } else { carrier.name == name }
}

/// Where the spec says that a parameter travels.
pub(super) const fn within(location: Location) -> In {
    match location {
        Location::Path => In::Path,
        Location::Query => In::Query,
        Location::Header => In::Header,
        Location::Cookie => In::Cookie,
    }
}
