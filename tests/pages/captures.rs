//! The four captures as they lie in the repository.

use std::fs;
use std::path::PathBuf;

use generator::scrape::Capture;

use crate::expected::PAGES;
use crate::repository;

/// The directory that holds the captures.
pub(crate) fn directory() -> PathBuf {
    repository::root().join("specs/pandapon")
}

/// The lines of a capture; `lines[0]` is empty, so that lines count from 1.
pub(crate) fn lines(file: &str) -> Vec<String> {
    let text = fs::read_to_string(directory().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    std::iter::once(String::new()).chain(text.lines().map(str::to_owned)).collect()
}

/// Words with single blanks; captures put U+00A0 around types.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The captures as the generator takes them.
pub(crate) fn all() -> Vec<Capture> {
    let read = |file: &str| Capture {
        file: file.into(),
        bytes: fs::read(directory().join(file)).expect("a capture reads"),
    };
    PAGES.map(|page| read(page.file)).into()
}

#[test]
fn the_expectations_stand_on_the_lines_they_name() {
    for page in PAGES {
        let lines = lines(page.file);
        let at = |(line, text): (u32, &str)| {
            assert!(
                plain(&lines[line as usize]).ends_with(text),
                "{}:{line}: {:?} is not {text:?}",
                page.file,
                lines[line as usize]
            );
        };
        let stated = [page.title, page.verb, page.path, page.modified];
        stated.into_iter().chain([page.badge, page.previous, page.next].into_iter().flatten()).for_each(at);
        for row in page.rows {
            at((row.line, row.name()));
            at((row.line + 1, row.words));
        }
        for example in page.examples {
            at((*example, "{"));
        }
    }
}
