//! Recognises a secret in a server's text, however the server wrote it: as it is, escaped for JSON, URLs or HTML, or in Base64.

/// What to look for: the secret, and what it looks like inside a longer text in Base64.
pub(super) fn spellings(secret: &str) -> Vec<String> {
    let mut spellings = vec![secret.to_owned()];
    for before in 0..3 {
        let text = base64_inside(secret.as_bytes(), before);
        spellings.push(text.replace('+', "-").replace('/', "_"));
        spellings.push(text);
    }
    spellings
}

/// The characters of Base64 that depend on the secret alone, when so many bytes of a group of three come before it.
fn base64_inside(secret: &[u8], before: usize) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| secret.get(at / 8).map(|byte| usize::from(byte >> (7 - at % 8) & 1));
    // The first whole character begins at the next multiple of six bits, counted from the beginning of the group.
    let first = (6 - before * 8 % 6) % 6;
    let characters = (first..)
        .step_by(6)
        .map(|at| (at..at + 6).try_fold(0, |value, at| bit(at).map(|bit| value << 1 | bit)));
    characters.map_while(|value| value.map(|value| char::from(ALPHABET[value]))).collect()
}

/// How many bytes at the beginning of the text spell this; none if it begins with something else.
pub(super) fn length_at_start(text: &str, spelling: &str) -> Option<usize> {
    if text.starts_with(spelling) {
        return Some(spelling.len());
    }
    // Most places of a text are no beginning of a secret; this keeps them cheap.
    let first = spelling.chars().next()?;
    if READERS.iter().all(|read| read(text, first).is_none()) {
        return None;
    }
    // `%25` may be a percent sign or three characters, so there may be several ways to read on.
    let mut rests = vec![text];
    for wanted in spelling.chars() {
        let read_on = rests.iter().flat_map(|rest| READERS.iter().filter_map(move |read| read(rest, wanted)));
        rests = read_on.collect();
        rests.dedup();
        if rests.is_empty() {
            return None;
        }
    }
    rests.first().map(|rest| text.len() - rest.len())
}

/// What is longer is no escape of one character. Without a bound a hostile text of backslashes would be read over and over.
const MOST_BACKSLASHES: usize = 8;
const LONGEST_ENTITY: usize = 10;

/// Each knows a way to write a character, and gives what follows it at the beginning of a text.
const READERS: [fn(&str, char) -> Option<&str>; 4] = [literal, percent, backslash, entity];

/// What follows the character.
fn literal(text: &str, wanted: char) -> Option<&str> {
    text.strip_prefix(wanted)
}

/// What follows the character when a URL or a form has it: `%E9%80%80`, or `+` for a space.
fn percent(text: &str, wanted: char) -> Option<&str> {
    if wanted == ' ' && text.starts_with('+') {
        return text.strip_prefix('+');
    }
    wanted.encode_utf8(&mut [0; 4]).bytes().try_fold(text, |text, byte| {
        let digits = text.strip_prefix('%')?.get(..2)?;
        (u8::from_str_radix(digits, 16) == Ok(byte)).then(|| &text[3..])
    })
}

/// What follows the character in JSON: `\"`, `\u9000`. JSON in a string of JSON has more backslashes.
fn backslash(text: &str, wanted: char) -> Option<&str> {
    let run = text.bytes().take(MOST_BACKSLASHES).take_while(|byte| *byte == b'\\').count();
    let escape = text.get(run..).filter(|_| run > 0)?;
    let short = match wanted {
        '\\' if run >= 4 => return text.get(4..),
        '\\' if run >= 2 => return text.get(2..),
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        other => other,
    };
    escape.strip_prefix(short).or_else(|| {
        wanted.encode_utf16(&mut [0; 2]).iter().try_fold(escape, |text, unit| {
            let digits =
                text.strip_prefix(r"\\").or(text.strip_prefix('\\')).unwrap_or(text).strip_prefix('u')?;
            (u16::from_str_radix(digits.get(..4)?, 16) == Ok(*unit)).then(|| &digits[4..])
        })
    })
}

/// What follows the character in HTML: `&amp;`, `&#39;`, `&#x27;`.
fn entity(text: &str, wanted: char) -> Option<&str> {
    let text = text.strip_prefix('&')?;
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let number = || {
        let digits = name.strip_prefix('#')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => digits.parse(),
        };
        char::from_u32(code.ok()?)
    };
    let meant = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number(),
    };
    (meant == Some(wanted)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "S&/\"é\\ 退%25\u{1f600}'";

    fn is_found(echo: &str) -> bool {
        spellings(SECRET).iter().any(|spelling| length_at_start(echo, spelling) == Some(echo.len()))
    }

    #[test]
    fn escaped_secrets_are_found() {
        for echo in [
            SECRET,
            // json.dumps(s), json.dumps(s, ensure_ascii=False), json.dumps(json.dumps(s)), without their quotes
            r#"S&/\"\u00e9\\ \u9000%25\ud83d\ude00'"#,
            r#"S&/\"é\\ 退%25😀'"#,
            r#"S&/\\\"\\u00e9\\\\ \\u9000%25\\ud83d\\ude00'"#,
            // As some JSON writers have it.
            r"S\u0026\/\u0022\u00E9\u005c\u0020\u9000\u002525\uD83D\uDE00\u0027",
            // urllib.parse.quote(s, safe=''), urllib.parse.quote_plus(s), the first in lower case
            "S%26%2F%22%C3%A9%5C%20%E9%80%80%2525%F0%9F%98%80%27",
            "S%26%2F%22%C3%A9%5C+%E9%80%80%2525%F0%9F%98%80%27",
            "S%26%2f%22%c3%a9%5c%20%e9%80%80%2525%f0%9f%98%80%27",
            // html.escape(s), and as numbers
            "S&amp;/&quot;é\\ 退%25😀&#x27;",
            "S&#38;/&#34;&#233;\\ &#36864;%25😀&#39;",
        ] {
            assert!(is_found(echo), "{echo}");
        }
    }

    #[test]
    fn secrets_in_base64_are_found_wherever_they_stand() {
        // base64.b64encode(b"K-4711:S-0815"), the same after "a", after "ab", and inside of JSON
        let spellings = spellings("S-0815");
        for echo in
            ["Sy00NzExOlMtMDgxNQ==", "YUstNDcxMTpTLTA4MTU=", "YWJLLTQ3MTE6Uy0wODE1", "eyJzIjoiUy0wODE1In0="]
        {
            let found = (0..echo.len()).any(|at| {
                spellings[1..].iter().any(|spelling| length_at_start(&echo[at..], spelling).is_some())
            });
            assert!(found, "{echo} {spellings:?}");
        }
        assert!(spellings.iter().all(|spelling| spelling.len() >= 6), "{spellings:?}");
    }

    #[test]
    fn a_hostile_text_takes_no_time() {
        let begin = std::time::Instant::now();
        for text in ["\\".repeat(1 << 24), "&".repeat(1 << 24), "%25".repeat(1 << 22)] {
            let spellings = spellings(&"%25".repeat(400));
            for at in (0..3000).step_by(3) {
                for spelling in &spellings {
                    length_at_start(&text[at..], spelling);
                }
            }
        }
        assert!(begin.elapsed() < std::time::Duration::from_secs(10), "{:?}", begin.elapsed());
    }

    #[test]
    fn other_text_is_left_alone() {
        for text in
            ["", "S", "S&/", "%", "%5", "%é0", "\\", "\\u", "\\u00é", "&", "&#;", "&#x110000;", "S-4711x"]
        {
            assert_eq!(length_at_start(text, SECRET), None, "{text}");
        }
    }
}
