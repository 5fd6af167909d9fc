//! What has changed in a text: the sentences that only one side has.

use std::collections::BTreeSet;

/// The sentences of `before` that `after` lacks, and the other way round. A text whose sentences are only laid out
/// or ordered otherwise has none.
pub(super) fn changed(before: &str, after: &str) -> (String, String) {
    let (old, new) = (sentences(before), sentences(after));
    (only_in(&old, &new), only_in(&new, &old))
}

fn only_in(some: &[String], others: &[String]) -> String {
    let others: BTreeSet<_> = others.iter().collect();
    let only: Vec<_> =
        some.iter().filter(|sentence| !others.contains(sentence)).map(String::as_str).collect();
    only.join(" ")
}

/// A sentence ends with a line, with a Chinese full stop, or with a Western one before a space.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(last) = sentences.last_mut() {
            last.push(letter);
        }
        let is_western =
            matches!(letter, '.' | '!' | '?' | ';') && letters.peek().is_none_or(|next| next.is_whitespace());
        if is_western || matches!(letter, '\n' | '\r' | '。' | '！' | '？' | '；') {
            sentences.push(String::new());
        }
    }
    let tidy = sentences.iter().map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "));
    tidy.filter(|sentence| !sentence.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::changed;

    #[test]
    fn only_what_differs_is_shown() {
        let said = |before, after| changed(before, after);
        assert_eq!(said("In cents. Not 0.", "In yuan. Not 0."), ("In cents.".into(), "In yuan.".into()));
        assert_eq!(said("单位为分。必填。", "必填。单位为元。"), ("单位为分。".into(), "单位为元。".into()));
        assert_eq!(said("One.\nTwo.", "One. Two."), (String::new(), String::new()));
        assert_eq!(said("Version 1.5 only", "Version 1.6 only").0, "Version 1.5 only");
        assert_eq!(said("", "New"), (String::new(), "New".into()));
    }
}
