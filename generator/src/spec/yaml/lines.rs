//! On which lines the corrections of `overrides.yaml` and some entries of `api.yaml` stand, told by the parser itself.
//!
//! Values that are read carry no lines, but errors do. So every key is read with an error, which is caught and
//! asked for its line; comments, block scalars, flow style and anchors need no thought that way.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::key::Key;
use crate::spec::api::ApiDescription;
use crate::spec::overrides::{Lines, Overrides};

/// Notes the lines of each correction.
pub(super) fn locate_corrections(text: &str, overrides: &mut Overrides) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(Some(Entries(lines))) = serde_yaml::from_str::<Option<Entries>>(text) else { return };
    for (correction, lines) in overrides.0.iter_mut().zip(lines) {
        correction.lines = lines;
    }
}

/// Notes the line of each server that `api.yaml` lists, and of each endpoint that it calls idempotent.
pub(super) fn locate_entries(text: &str, api: &mut ApiDescription) {
    #[derive(Deserialize)]
    struct Section {
        servers: Option<Entries>,
        idempotent: Option<Entries>,
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(Some(Section { servers, idempotent })) = serde_yaml::from_str(text) else { return };
    let lines = |entries: Option<Entries>| entries.map(|Entries(lines)| lines).unwrap_or_default();
    for (entry, lines) in api.servers.iter_mut().zip(lines(servers)) {
        entry.line = lines.first;
    }
    for (entry, lines) in api.idempotent.iter_mut().zip(lines(idempotent)) {
        entry.line = lines.first;
    }
}

struct Entries(Vec<Lines>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(EntriesVisitor)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Entries;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of corrections")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Entries, A::Error> {
        let mut found = Vec::new();
        while let Some(Entry(lines)) = items.next_element()? {
            found.push(lines);
        }
        Ok(Entries(found))
    }
}

struct Entry(Lines);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a correction")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Entry, A::Error> {
        let mut lines = Lines::default();
        loop {
            let mut key = String::new();
            // The error is the answer; without one the mapping has ended.
            let refuse = |read: &str| {
                read.clone_into(&mut key);
                Err("here".to_owned())
            };
            let Err(error) = members.next_key_seed(Key(refuse)) else { return Ok(Entry(lines)) };
            let Some(line) = line(&error.to_string()) else { return Err(error) };
            if lines.first == 0 {
                lines.first = line;
            }
            match key.as_str() {
                "at" => lines.at = line,
                "was" => lines.was = line,
                "now" => lines.now = line,
                "because" => lines.because = line,
                _ => {}
            }
            members.next_value::<IgnoredAny>()?;
        }
    }
}

/// Of "… at line 3 column 5": 3.
fn line(message: &str) -> Option<u32> {
    let (_, place) = message.rsplit_once(" at line ")?;
    place.split_once(' ')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::spec::yaml::read_overrides;

    fn lines(text: &str) -> Vec<[u32; 5]> {
        let overrides = read_overrides("overrides.yaml", text).unwrap();
        let lines = overrides.0.iter().map(|correction| correction.lines);
        lines.map(|lines| [lines.first, lines.at, lines.was, lines.now, lines.because]).collect()
    }

    #[test]
    fn every_key_is_found_on_its_line() {
        let text = "# - at: a comment\n\n- at: Order.a\n  was: { type: integer }\n  now:\n    type: string\n  because: |\n    - at: prose\n    - at: more\n# between\n- because: x\n  at: Order.b\n  was:\n    type: integer\n  now: { type: string }\n";
        let expected = [[3, 3, 4, 5, 7], [11, 12, 13, 15, 11]];
        assert_eq!(lines(text), expected);
        assert_eq!(lines(&text.replace('\n', "\r\n")), expected);
        assert_eq!(lines(&format!("\u{feff}{text}")), expected);
    }

    #[test]
    fn entries_within_a_section_are_found_on_their_lines() {
        let text = "name: A\nidempotent:\n  # one\n  - endpoint: GET /a\n    because: x\n  - { because: y,\n    endpoint: GET /b }\n";
        let api = crate::spec::yaml::read_api("api.yaml", text).unwrap();
        let lines: Vec<_> =
            api.idempotent.iter().map(|entry| (entry.endpoint.as_str(), entry.line)).collect();
        assert_eq!(lines, [("GET /a", 4), ("GET /b", 6)]);
    }

    #[test]
    fn flow_style_and_other_indents_are_yaml_too() {
        let text = "---\n[\n  {at: a, was: absent,\n   now: {add: {type: any}}, because: x},\n  {at: b, was: absent, now: {add: {}}, because: \"x\n  - at: c\"}]\n";
        assert_eq!(lines(text), [[3, 3, 3, 4, 4], [5, 5, 5, 5, 5]]);
        assert_eq!(
            lines("  -\n\n    at: a\n    was: absent\n    now: {}\n    because: b\n"),
            [[3, 3, 4, 5, 6]]
        );
        assert_eq!(lines(""), [[0; 5]; 0]);
        assert_eq!(lines("# nothing yet\n"), [[0; 5]; 0]);
    }
}
