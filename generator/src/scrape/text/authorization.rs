//! The `Authorization` block: what it tells of how a call proves who sends it.

use std::collections::BTreeSet;

use super::reader::Reader;
use crate::diagnostic::Stated;
use crate::scrape::facts::{Page, SecurityFacts, SecurityKind, SecuritySchemeFacts};

/// Words that name a way by themselves.
const WAYS: [(&str, &str, SecurityKind); 5] = [
    ("Bearer Token", "bearer", SecurityKind::Bearer),
    ("Bearer", "bearer", SecurityKind::Bearer),
    ("Basic Auth", "basic", SecurityKind::Basic),
    ("OAuth 2.0", "oauth2", SecurityKind::Token),
    ("OAuth2", "oauth2", SecurityKind::Token),
];

/// Between two ways of which either will do.
const OR: [&str; 3] = ["or", "或", "或者"];

impl Reader<'_> {
    /// The block that starts here. Its words are kept as description, too: it may say more than can be read.
    pub(super) fn authorization(&mut self, page: &mut Page) {
        page.description.push(self.take());
        let first = page.description.len();
        self.prose(page);
        take(page.description.get(first..).unwrap_or_default(), &mut page.security);
    }
}

/// Takes in the ways that the lines of a block name. All of them are needed, unless a line says `or`.
fn take(lines: &[Stated<String>], security: &mut SecurityFacts) {
    let mut known: BTreeSet<_> = security.schemes.iter().map(|scheme| scheme.name.clone()).collect();
    let mut is_alternative = false;
    for line in lines {
        is_alternative |= OR.contains(&line.value.as_str());
        let Some((name, kind)) = way(&line.value) else { continue };
        if !known.insert(name.clone()) {
            continue;
        }
        let alternatives = security.required.get_or_insert_default();
        match alternatives.last_mut().filter(|_| !is_alternative) {
            Some(together) => together.push(name.clone()),
            None => alternatives.push(vec![name.clone()]),
        }
        is_alternative = false;
        let origin = line.origin.clone();
        security.schemes.push(SecuritySchemeFacts { name, origin, kind, description: None });
    }
}

/// The way a line names, or shows by a sample such as `Authorization: Bearer ********`.
fn way(words: &str) -> Option<(String, SecurityKind)> {
    if let Some((_, name, kind)) = WAYS.iter().find(|(way, _, _)| *way == words) {
        return Some(((*name).to_owned(), kind.clone()));
    }
    let (header, value) = words.split_once(':')?;
    let is_token = |character: char| character.is_ascii_alphanumeric() || "-_".contains(character);
    if header.is_empty() || !header.chars().all(is_token) {
        return None;
    }
    let value = value.trim();
    let is_authorization = header.eq_ignore_ascii_case("authorization");
    match value.split_once(' ') {
        Some(("Bearer", secret)) if is_authorization && is_masked(secret) => {
            Some(("bearer".to_owned(), SecurityKind::Bearer))
        }
        Some(("Basic", secret)) if is_authorization && is_masked(secret) => {
            Some(("basic".to_owned(), SecurityKind::Basic))
        }
        _ => is_masked(value).then(|| (header.to_owned(), SecurityKind::HeaderKey(header.to_owned()))),
    }
}

/// `********`, which stands where the secret would.
fn is_masked(text: &str) -> bool {
    text.len() > 2 && text.chars().all(|character| character == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Origin;

    type Schemes = Vec<(String, SecurityKind)>;

    fn read(text: &str) -> (Schemes, Option<Vec<Vec<String>>>) {
        let lines: Vec<_> = (1..)
            .zip(text.lines())
            .map(|(number, line)| Stated::new(line.to_owned(), Origin::new("captures/a.txt", number)))
            .collect();
        let mut security = SecurityFacts::default();
        take(&lines, &mut security);
        let schemes = security.schemes.into_iter().map(|scheme| (scheme.name, scheme.kind));
        (schemes.collect(), security.required)
    }

    #[test]
    fn a_sample_shows_the_way() {
        let bearer =
            (vec![("bearer".to_owned(), SecurityKind::Bearer)], Some(vec![vec!["bearer".to_owned()]]));
        assert_eq!(
            read(
                "在 Header 添加参数\nAuthorization\n，其值为 Bearer 之后拼接 Token\n示例：\nAuthorization: Bearer ********************"
            ),
            bearer
        );
        assert_eq!(read("Bearer Token"), bearer);
        let key = SecurityKind::HeaderKey("X-Api-Key".to_owned());
        let names = Some(vec![vec!["X-Api-Key".to_owned()]]);
        assert_eq!(
            read("Add the parameter\nX-Api-Key\nto Headers\nExample:\nX-Api-Key: ********"),
            (vec![("X-Api-Key".to_owned(), key)], names)
        );
    }

    #[test]
    fn two_ways_are_alternatives_where_the_block_says_so() {
        let names = |text: &str| read(text).1.unwrap_or_default();
        assert_eq!(names("Basic Auth\nX-Key: ****"), [["basic", "X-Key"]]);
        assert_eq!(names("Basic Auth\nor\nX-Key: ****"), [["basic"], ["X-Key"]]);
    }

    #[test]
    fn other_words_name_no_way() {
        let (schemes, required) = read("The token is: secret\nNote: *\nAuthorization: see above");
        assert_eq!((schemes.len(), required), (0, None));
    }
}
