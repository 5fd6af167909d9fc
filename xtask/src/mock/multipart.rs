//! Reads a body of the type `multipart/form-data`, RFC 7578.

use super::call::Call;

/// One field of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    /// In lower case and without parameters; empty when it is not sent.
    pub(super) media_type: String,
    pub(super) content: Vec<u8>,
}

/// The fields in their order.
pub(super) fn parts(call: &Call) -> Result<Vec<Part>, String> {
    let header = call.header("content-type").unwrap_or_default();
    let boundary = parameter(&header, "boundary")
        .filter(|boundary| !boundary.is_empty())
        .ok_or("the header `content-type` names no `boundary`")?;
    let line = format!("--{boundary}");
    let mut rest = after(&call.body, line.as_bytes()).ok_or("its boundary does not stand in the body")?;
    let mut parts = Vec::new();
    let next = format!("\r\n{line}");
    while !rest.starts_with(b"--") {
        let inner = rest.strip_prefix(b"\r\n").ok_or("a boundary does not end its line")?;
        let end = position(inner, next.as_bytes()).ok_or("the last boundary is missing")?;
        parts.push(part(&inner[..end])?);
        rest = &inner[end + next.len()..];
    }
    Ok(parts)
}

fn part(bytes: &[u8]) -> Result<Part, String> {
    // A part without headers begins with the empty line.
    let (head, content) = if let Some(content) = bytes.strip_prefix(b"\r\n") {
        (&[][..], content)
    } else {
        let end = position(bytes, b"\r\n\r\n").ok_or("a part has no empty line behind its headers")?;
        (&bytes[..end], &bytes[end + 4..])
    };
    let head = String::from_utf8_lossy(head);
    let header = |wanted: &str| {
        let fields = head.split("\r\n").filter_map(|line| line.split_once(':'));
        fields
            .filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value.trim())
            .next()
    };
    let disposition = header("content-disposition").unwrap_or_default();
    let media_type = header("content-type").unwrap_or_default();
    Ok(Part {
        name: parameter(disposition, "name").ok_or("a part has no `name` in its `content-disposition`")?,
        file_name: parameter(disposition, "filename"),
        media_type: media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase(),
        content: content.to_vec(),
    })
}

/// The value of a parameter behind a header's value, without its quotes.
fn parameter(header: &str, wanted: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, behind) = rest.split_once('=')?;
        let behind = behind.trim_start();
        let (value, next) = if let Some(quoted) = behind.strip_prefix('"') {
            unquoted(quoted)
        } else {
            let (value, next) = behind.split_once(';').unwrap_or((behind, ""));
            (value.trim().to_owned(), next)
        };
        if name.trim().trim_start_matches(';').trim().eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

/// The text up to the closing quote, without its escapes, and what stands behind.
fn unquoted(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, text.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            letter => value.push(letter),
        }
    }
    (value, "")
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// What stands behind the first occurrence, which begins the text or a line of it.
fn after<'b>(bytes: &'b [u8], wanted: &[u8]) -> Option<&'b [u8]> {
    let at = position(bytes, wanted)?;
    (at == 0 || bytes[..at].ends_with(b"\r\n")).then(|| &bytes[at + wanted.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content_type: &str, body: &str) -> Result<Vec<Part>, String> {
        let mut call = Call { body: body.to_owned().into(), ..Call::default() };
        call.headers.insert("content-type", content_type.parse().unwrap());
        parts(&call)
    }

    #[test]
    fn fields_and_files_are_read() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\none\r\ntwo\r\n--x\r\ncontent-disposition: form-data; \
                    name=\"photo\"; filename=\"a \\\"b\\\".png\"\r\nContent-Type: image/png\r\n\r\n\r\n--x--\r\n";
        let found = read("multipart/form-data; charset=utf-8; boundary=\"x\"", body).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_str(), found[0].content.as_slice()), ("note", &b"one\r\ntwo"[..]));
        assert_eq!((found[0].file_name.as_deref(), found[0].media_type.as_str()), (None, ""));
        assert_eq!(found[1].file_name.as_deref(), Some("a \"b\".png"));
        assert_eq!((found[1].media_type.as_str(), found[1].content.len()), ("image/png", 0));
    }

    #[test]
    fn what_is_none_is_told() {
        let part = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1";
        for (content_type, body, words) in [
            ("multipart/form-data", "--x--", "names no `boundary`"),
            ("multipart/form-data; boundary=x", "a=1", "does not stand in the body"),
            ("multipart/form-data; boundary=x", part, "the last boundary is missing"),
            ("multipart/form-data; boundary=x", "--x\r\nA: b\r\n\r\n1\r\n--x--", "no `name`"),
            ("multipart/form-data; boundary=x", "--x\r\nA: b\r\n--x--", "no empty line"),
            ("multipart/form-data; boundary=x", "--xyz", "does not end its line"),
        ] {
            let told = read(content_type, body).unwrap_err();
            assert!(told.contains(words), "{body:?}: {told}");
        }
        assert_eq!(read("multipart/form-data; boundary=x", "--x--").unwrap(), []);
        assert_eq!(read("multipart/form-data; boundary=x", &format!("{part}\r\n--x--")).unwrap().len(), 1);
    }
}
