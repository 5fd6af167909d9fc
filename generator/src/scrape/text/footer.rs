//! The end of a page: date of change, previous and next page, `Built with`.

use super::labels::{self, Label, Pager};
use super::line::{Line, words};
use super::place;

/// The lines a footer can have: a date, four of the pager, `Built with`.
const LONGEST: usize = 6;

/// What stands in the footer; the numbers are places among the lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) modified: Option<(usize, String)>,
    pub(super) previous: Option<usize>,
    pub(super) next: Option<usize>,
    pub(super) built_with: Option<usize>,
    /// What no rule takes.
    pub(super) unread: Vec<usize>,
}

/// Where the footer starts: at a date of change below which no section follows. Without a date, at a
/// pager with nothing else below it.
pub(super) fn start(lines: &[Line]) -> usize {
    let is_section = |label| !matches!(label, Label::Modified(_));
    let last_section =
        (0..lines.len()).rev().find(|index| place::heading(lines, *index).is_some_and(is_section));
    let floor = last_section.map_or(0, |index| index + 1);
    let dated = (floor..lines.len()).find(|index| is_date(lines, *index));
    dated.unwrap_or_else(|| {
        let earliest = lines.len().saturating_sub(LONGEST).max(floor);
        (earliest..lines.len()).find(|index| is_pager(lines, *index)).unwrap_or(lines.len())
    })
}

/// Whether the date of change stands at `index`. A label that lost its date may be the title of a row,
/// so it counts only where nothing but a pager stands below.
fn is_date(lines: &[Line], index: usize) -> bool {
    match Label::of(words(lines, index)) {
        Some(Label::Modified(date)) if date.is_empty() => {
            // As many lines as a footer can have tell it, however long the page goes on.
            let end = lines.len().min(index + LONGEST + 2);
            let footer = read(lines.get(..end).unwrap_or(lines), index);
            footer.unread.is_empty() && (end == lines.len() || footer.built_with.is_some())
        }
        Some(Label::Modified(_)) => place::heading(lines, index).is_some(),
        _ => false,
    }
}

/// Whether only lines of a pager stand from `start` to the end of the page.
fn is_pager(lines: &[Line], start: usize) -> bool {
    let footer = read(lines, start);
    footer.unread.is_empty() && labels::pager(words(lines, start)).is_some()
}

/// Reads the footer from `start` on.
pub(super) fn read(lines: &[Line], start: usize) -> Footer {
    let mut footer = Footer::default();
    let mut index = start;
    while index < lines.len() {
        let title = Some(index + 1).filter(|title| *title < lines.len() && !is_built_with(lines, *title));
        let text = words(lines, index);
        match (labels::pager(text), Label::of(text)) {
            (Some(Pager::BuiltWith), _) => footer.built_with = Some(index),
            (Some(Pager::Previous), _) if footer.previous.is_none() => footer.previous = title,
            (Some(Pager::Next), _) if footer.next.is_none() => footer.next = title,
            (_, Some(Label::Modified(date)))
                if date.is_empty() && footer.modified.is_none() && is_whole_date(words(lines, index + 1)) =>
            {
                index += 1;
                footer.modified = Some((index, words(lines, index).to_owned()));
            }
            (_, Some(Label::Modified(date))) if footer.modified.is_none() => {
                footer.modified = Some((index, date));
            }
            // The site's own advertising may stand behind `Built with`.
            _ if footer.built_with.is_some() => {}
            _ if index > start && is_built_with(lines, index) => footer.built_with = Some(index),
            _ => footer.unread.push(index),
        }
        let has_title = title.is_some() && [footer.previous, footer.next].contains(&title);
        index += if has_title { 2 } else { 1 };
    }
    footer
}

/// Whether `Built with` stands at `index`. The name of the tool may follow on the same line, which is the last one then:
/// titles start so, too.
fn is_built_with(lines: &[Line], index: usize) -> bool {
    let text = words(lines, index);
    labels::pager(text) == Some(Pager::BuiltWith)
        || (index + 1 == lines.len() && text.starts_with("Built with "))
}

/// `2025-04-25 05:59:59`
pub(in crate::scrape) fn is_whole_date(date: &str) -> bool {
    const SHAPE: &str = "0000-00-00 00:00:00";
    let fits = |(shape, character): (char, char)| {
        if shape == '0' { character.is_ascii_digit() } else { shape == character }
    };
    date.len() == SHAPE.len() && SHAPE.chars().zip(date.chars()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    #[test]
    fn a_footer_has_five_parts() {
        for text in [
            "}\n修改于 2025-04-25 05:59:59\n上一页\nList\n下一页\nNext\nBuilt with",
            "}\nModified at 2025-04-25 05:59:59\nPrevious\nList\nNext\nNext\nBuilt with\nSite",
        ] {
            let lines = split(text);
            assert_eq!(start(&lines), 1);
            let expected = Footer {
                modified: Some((1, "2025-04-25 05:59:59".into())),
                previous: Some(3),
                next: Some(5),
                built_with: Some(6),
                unread: vec![],
            };
            assert_eq!(read(&lines, 1), expected);
        }
    }

    #[test]
    fn a_pager_without_a_date_is_a_footer() {
        assert_eq!(start(&split("Next\nstring\nx\ny\nz\n}\n上一页\nList\nBuilt with")), 6);
        assert_eq!(start(&split("}\nNext\nsome\ntext")), 4);
        assert_eq!(start(&split("}\n下一页")), 1);
    }

    #[test]
    fn a_date_below_which_sections_follow_is_no_footer() {
        assert_eq!(start(&split("修改于 2025-04-25 05:59:59\n🟢200成功\n}")), 3);
    }

    #[test]
    fn a_label_without_date_stands_at_the_end() {
        assert_eq!(start(&split("}\n修改于")), 1);
        assert_eq!(start(&split("}\n修改于\n上一页\nList\nBuilt with")), 1);
        let lines = split("}\nLast modified:\n2025-04-25 05:59:59\nPrevious\nList");
        assert_eq!(start(&lines), 1);
        assert_eq!(read(&lines, 1).modified, Some((2, "2025-04-25 05:59:59".into())));
        assert_eq!(start(&split("b\nstring\n修改于\n必需\n修改于 2025-04-25 05:59:59")), 4);
    }

    #[test]
    fn dates_are_whole() {
        assert!(is_whole_date("2025-04-25 05:59:59"));
        assert!(!is_whole_date("2025-04-25 05:59:5"));
        assert!(!is_whole_date(""));
    }
}
