//! What the pages state, compared with what a YAML reader of another language counted in them.

use std::collections::BTreeMap;

use generator::diagnostic::{Code, Diagnostic};
use generator::scrape::facts::{Page, SchemaFacts, SchemaShape, SecurityKind};
use generator::scrape::{Capture, Reading};

use crate::captures;

/// Calls `see` with a schema and all within it.
fn walk(schema: &SchemaFacts, see: &mut impl FnMut(&SchemaFacts)) {
    see(schema);
    match &schema.shape {
        SchemaShape::Array(Some(inner)) | SchemaShape::Map(Some(inner)) => walk(inner, see),
        SchemaShape::Object { fields, rest } => {
            for schema in fields.iter().map(|field| &field.schema).chain(rest.as_deref()) {
                walk(schema, see);
            }
        }
        SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) | SchemaShape::AllOf(variants) => {
            for variant in variants {
                walk(variant, see);
            }
        }
        _ => {}
    }
}

/// The number of properties in a page's bodies and in the definitions that they need.
fn properties(page: &Page) -> usize {
    let bodies =
        page.bodies.iter().chain(page.responses.iter().filter_map(|response| response.body.as_ref()));
    let schemas =
        bodies.filter_map(|body| body.schema.as_ref()).chain(page.definitions.values().map(|named| &**named));
    let mut count = 0;
    for schema in schemas {
        walk(schema, &mut |schema| {
            if let SchemaShape::Object { fields, .. } = &schema.shape {
                count += fields.len();
            }
        });
    }
    count
}

fn examples(page: &Page) -> usize {
    let bodies =
        page.bodies.iter().chain(page.responses.iter().filter_map(|response| response.body.as_ref()));
    bodies.map(|body| body.examples.iter().filter(|example| example.json.is_some()).count()).sum()
}

/// The counts were made with Python's `yaml` on the same files, following `$ref` but not the parts of composed objects,
/// whose members the pages write out.
#[test]
fn every_page_is_read() {
    let captures = captures();
    if captures.is_empty() {
        return;
    }
    let readings: Vec<Reading> = captures.iter().map(generator::scrape::read).collect();
    let pages: Vec<&Page> = readings.iter().flat_map(|reading| &reading.pages).collect();
    assert_eq!(pages.len(), 104);
    assert_eq!(pages.iter().map(|page| properties(page)).sum::<usize>(), 3996);
    assert_eq!(pages.iter().map(|page| examples(page)).sum::<usize>(), 357);
    let parameters = pages.iter().flat_map(|page| &page.parameters).map(|group| group.fields.len());
    assert_eq!(parameters.sum::<usize>(), 100);
    let mut statuses: BTreeMap<Option<u16>, usize> = BTreeMap::new();
    for response in pages.iter().flat_map(|page| &page.responses) {
        *statuses.entry(response.status).or_default() += 1;
    }
    let expected = [(200, 90), (201, 14), (202, 5), (400, 1), (401, 94), (403, 3), (404, 53), (422, 43)]
        .map(|(status, count)| (Some(status), count));
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), expected);
    let media_types: Vec<_> =
        pages.iter().flat_map(|page| &page.bodies).map(|body| body.media_type.as_str()).collect();
    let count = |wanted| media_types.iter().filter(|media_type| **media_type == wanted).count();
    assert_eq!((count("application/json"), count("multipart/form-data"), media_types.len()), (39, 5, 44));
    for page in pages {
        let urls: Vec<_> = page.servers.iter().map(|server| server.url.is_empty()).collect();
        assert_eq!(urls, [true, false], "{}", page.file);
        let kinds: Vec<_> = page.security.schemes.iter().map(|scheme| &scheme.kind).collect();
        assert_eq!(kinds, [&SecurityKind::Bearer], "{}", page.file);
        assert_eq!(page.security.required, Some(vec![vec!["bearer".to_owned()]]), "{}", page.file);
    }
}

/// One example has comments, one value three examples, and two schemas a keyword of the author's own.
#[test]
fn little_is_said_about_pages_that_are_right() {
    let readings: Vec<Reading> = captures().iter().map(generator::scrape::read).collect();
    if readings.is_empty() {
        return;
    }
    let diagnostics: Vec<&Diagnostic> = readings.iter().flat_map(|reading| &reading.diagnostics).collect();
    let codes: Vec<Code> = diagnostics.iter().map(|found| found.code).collect();
    let unread = Code::UnreadKeyword;
    assert_eq!(codes, [Code::BrokenExample, unread, unread, unread], "{diagnostics:#?}");
}

#[test]
fn no_truncation_panics() {
    let Some(largest) = captures().into_iter().max_by_key(|capture| capture.bytes.len()) else { return };
    // Every 97th prefix of 90 kB is much for a build without optimisation; a coprime stride meets all kinds of places.
    for end in (0..largest.bytes.len()).step_by(97 * 7) {
        let bytes = largest.bytes.get(..end).expect("a prefix").to_vec();
        let reading = generator::scrape::read(&Capture { file: largest.file.clone(), bytes });
        assert!(reading.pages.len() <= 1);
    }
}
