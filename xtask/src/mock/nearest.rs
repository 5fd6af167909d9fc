//! What somebody meant who wrote a word that nobody knows.

use generator::diagnostic::quote;

/// Less alike than this are different words.
const ALIKE: f64 = 0.6;

/// The known word that is most like `word`, where one is.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Longer ones are no slip of the finger, and comparing them takes long.
    if word.len() > 400 {
        return None;
    }
    let alike = |known: &'a str| (strsim::normalized_damerau_levenshtein(word, known), known);
    let best = known.map(alike).filter(|(likeness, _)| *likeness >= ALIKE);
    best.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, known)| known)
}

/// The end of a sentence about `word`: ` (did you mean …?)`, or nothing.
pub(super) fn meant<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(word, known).map_or_else(String::new, |known| format!(" (did you mean {}?)", quote(known)))
}
