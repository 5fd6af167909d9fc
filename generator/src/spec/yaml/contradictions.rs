//! Reads the contradictions of a spec back, and nothing else of it: there are few, and the rest is long.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::read;
use crate::diagnostic::Diagnostic;
use crate::spec::contradiction::Contradiction;

/// The section they stand in.
const KEY: &str = "contradictions:";

#[derive(Deserialize)]
struct Section {
    contradictions: Vec<Contradiction>,
}

/// The contradictions of the files of a spec, by path as for [`read_spec`](super::read_spec): those of the groups first,
/// then the shared ones. What else stands in the files is not looked at.
///
/// # Errors
/// Says in which file and on which line the section is no YAML or does not fit.
pub fn read_contradictions(files: &BTreeMap<String, String>) -> Result<Vec<Contradiction>, Vec<Diagnostic>> {
    let (mut found, mut diagnostics) = (Vec::new(), Vec::new());
    let is_shared = |file: &&String| *file == "spec/shared.yaml";
    let mut names: Vec<_> = files.keys().collect();
    names.sort_by_key(is_shared);
    for (file, text) in names.into_iter().filter_map(|name| files.get_key_value(name)) {
        let Some(section) = section(text) else { continue };
        match read::read::<Section>(file, &section) {
            Ok(section) => found.extend(section.contradictions),
            Err(wrong) => diagnostics.extend(wrong),
        }
    }
    if diagnostics.is_empty() { Ok(found) } else { Err(diagnostics) }
}

/// The section, on the lines it has in the file; nothing where there is none.
fn section(text: &str) -> Option<String> {
    let starts = |line: &&str| line.starts_with(KEY);
    let above = text.split_inclusive('\n').position(|line| starts(&line))?;
    let mut section = "\n".repeat(above);
    let is_inside = |line: &&str| line.starts_with([' ', '-', '#', '\n', '\r']);
    let mut lines = text.split_inclusive('\n').skip(above);
    section.extend(lines.next());
    section.extend(lines.take_while(is_inside));
    Some(section)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: &str = "# ours\nschemas:\n  A: {}\ncontradictions:\n  - id: c-1\n    subject: A.b\n    about: type\n    \
                          readings: []\n    rule: weakest-demand\n    effect: none\ncorrected: []\n";

    fn of(text: &str) -> Result<Vec<Contradiction>, Vec<Diagnostic>> {
        read_contradictions(&BTreeMap::from([("spec/shared.yaml".to_owned(), text.to_owned())]))
    }

    #[test]
    fn only_their_section_is_read() {
        let found = of(SHARED).expect("it reads");
        assert_eq!(
            found.iter().map(|one| (one.id.as_str(), one.subject.as_str())).collect::<Vec<_>>(),
            [("c-1", "A.b")]
        );
        assert_eq!(of("schemas: {}\n"), Ok(Vec::new()));
        assert_eq!(
            of(&SHARED.replace("{}", "}{")).map(|found| found.len()),
            Ok(1),
            "the rest is not looked at"
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_in_the_file() {
        let wrong = of(&SHARED.replace("weakest-demand", "coin-toss")).expect_err("no such rule");
        assert_eq!(wrong[0].origin.line, 9, "{wrong:?}");
    }
}
