//! What a site asks of robots: `robots.txt`, as RFC 9309 reads it.
//!
//! The crates that read it have had no release since 2020 and 2022 and bring versions of others that are long outdated;
//! the rules are short.

use std::time::Duration;

use percent_encoding::percent_decode_str;

/// Longer files are read up to here, as the RFC allows.
pub(super) const LONGEST: usize = 512 * 1024;

/// More than this nobody is made to wait between two pages.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// What a site asks of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    /// The pause between two pages that it asks for, within bounds.
    pub(super) delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    pattern: Vec<u8>,
}

/// The lines for some robots.
#[derive(Default)]
struct Group {
    names: Vec<String>,
    robots: Robots,
    /// Whether rules have begun: another name starts another group then.
    has_rules: bool,
}

impl Robots {
    /// Reads what concerns the robot of this name; without a group of its own, what concerns all.
    pub(super) fn parse(bytes: &[u8], robot: &str) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..LONGEST).unwrap_or(bytes));
        let mut groups = vec![Group::default()];
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            read_line(&key.trim().to_ascii_lowercase(), value.trim(), &mut groups);
        }
        let concerning = |name: &str| {
            let of_name: Vec<_> =
                groups.iter().filter(|group| group.names.iter().any(|one| one == name)).collect();
            (!of_name.is_empty()).then(|| Self {
                rules: of_name.iter().flat_map(|group| group.robots.rules.clone()).collect(),
                delay: of_name.iter().filter_map(|group| group.robots.delay).max(),
            })
        };
        concerning(&robot.to_ascii_lowercase()).or_else(|| concerning("*")).unwrap_or_default()
    }

    /// Whether a path with its query may be asked for: the longest rule that matches decides, and of two the kinder.
    pub(super) fn allows(&self, path: &str) -> bool {
        let path = decoded(path);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

fn read_line(key: &str, value: &str, groups: &mut Vec<Group>) {
    if key == "user-agent" {
        if groups.last().is_some_and(|group| group.has_rules) {
            groups.push(Group::default());
        }
        // Some write a version behind the name.
        let name = value.split(['/', ' ']).next().unwrap_or_default().to_ascii_lowercase();
        groups.extend(groups.is_empty().then(Group::default));
        if let Some(group) = groups.last_mut() {
            group.names.push(name);
        }
        return;
    }
    let Some(group) = groups.last_mut().filter(|group| !group.names.is_empty()) else { return };
    match key {
        "allow" | "disallow" => {
            group.has_rules = true;
            // An empty `Disallow` forbids nothing.
            if !value.is_empty() {
                group.robots.rules.push(Rule { allows: key == "allow", pattern: decoded(value) });
            }
        }
        "crawl-delay" => {
            group.has_rules = true;
            let seconds =
                value.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            group.robots.delay = seconds.map(|delay| delay.min(LONGEST_DELAY));
        }
        _ => {}
    }
}

fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

/// Whether a pattern matches the beginning of a path: `*` stands for anything, `$` at its end for the end of the path.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    // The classic search with one place to go back to; its time is bounded by the product of both lengths.
    let (mut at, mut to, mut star) = (0, 0, None);
    loop {
        if at == pattern.len() && (!is_whole || to == path.len()) {
            return true;
        }
        match (pattern.get(at), path.get(to)) {
            (Some(b'*'), _) => {
                star = Some((at, to));
                at += 1;
            }
            (Some(one), Some(other)) if one == other => (at, to) = (at + 1, to + 1),
            _ => match star {
                Some((back, begin)) if begin < path.len() => {
                    star = Some((back, begin + 1));
                    (at, to) = (back + 1, begin + 1);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Robots::parse(text.as_bytes(), "Reader").allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let text =
            "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c$\nAllow: /same\nDisallow: /same\n";
        for (path, expected) in [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/b", true),
            ("/a/b/c", false),
            ("/a/b/c/d", true),
            ("/same", true),
        ] {
            assert_eq!(allows(text, path), expected, "{path}");
        }
        assert!(allows("", "/x") && allows("User-agent: *\nDisallow:\n", "/x"));
    }

    #[test]
    fn a_group_of_our_own_replaces_the_one_for_all() {
        let text = "Disallow: /nobody\nUser-agent: *\nDisallow: /\n\nUSER-AGENT: other\nuser-agent: reader/1.0\nDisallow: /private # ours\n\
                    Crawl-Delay: 0.5\nUser-agent: third\nDisallow: /c\nUser-agent: READER\nDisallow: /later\n";
        let robots = Robots::parse(text.as_bytes(), "reader");
        assert!(robots.allows("/c") && !robots.allows("/private/x") && !robots.allows("/later"));
        assert_eq!(robots.delay, Some(Duration::from_millis(500)));
        assert!(!Robots::parse(text.as_bytes(), "somebody").allows("/c"));
    }

    #[test]
    fn wildcards_and_escapes_match() {
        let text = "User-agent: *\nDisallow: /*.json$\nDisallow: /%E8%AE%A2\nDisallow: /*/internal/*?x=\n";
        assert!(!allows(text, "/a/b.json") && allows(text, "/a/b.json5") && !allows(text, "/订单"));
        assert!(!allows(text, "/v1/internal/a?x=1") && allows(text, "/internal/a?x=1"));
        let slow = format!("User-agent: *\nDisallow: /{}b\n", "a*".repeat(200));
        assert!(allows(&slow, &format!("/{}", "a".repeat(2000))));
    }

    #[test]
    fn a_delay_is_bounded() {
        let delay =
            |text: &str| Robots::parse(format!("User-agent: *\nCrawl-delay: {text}").as_bytes(), "a").delay;
        assert_eq!(delay("1e9"), Some(LONGEST_DELAY));
        assert_eq!((delay("-1"), delay("NaN"), delay("soon")), (None, None, None));
    }
}
