//! Keeps what is printed on one line, and in the order in which it is read.

use std::fmt::{self, Formatter, Write};

/// Writes through to a formatter and escapes what would break the line or turn the direction of the text.
pub(crate) struct OneLine<'a, 'f>(pub(crate) &'a mut Formatter<'f>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| {
            if is_unruly(character) {
                write!(self.0, "{}", character.escape_default())
            } else {
                self.0.write_char(character)
            }
        })
    }
}

pub(crate) fn is_unruly(character: char) -> bool {
    // The marks, embeddings and isolates of the bidirectional algorithm, and the separators of lines and paragraphs.
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shown(&'static str);

    impl fmt::Display for Shown {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            OneLine(f).write_str(self.0)
        }
    }

    #[test]
    fn what_breaks_or_turns_the_line_is_escaped() {
        let shown = Shown("余额 a\r\nb\tc\u{1b}[31m \u{202e}d\u{2066}\u{2028}\u{85}").to_string();
        assert_eq!(shown, r"余额 a\r\nb\tc\u{1b}[31m \u{202e}d\u{2066}\u{2028}\u{85}");
    }
}
