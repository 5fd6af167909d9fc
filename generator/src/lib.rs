//! Captured API documentation pages → a reviewed spec → a Rust client.
//!
//! ```text
//! Capture ──read──► Facts ──reconcile──► Spec ──correct──► Spec ──resolve──► Model ──emit──► Files
//! ```
//!
//! Each arrow is one function from a value to the next; you can stop at any of them, print the value and
//! understand it. What holds everywhere in this crate:
//!
//! - It is a calculator: no file system, environment, clock, network or printing.
//! - The same input gives the same bytes, whatever order files come in.
//! - Arrows run one way: [`scrape`] → [`spec`] → [`model`] → [`code`].
//! - No panic is reachable from input. What is wrong becomes a [`Diagnostic`] with file, line and remedy, and
//!   a stage reports everything it found.
//! - Text from pages is data: it never becomes code, a path or a terminal command.
//! - No vendor's name stands here. What is true of one vendor stands in that vendor's `api.yaml`.

#![deny(missing_docs)]

pub mod code;
pub mod diagnostic;
pub mod model;
pub mod scrape;
pub mod spec;

use std::collections::BTreeMap;

use diagnostic::Diagnostic;
use model::Model;
use model::client_crate::ClientCrate;
use rayon::prelude::*;
use scrape::Capture;
use scrape::facts::Facts;
use spec::Spec;
use spec::api::ApiDescription;
use spec::drift::change::Change;
use spec::names::Names;
use spec::overrides::Overrides;

/// What each capture says, in its own words. Captures that cannot be read are reported and left out.
#[must_use]
pub fn read(captures: &[Capture]) -> (Facts, Vec<Diagnostic>) {
    let mut facts = Facts::default();
    let mut diagnostics = Vec::new();
    // No page needs another one to be read; what they say is put together in their order.
    let readings: Vec<_> = captures.par_iter().map(scrape::read).collect();
    for reading in readings {
        facts.pages.extend(reading.pages);
        facts.sites.extend(reading.site);
        diagnostics.extend(reading.diagnostics);
    }
    (facts, diagnostics)
}

/// What the API is, from what all captures say. Locks groups and operations that are new, and hands the names of schemas
/// that pages call otherwise to their heirs.
pub fn reconcile(facts: &Facts, api: &ApiDescription, names: &mut Names) -> (Spec, Vec<Diagnostic>) {
    spec::reconcile::reconcile(facts, api, names)
}

/// What the API is, from what people know better than the pages. Locks names for endpoints that are added, and which
/// schemas there are and where; tells what no correction settles.
pub fn correct(
    spec: Spec,
    overrides: &Overrides,
    api: &ApiDescription,
    names: &mut Names,
) -> (Spec, Vec<Diagnostic>) {
    spec::correct::correct(spec, overrides, api, names)
}

/// What Rust makes of the API in the crate `client`. Locks names of types, variants, fields and arguments that are new.
pub fn resolve(
    spec: &Spec,
    api: &ApiDescription,
    names: &mut Names,
    client: &ClientCrate,
) -> (Model, Vec<Diagnostic>) {
    model::resolve(spec, api, names, client)
}

/// What has changed between two versions, on the wire and in Rust.
#[must_use]
pub fn drift(before: model::drift::Version<'_>, after: model::drift::Version<'_>) -> Vec<Change> {
    model::drift::drift(before, after)
}

/// The client's machine-written files, by path in the client crate.
#[must_use]
pub fn emit(model: &Model) -> BTreeMap<String, String> {
    code::emit(model)
}
