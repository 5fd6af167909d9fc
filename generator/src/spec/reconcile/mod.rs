//! Pages → spec: every witness of a place is heard, what they agree on is stated, what they disagree on is
//! recorded with the rule that decided.

mod alike;
mod alternatives;
mod apart;
mod authentication;
mod composed;
mod disagreement;
mod draft;
mod edition;
mod endpoint;
mod envelope;
mod fields;
mod glued;
mod glued_cut;
mod guide;
mod headers;
mod ledger;
mod listed;
mod location;
mod named_values;
mod names_by_hand;
mod naming;
mod navigation;
mod nesting;
#[cfg(test)]
mod nesting_tests;
pub(super) mod operation;
mod parameters;
mod presence;
mod prose;
mod root;
mod rows;
mod sample_url;
mod secrets;
mod security;
mod servers;
mod shown;
mod stated;
mod tree;
#[cfg(test)]
mod tree_pages;
#[cfg(test)]
mod tree_tests;
mod unite;
mod values;
mod witness;
mod words;
#[cfg(test)]
mod world_tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use self::disagreement::status_of_badge;
use self::draft::{Draft, Intake};
use self::edition::Editions;
use self::endpoint::Assembly;
use self::ledger::Ledger;
pub(super) use self::naming::share;
use self::naming::{Place, Unnamed};
pub(super) use self::navigation::unite_entries;
use self::operation::Call;
pub(crate) use self::secrets::is_secret;
pub(super) use self::secrets::words;
use self::security::Security;
use self::unite::unite;
use self::witness::{UnreadWords, WitnessId, Witnesses};
use super::api::ApiDescription;
use super::contradiction::Contradiction;
use super::coverage;
use super::endpoint::is_json;
use super::evidence::Evidence;
use super::names::Names;
use super::place::{self, ENVELOPE};
use super::schema::{Schema, Shape};
use super::unread::Unread;
use super::{NamedSchema, Spec, heirs, sharing};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::scrape::facts::{Facts, Page, Site};

/// Reconciles what all pages say. Locks the group and operation of endpoints that are new, and hands the names of
/// schemas that pages call otherwise to their heirs.
///
/// Pages in English are heard first, of each language the best witnesses first, then in the order of their file names,
/// whatever order they come in.
pub fn reconcile(facts: &Facts, api: &ApiDescription, names: &mut Names) -> (Spec, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sorted = facts.pages.clone();
    let editions = Editions::of(&sorted);
    sorted.sort_by_key(|page| (!editions.leads(&page.file), page.kind, Arc::clone(&page.file)));
    glued::split(&mut sorted, &mut diagnostics);
    let pages = &sorted;
    let calls = calls(pages, &mut diagnostics);
    diagnostics.extend(operation::lock(&calls.keys().cloned().collect::<Vec<_>>(), names));

    let mut witnesses = Witnesses::on(editions);
    let mut intake =
        Intake { witnesses: &mut witnesses, diagnostics: &mut diagnostics, api, expanded: BTreeSet::new() };
    let mut drafts: Vec<_> = calls.into_iter().map(|(call, pages)| (call, Draft::new(pages))).collect();
    for leading in [true, false] {
        for (_, draft) in &mut drafts {
            for page in draft.pages.clone() {
                if intake.witnesses.editions.leads(&page.file) == leading {
                    intake.take(page, draft);
                }
            }
        }
    }
    for (_, draft) in &mut drafts {
        Intake::finish(draft);
        json_first(draft);
    }
    let mut split = split_envelopes(&mut drafts, api, &mut witnesses, &mut diagnostics);

    let mut ledger = Ledger::default();
    let sent = drafts.iter().flat_map(|(_, draft)| &draft.parameters);
    let sent: Vec<_> = sent.map(|(_, objects)| objects.clone()).collect();
    let unnamed = naming::name(&split.places, &sent, names, &mut witnesses, &mut ledger);
    let mut contradictions = owned(ledger.into_contradictions(), &drafts, names);

    let bodies = split.places.iter().flat_map(|place| &place.group);
    let parameters = drafts.iter().flat_map(|(_, draft)| &draft.parameters).flat_map(|(_, objects)| objects);
    let used = naming::reachable(bodies.chain(parameters).copied(), &witnesses);
    let mut ledger = Ledger::default();
    let sites = &sites(facts);
    let servers = servers::unite(pages, sites, api, &witnesses.editions, &mut ledger);
    let mut security = Security::of(pages, sites, &mut ledger);
    security::compare(api, &security.schemes, &mut ledger);
    contradictions.push((Owner::Shared, ledger.into_contradictions()));

    let shown = navigation::shown(pages, sites);
    let mut spec = Spec { navigation: navigation::editions(&shown), ..Spec::default() };
    spec.shared.servers = servers.listed;
    spec.shared.unknown = servers.unknown;
    for (call, draft) in drafts {
        let locked = names.endpoints.get(&call.id()).cloned().unwrap_or_default();
        let mut assembly = Assembly {
            api,
            shown: &shown,
            addresses: &facts.addresses,
            security: &security,
            witnesses: &witnesses,
            ledger: Ledger::default(),
        };
        let endpoint = assembly.endpoint(&call, &locked, draft, &split.enveloped);
        let name = operation::part(&locked).0.to_owned();
        sharing::group_called(&mut spec, name.clone()).endpoints.push(endpoint);
        contradictions.push((Owner::Group(name), assembly.ledger.into_contradictions()));
    }
    security.complete(&spec);
    spec.shared.security_schemes = security.schemes;
    security::mark(&mut spec, api);
    let mut ledger = Ledger::default();
    let known: Vec<_> = contradictions.iter().flat_map(|(_, found)| found).collect();
    authentication::compare(api, &spec, &known, &mut ledger);
    contradictions.push((Owner::Shared, ledger.into_contradictions()));
    let schemas = named(&used, &witnesses, &unnamed, &mut contradictions);
    let envelope = std::mem::take(&mut split.envelope);
    spec.shared.envelope = (!envelope.is_empty()).then(|| {
        let mut ledger = Ledger::default();
        let schema = unite(ENVELOPE, &envelope, &witnesses, &mut ledger);
        contradictions.push((Owner::Shared, ledger.into_contradictions()));
        NamedSchema { unnamed_at: Vec::new(), schema }
    });
    distribute(&mut spec, schemas, contradictions, api, names);
    spec.unread = unread(&witnesses, &spec, api);
    diagnostics.extend(coverage::stale(&spec, api));
    (spec, diagnostics)
}

/// What the captures without an endpoint say, in the order of their file names.
fn sites(facts: &Facts) -> Vec<Site> {
    let mut sites = facts.sites.clone();
    sites.sort_by_key(|site| Arc::clone(&site.file));
    sites
}

/// Whom a contradiction belongs to.
#[derive(Clone)]
enum Owner {
    Group(String),
    Schema,
    Shared,
}

/// Whose the contradictions about names are: their subject begins with an endpoint or is within a schema.
fn owned(
    found: Vec<Contradiction>,
    drafts: &[(Call, Draft<'_>)],
    names: &Names,
) -> Vec<(Owner, Vec<Contradiction>)> {
    let owner = |contradiction: &Contradiction| {
        let subject = contradiction.subject.as_str();
        let ids = drafts.iter().map(|(call, _)| call.id());
        let call =
            ids.filter(|id| subject.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(' ')));
        let locked = call.max_by_key(String::len).and_then(|id| names.endpoints.get(&id));
        locked.map_or(Owner::Schema, |locked| Owner::Group(operation::part(locked).0.to_owned()))
    };
    found.into_iter().map(|contradiction| (owner(&contradiction), vec![contradiction])).collect()
}

/// The pages of each endpoint. An edition can have one of each kind, which are several witnesses of one page. A second
/// one of a kind in another file is left out: a mere copy without a word, anything else with an error.
fn calls<'a>(pages: &'a [Page], diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Call, Vec<&'a Page>> {
    let mut calls: BTreeMap<Call, Vec<&Page>> = BTreeMap::new();
    for page in pages {
        let call = Call { path: page.path.value.clone(), verb: page.verb.value.word() };
        let message = format!("{} is documented by another page of the same edition", quote(&call.id()));
        let known = calls.entry(call).or_default();
        match known.iter().find(|other| other.edition == page.edition && other.kind == page.kind) {
            Some(other) if is_copy(page, other) => {}
            Some(other) => diagnostics.push(
                Diagnostic::new(Code::DuplicateEndpoint, page.verb.origin.clone(), message)
                    .note("the other page", other.verb.origin.clone())
                    .hint(
                        "delete the older capture, or move one of them to another folder below `captures/`",
                    ),
            ),
            None => known.push(page),
        }
    }
    calls
}

/// Whether two pages say the same, line by line: one capture lies there under two names.
fn is_copy(page: &Page, other: &Page) -> bool {
    let said = |page: &Page| format!("{page:?}").replace(&format!("{:?}", page.file), "");
    page.file != other.file && said(page) == said(other)
}

/// Puts JSON before what is sent or answered otherwise. The first body has a place without its media type, where the
/// names of its types are locked: it stays so whichever page comes first.
fn json_first(draft: &mut Draft<'_>) {
    let lists = draft.responses.iter_mut().map(|response| &mut response.bodies);
    for bodies in lists.chain([&mut draft.bodies]) {
        bodies.sort_by_key(|body| !is_json(&body.media_type));
    }
}

/// What is left when the envelopes are split off.
struct Split {
    /// Every place whose witnesses are united.
    places: Vec<Place>,
    /// The places whose bodies stood in the envelope.
    enveloped: Vec<String>,
    /// The witnesses of the envelope.
    envelope: Vec<WitnessId>,
}

fn split_envelopes(
    drafts: &mut [(Call, Draft<'_>)],
    api: &ApiDescription,
    witnesses: &mut Witnesses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Split {
    let mut split = Split { places: Vec::new(), enveloped: Vec::new(), envelope: Vec::new() };
    for (call, draft) in drafts {
        let id = call.id();
        for (at, body) in draft.bodies.iter().enumerate() {
            let name = place::request(&id, &body.media_type, at == 0);
            split.places.push(Place { name, field: None, group: body.group.clone() });
        }
        for response in &mut draft.responses {
            for (at, body) in response.bodies.iter_mut().enumerate() {
                let mut name = place::response_body(&id, response.status, &body.media_type, at == 0);
                if let Some(roles) = &api.envelope
                    && envelope::split(body, roles, witnesses, &mut split.envelope, diagnostics)
                {
                    split.enveloped.push(name.clone());
                    name = place::member(&name, &roles.data);
                }
                split.places.push(Place { name, field: None, group: body.group.clone() });
            }
        }
    }
    split.envelope.sort_by_key(|&id| !witnesses.editions.leads(&witnesses.get(id).evidence.file));
    split.places.push(Place { name: ENVELOPE.to_owned(), field: None, group: split.envelope.clone() });
    split
}

/// Unites the witnesses of every named schema that something uses.
fn named(
    used: &BTreeSet<String>,
    witnesses: &Witnesses,
    unnamed: &Unnamed,
    contradictions: &mut Vec<(Owner, Vec<Contradiction>)>,
) -> BTreeMap<String, NamedSchema> {
    let mut schemas = BTreeMap::new();
    for (name, group) in witnesses.named().filter(|(name, _)| used.contains(*name)) {
        let group: Vec<_> = group.iter().copied().collect();
        let mut ledger = Ledger::default();
        let schema = unite::unite_named(name, &group, witnesses, &mut ledger);
        contradictions.push((Owner::Schema, ledger.into_contradictions()));
        let unnamed_at = unnamed.get(name).cloned().unwrap_or_default();
        schemas.insert(name.to_owned(), NamedSchema { unnamed_at, schema });
    }
    for (name, value) in witnesses.named_values.iter().filter(|(name, _)| used.contains(*name)) {
        let mut ledger = Ledger::default();
        let schema = unite::unite_named_value(name, &value.group(), witnesses, &mut ledger);
        contradictions.push((Owner::Schema, ledger.into_contradictions()));
        schemas.insert(name.clone(), NamedSchema { unnamed_at: Vec::new(), schema });
    }
    schemas
}

/// Puts schemas and contradictions where their users are.
fn distribute(
    spec: &mut Spec,
    schemas: BTreeMap<String, NamedSchema>,
    contradictions: Vec<(Owner, Vec<Contradiction>)>,
    api: &ApiDescription,
    names: &mut Names,
) {
    spec.shared.schemas = schemas;
    let each = |(owner, found): (Owner, Vec<Contradiction>)| {
        found.into_iter().map(move |contradiction| (owner.clone(), contradiction))
    };
    for (owner, found) in ledger::distinct(contradictions.into_iter().flat_map(each)) {
        let group = match owner {
            Owner::Group(group) => spec.groups.get_mut(&group),
            Owner::Schema | Owner::Shared => None,
        };
        group.map_or(&mut spec.shared.contradictions, |group| &mut group.contradictions).push(found);
    }
    heirs::inherit(spec, api, names);
    sharing::share(spec, names);
}

/// The types that could not be read, with the places they are the types of.
fn unread(witnesses: &Witnesses, spec: &Spec, api: &ApiDescription) -> Vec<Unread> {
    let mut found: Vec<_> = witnesses.unread().collect();
    found.sort_by_key(|(unread, _)| &unread.origin);
    let places = if found.is_empty() { Vec::new() } else { place::all(spec, api) };
    let unread = |(unread, evidence): (&UnreadWords, &Evidence)| {
        let is_there = |schema: &Schema| schema.shape == Shape::Any && schema.evidence.contains(evidence);
        let place = places.iter().find(|(_, node)| node.schema().is_some_and(is_there));
        Unread {
            place: place.map(|(place, _)| place.clone()).unwrap_or_default(),
            words: unread.words.clone(),
            origin: unread.origin.clone(),
            closest: unread.closest,
        }
    };
    found.into_iter().map(unread).collect()
}
