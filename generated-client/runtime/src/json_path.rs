//! How a key is written in a JSON path: `lines` in `data.lines[2]`, and `["a.b"]` for one that is no plain name.

use std::fmt::{self, Write};

/// How many characters of a key a path shows: the server chooses the keys of a map.
const LONGEST_KEY: usize = 100;

/// Writes a key, with the dot or the brackets before it.
pub(crate) fn write_key(f: &mut impl Write, key: &str, is_first: bool) -> fmt::Result {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '$');
    if !key.is_empty() && key.len() <= LONGEST_KEY && key.chars().all(is_plain) {
        let dot = if is_first { "" } else { "." };
        return write!(f, "{dot}{key}");
    }
    f.write_str("[\"")?;
    for character in key.chars().take(LONGEST_KEY) {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            _ if crate::one_line::is_unruly(character) => write!(f, "{}", character.escape_default())?,
            _ => f.write_char(character)?,
        }
    }
    let cut = if key.chars().nth(LONGEST_KEY).is_some() { "…" } else { "" };
    write!(f, "{cut}\"]")
}
