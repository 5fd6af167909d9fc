//! Bytes → UTF-8, where they are in another charset: one that they name, or the only one in which they are sensible text.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a file its charset may be named, as for browsers.
const HEAD: usize = 1024;

/// Bytes as UTF-8, and which charset they were in where nothing but the bytes told.
pub(in crate::scrape) struct Decoded<'bytes> {
    pub(in crate::scrape) bytes: Cow<'bytes, [u8]>,
    pub(in crate::scrape) guessed: Option<&'static str>,
}

/// Decodes a file. What is in no charset that we can tell stays as it is, for its reader to refuse. Lines stay lines.
pub(in crate::scrape) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let as_is = Decoded { bytes: Cow::Borrowed(bytes), guessed: None };
    if let Some((charset, _)) =
        Encoding::for_bom(bytes).filter(|(charset, _)| [UTF_16LE, UTF_16BE].contains(charset))
    {
        return decoded(charset, bytes, None).unwrap_or(as_is);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return as_is;
    }
    let named = named(bytes).filter(|charset| *charset != UTF_8);
    if let Some(charset) = named {
        return decoded(charset, bytes, None).unwrap_or(as_is);
    }
    match sensible(bytes).as_slice() {
        [only] => decoded(only, bytes, Some(only.name())).unwrap_or(as_is),
        _ => as_is,
    }
}

/// The bytes in this charset, if all of them are text in it.
fn decoded(
    charset: &'static Encoding,
    bytes: &[u8],
    guessed: Option<&'static str>,
) -> Option<Decoded<'static>> {
    let (text, had_errors) = charset.decode_with_bom_removal(bytes);
    (!had_errors).then(|| Decoded { bytes: Cow::Owned(text.into_owned().into_bytes()), guessed })
}

/// The charset that the file names: `<meta charset="gbk">`, `content="text/html; charset=gbk"`, `<?xml encoding="GBK"?>`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let head: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    if !head.contains('<') {
        return None;
    }
    let label = |(offset, word): (usize, &str)| {
        let rest = head.get(offset + word.len()..)?.trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end =
            rest.find(|character: char| !character.is_ascii_alphanumeric() && !"-_:.".contains(character));
        Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
    };
    let names = |word| head.match_indices(word).find_map(label);
    names("charset").or_else(|| head.starts_with("<?xml").then(|| names("encoding")).flatten())
}

/// The charsets in which the bytes are sensible text of the language that it is for.
fn sensible(bytes: &[u8]) -> Vec<&'static Encoding> {
    // The first bytes of punctuation, and of the characters that make up nearly all ordinary text: each charset lists those
    // before the rare ones. Text in one of them is mostly rare characters, or none at all, in the others.
    let candidates = [(GB18030, 0xb0..=0xd7), (BIG5, 0xa4..=0xc6), (EUC_KR, 0xb0..=0xc8)];
    let is_sensible = |(charset, usual): &(&'static Encoding, std::ops::RangeInclusive<u8>)| {
        let (mut all, mut ordinary) = (0_usize, 0_usize);
        let mut rest = bytes.iter();
        while let Some(lead) = rest.next() {
            if !lead.is_ascii() {
                let trail = rest.next().copied().unwrap_or_default();
                // Four bytes of GB18030, which are no text in the other charsets: circles, U+00A0. They tell nothing.
                if trail.is_ascii_digit() {
                    rest.nth(1);
                    continue;
                }
                all += 1;
                let is_punctuation = (0xa1..=0xa3).contains(lead);
                ordinary += usize::from(trail >= 0x40 && (is_punctuation || usual.contains(lead)));
            }
        }
        let mostly = all > 0 && ordinary * 10 >= all * 9;
        mostly
            && charset
                .decode_without_bom_handling_and_without_replacement(bytes)
                .is_some_and(|text| holds_cjk(&text))
    };
    candidates.iter().filter(|candidate| is_sensible(candidate)).map(|(charset, _)| *charset).collect()
}

fn holds_cjk(text: &str) -> bool {
    text.chars().any(|character| matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "查询订单的详细信息\nGET\n/orders\n请求参数\n返回响应\n🟢200成功";

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let decoded = decode(bytes);
        (String::from_utf8_lossy(&decoded.bytes).into_owned(), decoded.guessed)
    }

    #[test]
    fn what_is_utf_8_stays_as_it_is() {
        for bytes in [PAGE.as_bytes(), b"", b"plain", "<meta charset=gbk>退".as_bytes()] {
            assert!(matches!(decode(bytes).bytes, Cow::Borrowed(same) if same == bytes));
        }
    }

    #[test]
    fn utf_16_says_so_with_its_mark() {
        let little: Vec<u8> = "\u{feff}退a".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}退a".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little), ("退a".to_owned(), None));
        assert_eq!(read(&big), ("退a".to_owned(), None));
    }

    #[test]
    fn a_page_may_name_its_charset() {
        // 退款 in GBK, and in Big5.
        let gbk = [0xcd, 0xcb, 0xbf, 0xee];
        let big5 = [0xb0, 0x68, 0xb4, 0xda];
        let page = |head: &str, text: &[u8]| read(&[head.as_bytes(), text].concat());
        assert_eq!(page("<meta charset=\"GBK\">", &gbk), ("<meta charset=\"GBK\">退款".to_owned(), None));
        let head = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>";
        assert_eq!(page(head, &gbk), (format!("{head}退款"), None));
        let head = "<?xml version=\"1.0\" encoding='big5'?>";
        assert_eq!(page(head, &big5), (format!("{head}退款"), None));
        // What is not text in the charset that it names is left alone.
        assert_eq!(decode(b"<meta charset=gbk>\xff\xff").bytes.as_ref(), b"<meta charset=gbk>\xff\xff");
    }

    #[test]
    fn chinese_text_is_sensible_in_one_charset() {
        let circles = format!("{PAGE}\nstring\u{a0}\n🟠404\n🔴500\n🟢200");
        for page in [PAGE, &circles] {
            let (gbk, _, _) = GB18030.encode(page);
            assert_eq!(read(&gbk), (page.to_owned(), Some("gb18030")));
        }
        let page = "查詢訂單的詳細資料\nGET\n/orders\n這是一個不同的頁面,可以用來取得訂單";
        let (big5, _, had_errors) = BIG5.encode(page);
        assert!(!had_errors);
        assert_eq!(read(&big5), (page.to_owned(), Some("Big5")));
    }

    #[test]
    fn what_could_be_several_or_none_is_left_alone() {
        let (korean, _, _) = EUC_KR.encode("주문을 찾습니다");
        for bytes in [&korean[..], b"caf\xe9", b"\xff\xfe\xfd", "退".as_bytes().get(..2).unwrap_or_default()]
        {
            assert_eq!(decode(bytes).bytes.as_ref(), bytes);
        }
    }
}
