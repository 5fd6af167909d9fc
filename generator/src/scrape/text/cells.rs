//! The cells of a table's row, which some browsers copy on one line with tabs between them.

use std::borrow::Cow;

use super::labels::{self, Label};
use super::line::Line;
use super::place;
use super::response_labels;

/// The lines with those cut at their tabs that hold several cells of a page. Examples and commands have tabs, too.
pub(super) fn apart(lines: &[Line]) -> Cow<'_, [Line]> {
    if !lines.iter().any(|line| line.text.contains('\t')) {
        return Cow::Borrowed(lines);
    }
    let mut apart = Vec::with_capacity(lines.len());
    for line in lines {
        match cells(line) {
            Some(cells) => apart.extend(cells),
            None => apart.push(line.clone()),
        }
    }
    Cow::Owned(apart)
}

/// The cells of a line, where one that is not the first is what stands on no other line.
fn cells(line: &Line) -> Option<Vec<Line>> {
    let text = line.text.trim();
    if !text.contains('\t') || text.starts_with(['{', '}', '[', ']', '"', '\'', '<', '-', ',']) {
        return None;
    }
    let words = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let cells: Vec<_> = text.split('\t').map(words).filter(|cell| !cell.is_empty()).collect();
    let (first, rest) = cells.split_first()?;
    let is_call = labels::verb(first).is_some() && rest.first().is_some_and(|path| path.starts_with('/'));
    let is_cut = is_call || rest.iter().any(|cell| is_cell(cell));
    is_cut.then(|| {
        let cell = |words: String| Line { number: line.number, text: words.clone(), words };
        cells.into_iter().map(cell).collect()
    })
}

/// Whether a cell is a type, a badge or a label.
fn is_cell(words: &str) -> bool {
    let is_label = || {
        Label::of(words).is_some_and(|label| !matches!(label, Label::Example(Some(_))))
            || labels::attribute(words).is_some()
            || labels::pager(words).is_some()
            || labels::is_media_type(words)
            || response_labels::tab(words).is_some()
    };
    place::is_type(words) || labels::badge(words).is_some() || is_label()
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::apart;

    fn cells(text: &str) -> Vec<String> {
        apart(&split(text)).iter().map(|line| line.words.clone()).collect()
    }

    #[test]
    fn a_row_has_its_cells_apart() {
        assert_eq!(
            cells("\tid\tstring\t编号\t必需\tHow it\tis called"),
            ["id", "string", "编号", "必需", "How it", "is called"]
        );
        assert_eq!(cells("POST\t/orders"), ["POST", "/orders"]);
        assert_eq!(cells("🟢200OK\tapplication/json\tBody"), ["🟢200OK", "application/json", "Body"]);
        assert_eq!(cells("成功(200)\t失败(500)"), ["成功(200)", "失败(500)"]);
    }

    #[test]
    fn a_tab_may_be_a_blank() {
        for text in ["\t\"a\":\tstring", "How it\tis called", "-H 'a'\tstring", "\tid"] {
            assert_eq!(cells(text).len(), 1, "{text}");
        }
    }
}
