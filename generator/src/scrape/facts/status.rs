//! The words for how far an endpoint is, as the documentation tool prints them.

/// The words of each state an endpoint can be in; the first is the one to tell states apart by.
const STATUS_WORDS: [&[&str]; 10] = [
    &["设计中", "designing"],
    &["待确定", "pending"],
    &["开发中", "developing"],
    &["联调中", "integrating"],
    &["测试中", "testing"],
    &["已测完", "tested"],
    &["已发布", "released"],
    &["将废弃", "will be deprecated", "obsolete"],
    &["已废弃", "deprecated"],
    &["有异常", "exception"],
];

/// The Chinese word of the state that a badge such as `Deprecated` names in either language;
/// `None` when the badge is none of the documentation tool's own.
#[must_use]
pub fn status_word(badge: &str) -> Option<&'static str> {
    let badge = badge.to_lowercase();
    STATUS_WORDS.iter().find(|words| words.contains(&badge.as_str()))?.first().copied()
}

/// Whether a state is worth telling: that an endpoint is released is no news, and no rendered page says it.
pub(in crate::scrape) fn is_news(status: &str) -> bool {
    status_word(status) != status_word("released")
}
