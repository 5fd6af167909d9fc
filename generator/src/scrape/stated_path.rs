//! A path as a page states it: perhaps without its slash, behind the address of a server, or before a query.

use crate::diagnostic::quote;

/// A path, and what stands around it.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::scrape) struct StatedPath {
    /// The path, which begins with a slash.
    pub(in crate::scrape) path: String,
    /// The address before it: `https://api.example.com`, or a variable of the documentation tool such as `{{host}}`.
    pub(in crate::scrape) server: Option<String>,
    /// What is doubtful about it.
    pub(in crate::scrape) doubt: Option<String>,
}

/// Takes a stated path apart.
pub(in crate::scrape) fn of(stated: &str) -> StatedPath {
    let stated = stated.trim();
    let (server, path) = match after_server(stated) {
        Some(at) => stated.split_at(at),
        None => ("", stated),
    };
    let server = Some(server.to_owned()).filter(|server| !server.is_empty());
    let has_slash = path.starts_with('/') || (server.is_some() && path.is_empty());
    let doubt = if !has_slash {
        Some(format!("the path {} does not start with a slash; one is added", quote(path)))
    } else if path.contains('?') {
        Some(format!("the path {} holds a query, which calls send as a part of the path", quote(path)))
    } else {
        None
    };
    let slash = if path.starts_with('/') { "" } else { "/" };
    StatedPath { path: format!("{slash}{path}"), server, doubt }
}

/// How long the address is that a path stands behind.
fn after_server(stated: &str) -> Option<usize> {
    let (scheme, rest) = stated.split_once("://").unwrap_or(("", stated));
    let host = stated.len() - rest.len();
    if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Some(host + rest.find(['/', '?']).unwrap_or(rest.len()));
    }
    // `{{host}}/orders`
    let inner = stated.strip_prefix("{{")?;
    let end = inner.find("}}")? + "{{}}".len();
    let is_path = stated.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    is_path.then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_behind_its_server() {
        for (stated, path, server, is_doubtful) in [
            ("/orders/{id}", "/orders/{id}", None, false),
            ("orders", "/orders", None, true),
            ("/", "/", None, false),
            ("https://api.x.test/v1/orders", "/v1/orders", Some("https://api.x.test"), false),
            ("HTTP://api.x.test", "/", Some("HTTP://api.x.test"), false),
            ("{{host}}/orders", "/orders", Some("{{host}}"), false),
            ("{{host}}", "/", Some("{{host}}"), false),
            ("/{{id}}/lines", "/{{id}}/lines", None, false),
            ("{{verb}}Orders", "/{{verb}}Orders", None, true),
            ("/orders?kind=a", "/orders?kind=a", None, true),
            ("https://x.test?kind=a", "/?kind=a", Some("https://x.test"), true),
            ("ftp://x.test/a", "/ftp://x.test/a", None, true),
            ("", "/", None, true),
        ] {
            let found = of(stated);
            assert_eq!((found.path.as_str(), found.server.as_deref()), (path, server), "{stated}");
            assert_eq!(found.doubt.is_some(), is_doubtful, "{stated}");
        }
    }
}
