//! Reading the four captures gives the facts a reader finds there, all of them and nothing to complain about.

use generator::scrape::facts::{self, Badge, Location};

use crate::captures::{self, plain};
use crate::expected::{Demand, PAGES, Page, Table};

fn read(expected: &Page) -> facts::Page {
    let (facts, diagnostics) = generator::read(&captures::all());
    assert_eq!(diagnostics, [], "the four captures are sound");
    let page = facts.pages.into_iter().find(|page| &*page.file == expected.file);
    page.unwrap_or_else(|| panic!("{} was not read", expected.file))
}

#[test]
fn heads_and_footers_are_read() {
    for expected in PAGES {
        let page = read(expected);
        let stated =
            |stated: &generator::diagnostic::Stated<String>| (stated.origin.line, stated.value.clone());
        let typed = |(line, text): (u32, &str)| (line, text.to_owned());
        assert_eq!(page.edition, expected.edition);
        assert_eq!(stated(&page.title), typed(expected.title));
        assert_eq!(page.badge.as_ref().map(stated), expected.badge.map(typed));
        assert_eq!((page.verb.origin.line, page.verb.value.word()), expected.verb);
        assert_eq!(stated(&page.path), typed(expected.path));
        assert_eq!(page.modified.as_ref().map(|date| date.value.as_str()), Some(expected.modified.1));
        assert_eq!(page.modified.as_ref().map(|date| date.origin.line), Some(expected.modified.0));
        assert_eq!(page.previous.as_ref().map(stated), expected.previous.map(typed));
        assert_eq!(page.next.as_ref().map(stated), expected.next.map(typed));
    }
}

#[test]
fn every_row_is_read_and_no_other() {
    for expected in PAGES {
        let page = read(expected);
        let groups = page.parameters.iter().map(|group| {
            let table = match group.location {
                Location::Path => Table::Path,
                Location::Header => Table::Header,
                Location::Query | Location::Cookie => panic!("no page has query or cookie parameters"),
            };
            (table, &group.rows)
        });
        let requests = page.bodies.iter().map(|body| (Table::Request, &body.rows));
        let responses = page
            .responses
            .iter()
            .filter_map(|response| Some((Table::Response, &response.body.as_ref()?.rows)));
        let found = groups
            .chain(requests)
            .chain(responses)
            .flat_map(|(table, rows)| rows.iter().map(move |row| (table, row)));
        let shown = |(table, row): (Table, &facts::Row)| {
            let demand = match row.badge.as_ref().map(|badge| badge.value) {
                Some(Badge::Required) => Demand::Required,
                Some(Badge::Optional) => Demand::Optional,
                None => Demand::Unsaid,
            };
            let description: Vec<_> = row.description.iter().map(|line| line.value.as_str()).collect();
            format!(
                "{table:?} {} {} | {} | nullable {} | {demand:?} | {:?} | {description:?}",
                row.name.origin.line,
                row.name.value,
                plain(&row.type_expression.value.words),
                row.type_expression.value.nullable,
                row.title.as_ref().map(|title| title.value.as_str()),
            )
        };
        let typed = expected.rows.iter().map(|row| {
            format!(
                "{:?} {} {} | {} | nullable {} | {:?} | {:?} | {:?}",
                row.table,
                row.line,
                row.name(),
                row.words,
                row.nullable,
                row.demand,
                row.title,
                row.description.into_iter().collect::<Vec<_>>(),
            )
        });
        assert_eq!(found.map(shown).collect::<Vec<_>>(), typed.collect::<Vec<_>>(), "{}", expected.file);
    }
}

#[test]
fn bodies_responses_and_samples_are_read() {
    for expected in PAGES {
        let page = read(expected);
        let media_types: Vec<_> = page.bodies.iter().map(|body| body.media_type.as_str()).collect();
        assert_eq!(media_types, expected.request.into_iter().collect::<Vec<_>>(), "{}", expected.file);
        let [response] = page.responses.as_slice() else { panic!("{}: one response", expected.file) };
        let body = response.body.as_ref().expect("a response has a body");
        assert_eq!(
            (response.status, response.label.as_str()),
            (Some(expected.response.0), expected.response.1)
        );
        assert_eq!(body.media_type, expected.response.2);
        let [curl] = page.curls.as_slice() else { panic!("{}: one shell sample", expected.file) };
        let headers: Vec<_> = curl.headers.iter().map(|header| header.name.as_str()).collect();
        assert_eq!((curl.origin.line, curl.url.as_str()), (expected.curl.line, expected.curl.url));
        assert_eq!(curl.verb.map(facts::Verb::word), Some(expected.curl.verb));
        assert_eq!(headers, expected.curl.headers);
    }
}
