//! YAML: reads what people write by hand, writes what people review.

mod contradictions;
mod document;
mod duplicates;
mod file_name;
mod key;
mod lines;
mod locate;
mod print;
mod print_names;
mod read;
mod scalar;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

pub use self::contradictions::read_contradictions;
use super::api::ApiDescription;
use super::ledger::Ledger;
use super::names::Names;
use super::overrides::{Overrides, Statement};
use super::{EditionNavigation, Group, Shared, Spec};
use crate::diagnostic::Diagnostic;

/// Reads `api.yaml`; an empty file states nothing.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_api(file: &str, text: &str) -> Result<ApiDescription, Vec<Diagnostic>> {
    let mut api = read::read::<Option<ApiDescription>>(file, text)?.unwrap_or_default();
    locate::locate_sections(text, &mut api);
    locate::locate_carriers(text, &mut api);
    locate::locate_ignored(text, &mut api);
    lines::locate_entries(text, &mut api);
    Ok(api)
}

/// Reads `names.yaml`; an empty file locks nothing.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_names(file: &str, text: &str) -> Result<Names, Vec<Diagnostic>> {
    Ok(read::read::<Option<Names>>(file, text)?.unwrap_or_default())
}

/// Reads `overrides.yaml`; an empty file corrects nothing.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_overrides(file: &str, text: &str) -> Result<Overrides, Vec<Diagnostic>> {
    let mut overrides = read::read::<Option<Overrides>>(file, text)?.unwrap_or_default();
    lines::locate_corrections(text, &mut overrides);
    Ok(overrides)
}

/// Reads `captures.yaml`; an empty file names no capture.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_ledger(file: &str, text: &str) -> Result<Ledger, Vec<Diagnostic>> {
    Ok(read::read::<Option<Ledger>>(file, text)?.unwrap_or_default())
}

/// A correction for `overrides.yaml`, ready to paste but for its reason.
pub(super) fn write_correction(at: &str, was: &Statement, now: &impl Serialize) -> String {
    #[derive(Serialize)]
    struct Paste<'a, T> {
        at: &'a str,
        was: &'a Statement,
        now: &'a T,
        because: &'a str,
    }
    print::print(&document::of(&[Paste { at, was, now, because: TO_FILL_IN }]))
}

/// A statement as the value of `key`.
pub(super) fn write_statement(key: &str, statement: &Statement) -> String {
    print::print(&document::of(&BTreeMap::from([(key, statement)])))
}

/// The `because` of a correction that is suggested: its reason is not ours to invent.
pub(super) const TO_FILL_IN: &str = "…";

/// Moves what later stages say about `names.yaml`, whose content is `text`, to the lines it is about.
pub fn locate_names(text: &str, diagnostics: &mut [Diagnostic]) {
    locate::locate(text, diagnostics);
}

/// Reads the file of one group back.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_group(file: &str, text: &str) -> Result<Group, Vec<Diagnostic>> {
    read::read(file, text)
}

/// Reads `spec/shared.yaml` back.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_shared(file: &str, text: &str) -> Result<Shared, Vec<Diagnostic>> {
    read::read(file, text)
}

/// Reads `spec/navigation.yaml` back.
///
/// # Errors
/// Says on which line the text is no YAML or does not fit.
pub fn read_navigation(file: &str, text: &str) -> Result<Vec<EditionNavigation>, Vec<Diagnostic>> {
    read::read(file, text)
}

/// Reads a whole spec back: path below the API directory → text, as [`write_spec`] gives them. Other files are
/// left alone.
///
/// # Errors
/// Says in which file and on which line a text is no YAML or does not fit.
pub fn read_spec(files: &BTreeMap<String, String>) -> Result<Spec, Vec<Diagnostic>> {
    let mut spec = Spec::default();
    let mut diagnostics = Vec::new();
    for (file, text) in files {
        let name = file.strip_prefix("spec/").and_then(|name| name.strip_suffix(".yaml"));
        let read = match name {
            Some("shared") => read_shared(file, text).map(|shared| spec.shared = shared),
            Some("navigation") => read_navigation(file, text).map(|editions| spec.navigation = editions),
            Some(_) => read_group(file, text).map(|group| {
                spec.groups.insert(group.group.clone(), group);
            }),
            None => Ok(()),
        };
        diagnostics.extend(read.err().into_iter().flatten());
    }
    if diagnostics.is_empty() { Ok(spec) } else { Err(diagnostics) }
}

/// Prints `names.yaml`; `schema_base` is where the JSON Schemas lie, seen from that file.
#[must_use]
pub fn write_names(names: &Names, schema_base: &str) -> String {
    let notice = "Names in Rust, locked once given. `cargo xtask regen` adds what is new and changes nothing that stands;\n\
                  people may edit. Comments are not kept when a name is added.";
    header("names", notice, schema_base) + &print_names::print_all(&document::of(names))
}

/// Prints `captures.yaml`; `schema_base` is where the JSON Schemas lie, seen from that file.
#[must_use]
pub fn write_ledger(ledger: &Ledger, schema_base: &str) -> String {
    let notice =
        "Where the captures come from. Written by `cargo xtask capture`, which goes by it the next time.";
    file("captures", notice, schema_base, ledger)
}

/// Prints the spec: path below the API directory → text. `schema_base` is where the JSON Schemas lie, seen from `spec/`.
#[must_use]
pub fn write_spec(spec: &Spec, schema_base: &str) -> BTreeMap<String, String> {
    let notice = "Written by `cargo xtask regen` from the captures; changes made here are lost.";
    let groups: BTreeMap<_, _> = spec
        .groups
        .par_iter()
        .map(|(name, group)| (file_name::of_group(name), file("group", notice, schema_base, group)))
        .collect();
    let shared = ("spec/shared.yaml".to_owned(), file("shared", notice, schema_base, &spec.shared));
    let navigation = file("navigation", notice, schema_base, &spec.navigation);
    groups.into_iter().chain([shared, ("spec/navigation.yaml".to_owned(), navigation)]).collect()
}

/// The editor's modeline, a comment and the value.
fn file(schema: &str, notice: &str, schema_base: &str, value: &impl Serialize) -> String {
    header(schema, notice, schema_base) + &print::print(&document::of(value))
}

fn header(schema: &str, notice: &str, schema_base: &str) -> String {
    let notice = notice.lines().fold(String::new(), |text, line| text + "# " + line + "\n");
    let modeline = format!("# yaml-language-server: $schema={schema_base}/{schema}.json\n");
    modeline + &notice
}

#[cfg(test)]
mod tests;
