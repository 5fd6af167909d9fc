//! The words above a response, in a heading or on a tab.

use crate::scrape::text::Label;

/// Status and words of a response: `🟢200成功`, `200 - Success`, `成功(200)`, `200 OK`; nothing where the text is none.
pub(super) fn heading(words: &str) -> Option<(Option<u16>, String)> {
    if let Some(Label::Response { status, label }) = Label::of(words) {
        return Some((status, label));
    }
    let code = |digits: &str| {
        digits.parse::<u16>().ok().filter(|code| digits.len() == 3 && (100..1000).contains(code))
    };
    if let Some((label, rest)) = words.rsplit_once('(')
        && let Some(status) = rest.strip_suffix(')').and_then(code)
    {
        return Some((Some(status), label.trim().to_owned()));
    }
    if words.eq_ignore_ascii_case("default") {
        return Some((None, words.to_owned()));
    }
    let digits = words.get(..3)?;
    let label = words.get(3..)?.trim_start_matches([' ', '-', '–', ':']);
    let is_word = !label.starts_with(|character: char| character.is_ascii_digit() || character == '.');
    code(digits).filter(|_| is_word).map(|status| (Some(status), label.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_names_the_status() {
        for (words, status, label) in [
            ("🟢200成功", Some(200), "成功"),
            ("200 - Success", Some(200), "Success"),
            ("成功(200)", Some(200), "成功"),
            ("404 Not Found", Some(404), "Not Found"),
            ("200", Some(200), ""),
            ("default", None, "default"),
        ] {
            assert_eq!(heading(words), Some((status, label.to_owned())), "{words}");
        }
        for words in ["2000 rows", "200.5", "Success", "", "退款成功", "12"] {
            assert_eq!(heading(words), None, "{words}");
        }
    }
}
