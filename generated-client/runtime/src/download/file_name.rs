//! The name of a file in `content-disposition`, made safe (RFC 6266).

use crate::one_line::is_unruly;
use percent_encoding::percent_decode_str;

/// The longest name that file systems take, in bytes.
const LONGEST: usize = 255;

/// The name of the file; that of the extended parameter if there is one.
pub(super) fn of(header: &[u8]) -> Option<String> {
    let header = String::from_utf8_lossy(header);
    let (mut plain, mut extended) = (None, None);
    for (name, value) in parameters(&header) {
        match &*name.to_ascii_lowercase() {
            "filename" => plain = plain.or(Some(value)),
            "filename*" => extended = extended.or_else(|| decoded(&value)),
            _ => {}
        }
    }
    extended.as_deref().and_then(safe).or_else(|| plain.as_deref().and_then(safe))
}

/// The parameters after the type, their quotation marks removed.
fn parameters(header: &str) -> Vec<(String, String)> {
    let mut parameters = Vec::new();
    let mut rest = header.split_once(';').map_or("", |(_, rest)| rest);
    while let Some((name, value)) = rest.split_once('=') {
        // A parameter without a value says nothing.
        let name = name.rsplit(';').next().unwrap_or(name).trim().to_owned();
        let (value, after) = match value.trim_start().strip_prefix('"') {
            Some(quoted) => unquoted(quoted),
            None => {
                let (value, after) = value.split_once(';').unwrap_or((value, ""));
                (value.trim().to_owned(), after)
            }
        };
        parameters.push((name, value));
        rest = after;
    }
    parameters
}

/// The text up to the closing quotation mark, and what follows it.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &text[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            _ => value.push(character),
        }
    }
    (value, "")
}

/// `UTF-8''na%C3%AFve.txt`; none for another charset.
fn decoded(value: &str) -> Option<String> {
    let mut pieces = value.splitn(3, '\'');
    let (charset, _, text) = (pieces.next()?, pieces.next()?, pieces.next()?);
    charset.eq_ignore_ascii_case("utf-8").then_some(())?;
    percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned())
}

/// What may be the name of a file anywhere; none for what is no name.
fn safe(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept = last.chars().filter(|character| !character.is_control() && !is_unruly(*character));
    let named: String =
        kept.map(|character| if r#"<>:"|?*"#.contains(character) { '_' } else { character }).collect();
    // Systems drop the dots and spaces at the end, and hide what begins with a dot.
    let named = named.trim_start_matches([' ', '.']).trim_end_matches([' ', '.']);
    let stem = named.split('.').next().unwrap_or_default().trim_end();
    let named = if is_device(stem) { format!("_{named}") } else { named.to_owned() };
    let named = shortened(&named);
    (!named.is_empty()).then_some(named)
}

/// The names that Windows keeps for devices, with any ending.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |name: &str| {
        let number = stem.strip_prefix(name).unwrap_or_default();
        number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// Cuts the middle out of what is too long, so that the ending stays.
fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let ending = if ending.len() <= 16 { ending } else { "" };
    let mut end = LONGEST - ending.len();
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    [name[..end].trim_end_matches([' ', '.']), ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_spelling() {
        for (header, name) in [
            ("attachment; filename=\"report.pdf\"", "report.pdf"),
            ("attachment; filename=report.pdf", "report.pdf"),
            ("attachment;filename = report.pdf ; size=3", "report.pdf"),
            ("inline; FileName=\"a \\\"b\\\".txt\"", "a _b_.txt"),
            ("attachment; filename=\"a;b=c.txt\"; x=y", "a;b=c.txt"),
            ("attachment; filename=\"e.txt\"; filename*=UTF-8''%e2%82%ac%20rates.txt", "\u{20ac} rates.txt"),
            ("attachment; filename*=utf-8'en'na%C3%AFve.txt; filename=naive.txt", "na\u{ef}ve.txt"),
            ("attachment; filename*=ISO-8859-1''%A3; filename=rates.txt", "rates.txt"),
            ("attachment; x; filename=\"b.txt\"", "b.txt"),
            ("attachment; filename=\"\u{9000}\u{6b3e}.csv\"", "\u{9000}\u{6b3e}.csv"),
            ("attachment; filename=\"open", "open"),
        ] {
            assert_eq!(of(header.as_bytes()).as_deref(), Some(name), "{header}");
        }
        for header in
            ["", "attachment", "attachment; filename=", "attachment; filename=\"..\"", "=;=;\"", "a;\"=\\"]
        {
            assert_eq!(of(header.as_bytes()), None, "{header}");
        }
    }

    #[test]
    fn no_name_leaves_its_directory_or_is_special() {
        for (said, name) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("/etc/shadow", "shadow"),
            ("C:\\evil.exe", "evil.exe"),
            ("C:evil.exe", "C_evil.exe"),
            (".bashrc", "bashrc"),
            ("a\u{0}b\u{1b}[31m.txt", "ab[31m.txt"),
            ("cod\u{202e}txt.exe", "codtxt.exe"),
            ("nul", "_nul"),
            ("Com1.txt", "_Com1.txt"),
            ("COM10.txt", "COM10.txt"),
            ("a. . .", "a"),
        ] {
            assert_eq!(safe(said).as_deref(), Some(name), "{said}");
        }
        for said in ["", "/", "..", ". .", "\u{7}", "a/"] {
            assert_eq!(safe(said), None, "{said}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = safe(&format!("{}.pdf", "\u{e9}".repeat(300))).unwrap();
        assert!(name.len() <= LONGEST && name.ends_with("\u{e9}.pdf"), "{name}");
        assert_eq!(safe(&"x".repeat(999)).unwrap().len(), LONGEST);
        assert_eq!(safe(&format!("x.{}", "y".repeat(999))).unwrap().len(), LONGEST);
    }
}
