//! A description whose end is glued to the name of the next row: `返回码，0 表示成功orderId`.

use super::place::Witness;
use super::reader::Reader;
use crate::diagnostic::{Code, Origin, Stated, quote};
use crate::scrape::facts::Row;

/// What stands in sentences and in no name.
const IN_SENTENCES: [char; 8] = ['，', '。', '；', '、', '：', '！', ' ', '（'];

impl Reader<'_> {
    /// Gives the description in front of the name of `row` back to the row above it, where an example proves the name.
    pub(super) fn give_back_description(
        &mut self,
        row: &mut Row,
        above: Option<&mut Row>,
        witness: &Witness,
    ) {
        let line = row.name.value.clone();
        let line = line.as_str();
        if witness.has(line) || is_part(line.chars().next()) {
            return;
        }
        let mut names =
            suffixes(line).filter(|at| line.get(*at..).is_some_and(|name| witness.lacks_row(name)));
        let origin: Origin = row.name.origin.clone();
        match (names.next(), names.next(), above) {
            (Some(at), None, Some(above)) => {
                let name = line.get(at..).unwrap_or(line).to_owned();
                let text = line.get(..at).unwrap_or_default().trim_end().to_owned();
                above.last_line = origin.line;
                above.description.push(Stated::new(text, origin));
                row.name.value = name;
            }
            _ if line.contains(IN_SENTENCES) && suffixes(line).next().is_some() => {
                let message =
                    format!("{} may be the end of a description and a name glued together", quote(line));
                let hint = "if it is, put the name on a line of its own in the capture";
                self.report_on(line, Code::GluedText, origin, message, hint);
            }
            _ => {}
        }
    }
}

/// Where a name could start: at a letter that no other letter of a name stands before.
fn suffixes(line: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    line.char_indices().filter_map(move |(at, character)| {
        let starts = at > 0 && is_part(Some(character)) && !is_part(before);
        before = Some(character);
        starts.then_some(at)
    })
}

fn is_part(character: Option<char>) -> bool {
    character.is_some_and(|character| character.is_ascii_alphanumeric() || "_$@".contains(character))
}
