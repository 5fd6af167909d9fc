//! Where a page lies: the address as it is asked for, and as it may be stored and printed.

use std::path::Path;

use url::{Host, Url};

/// Query parameters whose name holds one of these words carry what gives access.
const SECRET: [&str; 12] = [
    "token",
    "key",
    "secret",
    "password",
    "passwd",
    "pwd",
    "auth",
    "sig",
    "session",
    "code",
    "jwt",
    "credential",
];

/// What ends with one of these is part of a page's looks, or no page at all.
const NO_PAGES: [&str; 26] = [
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "woff", "woff2",
    "ttf", "eot", "pdf", "zip", "gz", "mp4", "webm", "mp3", "xml", "rss", "wasm", "exe",
];

/// Reads an address of the web.
pub(super) fn parse(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// The address without user, password, fragment and what may be secret in its query: fit to be stored and printed.
pub(super) fn clean(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    // Addresses of the web can have neither, and both can be taken away.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let is_secret = |name: &str| SECRET.iter().any(|word| name.to_ascii_lowercase().contains(word));
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !is_secret(name))
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    if kept.len() < url.query_pairs().count() {
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    url.into()
}

/// Whether a site that was asked at `from` may send us on to `to`: the same host and port, or the same host made secure.
pub(super) fn is_same_site(from: &Url, to: &Url) -> bool {
    let ports = (from.port_or_known_default(), to.port_or_known_default());
    let is_secured = from.scheme() == "http" && to.scheme() == "https" && ports == (Some(80), Some(443));
    from.host() == to.host() && (is_secured || from.scheme() == to.scheme() && ports.0 == ports.1)
}

/// Longer addresses lead nowhere, and would fill the screen.
const LONGEST: usize = 2000;

/// Where a link on the page at `base` leads; without fragment, and with the user of the page where it leads to the same site.
pub(super) fn follow(base: &Url, link: &str) -> Option<Url> {
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    let joined = (link.len() <= LONGEST).then(|| base.join(link).ok()).flatten();
    let mut url = joined.filter(|url| is_web(url) && url.as_str().len() <= 2 * LONGEST)?;
    url.set_fragment(None);
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if is_same_site(base, &url) {
        let _ = url.set_username(base.username());
        let _ = url.set_password(base.password());
    }
    Some(url)
}

/// The folder that a site's address stands for: its path ends with a slash.
pub(super) fn folder(url: &Url) -> Url {
    let mut folder = url.clone();
    folder.set_fragment(None);
    folder.set_query(None);
    if !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", url.path()));
    }
    folder
}

/// Whether an address is that of one page, not of a site: it ends with an extension, or with the number of a page (`421118e0`).
pub(super) fn is_page(url: &Url) -> bool {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    let known = ["md", "html", "htm", "txt", "json", "yaml", "yml"];
    extension(url).is_some_and(|extension| known.contains(&extension.as_str())) || is_number(last)
}

/// Whether a part of a path ends with the number of a page, as `421118e0` and `find-an-order-421118e0` do.
fn is_number(part: &str) -> bool {
    let number = part.rsplit('-').next().unwrap_or_default();
    let digits = ["e0", "m0", "d0"].iter().find_map(|suffix| number.strip_suffix(suffix));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether an address may be that of a page.
pub(super) fn may_be_page(url: &Url) -> bool {
    !extension(url).is_some_and(|extension| NO_PAGES.contains(&extension.as_str()))
}

/// What stands behind the last dot of a path, in lower case.
pub(super) fn extension(url: &Url) -> Option<String> {
    let extension = Path::new(url.path()).extension()?;
    Some(extension.to_string_lossy().to_lowercase())
}

/// The host, as a person types it after `--private`.
pub(super) fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned()
}

/// Whether whoever types this address means this machine or one address, not a name that anybody could lead anywhere.
pub(super) fn names_an_address(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        parse(text).unwrap()
    }

    #[test]
    fn nothing_secret_is_stored() {
        for (typed, stored) in [
            ("https://me:pw@docs.example/a#b", "https://docs.example/a"),
            ("https://docs.example/a?id=5&access_token=x&sharePwd=y", "https://docs.example/a?id=5"),
            ("https://docs.example/a?Signature=x", "https://docs.example/a"),
            ("https://docs.example/a?id=5&b=%20", "https://docs.example/a?id=5&b=%20"),
        ] {
            assert_eq!(clean(&url(typed)), stored);
        }
    }

    #[test]
    fn a_site_is_one_host_and_one_port() {
        let same = |from: &str, to: &str| is_same_site(&url(from), &url(to));
        assert!(same("http://docs.example/a", "https://docs.example/b"));
        assert!(same("https://docs.example/a", "https://docs.example:443/b"));
        assert!(!same("https://docs.example/a", "http://docs.example/b"));
        assert!(!same("http://docs.example:8080/a", "http://docs.example:8081/a"));
        assert!(!same("https://docs.example/a", "https://docs.example.evil.test/a"));
    }

    #[test]
    fn a_link_takes_the_user_along_only_to_the_same_site() {
        let page = url("https://me:pw@docs.example/a/b");
        assert_eq!(follow(&page, "../c#d").unwrap().as_str(), "https://me:pw@docs.example/c");
        assert_eq!(follow(&page, "//x:y@other.example/").unwrap().as_str(), "https://other.example/");
        for link in ["javascript:alert(1)", "mailto:a@b", "file:///etc/passwd", "data:,x"] {
            assert!(follow(&page, link).is_none(), "{link}");
        }
    }

    #[test]
    fn pages_and_sites_are_told_apart() {
        for page in
            ["https://d.example/5394145e0", "https://d.example/x/find-5394145e0", "https://d.example/a.md"]
        {
            assert!(is_page(&url(page)), "{page}");
        }
        for site in
            ["https://d.example", "https://d.example/docs", "https://d.example/v1.2/", "https://d.example/e0"]
        {
            assert!(!is_page(&url(site)), "{site}");
        }
        assert!(!may_be_page(&url("https://d.example/a.PNG")) && may_be_page(&url("https://d.example/v1.2")));
    }
}
