//! Names of groups and operations, from verb and path alone. What `names.yaml` holds stays.

use std::collections::BTreeSet;

use super::names_by_hand;
use crate::diagnostic::Diagnostic;
use crate::spec::endpoint::placeholders;
use crate::spec::names::{Names, is_chinese};

/// Group of an endpoint whose path is not a path but a topic, such as `ORDER_PAID`.
const TOPICS: &str = "callbacks";

/// Group of an endpoint whose path has no words.
const ROOT: &str = "root";

/// Words at the start of a path that say of every endpoint that it is one.
const PREFIXES: [&str; 4] = ["api", "rest", "openapi", "open_api"];

/// An endpoint by verb and path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::spec) struct Call {
    pub(in crate::spec) path: String,
    pub(in crate::spec) verb: &'static str,
}

impl Call {
    /// `GET /orders/{id}`
    pub(in crate::spec) fn id(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }
}

/// Locks a `group/operation` for every call that has none.
pub(in crate::spec) fn lock(calls: &[Call], names: &mut Names) -> Vec<Diagnostic> {
    let ids: Vec<String> = calls.iter().map(Call::id).collect();
    names.unearth(ids.iter().map(String::as_str));
    let diagnostics = names_by_hand::check(names);
    let mut taken: BTreeSet<String> =
        names.endpoints.values().chain(names.removed.values()).cloned().collect();
    let fresh: Vec<_> = calls.iter().filter(|call| !names.endpoints.contains_key(&call.id())).collect();
    let mut waiting: Vec<Waiting> = fresh.iter().map(|call| Waiting::new(call, names)).collect();
    // Round by round, from the shortest name on: a name that several new endpoints want goes to the one with
    // the fewest parameters in its path, or to none of them.
    for round in 0.. {
        if waiting.is_empty() {
            break;
        }
        let wanted: Vec<_> = waiting.iter().map(|one| (one.candidate(round), one.parameters)).collect();
        let last = waiting.iter().all(|one| round >= one.candidates.len());
        let mut left = Vec::new();
        for (at, one) in waiting.into_iter().enumerate() {
            let (name, parameters) = &wanted[at];
            let mut others = wanted.iter().enumerate().filter(|(other, _)| *other != at);
            let rival = others.any(|(_, (wanted, fewer))| wanted == name && fewer <= parameters);
            if (last || !rival) && taken.insert(name.clone()) {
                names.endpoints.insert(one.id, name.clone());
            } else {
                left.push(one);
            }
        }
        waiting = left;
    }
    diagnostics
}

/// A new endpoint that has no name yet.
struct Waiting {
    id: String,
    parameters: usize,
    candidates: Vec<String>,
}

impl Waiting {
    fn new(call: &Call, names: &Names) -> Self {
        Self {
            id: call.id(),
            parameters: placeholders(&call.path).len(),
            candidates: candidates(call, names),
        }
    }

    /// The candidate of a round; when they are used up, the last one with a number.
    fn candidate(&self, round: usize) -> String {
        match (self.candidates.get(round), self.candidates.last()) {
            (Some(name), _) => name.clone(),
            (None, Some(last)) => format!("{last}_{}", round - self.candidates.len() + 2),
            (None, None) => format!("{TOPICS}/operation_{}", round + 1),
        }
    }
}

/// Names from short to long: the last words of the path, with the verb, the whole path, with its parameters.
fn candidates(call: &Call, names: &Names) -> Vec<String> {
    let words = words(&call.path);
    let (group, used) = group(call, &words, names);
    let rest = if words.len() > used { &words[used..] } else { &words[words.len().saturating_sub(1)..] };
    let verb = call.verb.to_ascii_lowercase();
    let tail = rest[rest.len().saturating_sub(2)..].join("_");
    let whole = words.join("_");
    let by = placeholders(&call.path).iter().map(|name| snake(name)).collect::<Vec<_>>().join("_");
    let joined =
        |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_");
    let mut found = Vec::new();
    let short = rest.len() >= 2 || words.len() > 2;
    if short {
        found.push(tail.clone());
    }
    found.push(joined(&[&verb, &tail]));
    if !by.is_empty() {
        found.push(joined(&[&verb, &tail, "by", &by]));
    }
    found.push(joined(&[&verb, &whole]));
    if !by.is_empty() {
        found.push(joined(&[&verb, &whole, "by", &by]));
    }
    found.into_iter().map(|operation| format!("{group}/{}", identifier(&operation))).collect()
}

/// The group of a new endpoint, and how many words of its path the group's name already says.
fn group(call: &Call, words: &[String], names: &Names) -> (String, usize) {
    let begins = |prefix: &str| {
        call.path
            .strip_prefix(prefix.trim_end_matches('/'))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let by_hand =
        names.groups.iter().filter(|(prefix, _)| begins(prefix)).max_by_key(|(prefix, _)| prefix.len());
    if let Some((_, group)) = by_hand {
        return (group.clone(), 0);
    }
    match words.first() {
        Some(first) if call.path.contains('/') => (identifier(&ascii(first)), usize::from(words.len() > 1)),
        None if call.path.contains('/') => (ROOT.to_owned(), 0),
        _ => (TOPICS.to_owned(), 0),
    }
}

/// The words of a path: its fixed segments in snake case, without versions such as `v2` and without a leading
/// `api`, unless that is all there is.
fn words(path: &str) -> Vec<String> {
    let fixed = path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{'));
    let version = |word: &str| {
        let digits = word.strip_prefix('v').unwrap_or("");
        !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit() || digit == '_')
    };
    let words: Vec<_> = fixed.map(snake).filter(|word| !word.is_empty() && !version(word)).collect();
    let start = words.iter().position(|word| !PREFIXES.contains(&word.as_str()));
    words.into_iter().skip(start.unwrap_or(0)).collect()
}

/// A word with Chinese characters as their numbers: groups are folders and files, too.
pub(super) fn ascii(word: &str) -> String {
    let spelled = word.chars().map(|letter| match letter {
        letter if letter.is_ascii() => letter.to_string(),
        letter => format!("_u{:x}", u32::from(letter)),
    });
    snake(&spelled.collect::<String>())
}

/// ASCII letters and digits in lower case and Chinese characters, joined by `_`; a capital after a small letter
/// starts a word.
fn snake(text: &str) -> String {
    let mut name = String::new();
    let mut small = false;
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || is_chinese(letter) {
            if letter.is_ascii_uppercase() && small {
                name.push('_');
            }
            name.push(letter.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    name.trim_end_matches('_').to_owned()
}

/// A name that starts with a letter.
pub(super) fn identifier(name: &str) -> String {
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() || is_chinese(first) => name.to_owned(),
        Some(_) => format!("n{name}"),
        None => "operation".to_owned(),
    }
}

/// Parts `group/sub/operation`.
pub(in crate::spec) fn part(locked: &str) -> (&str, &str) {
    locked.rsplit_once('/').unwrap_or((TOPICS, locked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Spec;

    fn locked(calls: &[(&'static str, &str)], names: &mut Names) -> Vec<String> {
        let calls: Vec<_> =
            calls.iter().map(|(verb, path)| Call { verb, path: (*path).to_owned() }).collect();
        assert_eq!(lock(&calls, names), []);
        calls.iter().map(|call| names.endpoints[&call.id()].clone()).collect()
    }

    #[test]
    fn the_last_two_words_of_a_path_name_the_operation() {
        let names = locked(
            &[("GET", "/v2/shop/order/refund/cancel/{refundId}"), ("POST", "/v2/shop/order/refund/modify")],
            &mut Names::default(),
        );
        assert_eq!(names, ["shop/refund_cancel", "shop/refund_modify"]);
    }

    #[test]
    fn a_leading_api_names_no_group() {
        let calls = [("GET", "/api/v1/orders"), ("GET", "/open-api/rest/v2/shop/list"), ("GET", "/api/{id}")];
        let names = locked(&calls, &mut Names::default());
        assert_eq!(names, ["orders/get_orders", "shop/get_list", "api/get_api"]);
    }

    #[test]
    fn paths_in_chinese_or_without_words_have_names() {
        let calls = [
            ("POST", "/订单/查询"),
            ("GET", "/"),
            ("GET", "/{id}"),
            ("POST", "ORDER_PAID"),
            ("POST", "付款"),
        ];
        let names = locked(&calls, &mut Names::default());
        assert_eq!(
            names,
            [
                "u8ba2_u5355/post_查询",
                "root/get",
                "root/get_by_id",
                "callbacks/post_order_paid",
                "callbacks/post_付款"
            ]
        );
    }

    #[test]
    fn verbs_and_parameters_tell_endpoints_of_one_path_apart() {
        let calls =
            [("GET", "/orders"), ("POST", "/orders"), ("GET", "/orders/{id}"), ("DELETE", "/orders/{id}")];
        let names = locked(&calls, &mut Names::default());
        assert_eq!(names[0], "orders/get_orders");
        assert_eq!(names[1], "orders/post_orders");
        assert_eq!(names[3], "orders/delete_orders");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 4);
        assert_eq!(names[2], "orders/get_orders_by_id");
    }

    #[test]
    fn locked_names_and_groups_by_hand_stay() {
        let mut names = Names::default();
        names.groups.insert("/a/refund".to_owned(), "shop/after_sales".to_owned());
        names.endpoints.insert("GET /a/refund/list".to_owned(), "shop/after_sales/mine".to_owned());
        let calls = [("GET", "/a/refund/list"), ("GET", "/a/refund/info"), ("GET", "/a/refunds/info")];
        let locked = locked(&calls, &mut names);
        assert_eq!(locked, ["shop/after_sales/mine", "shop/after_sales/refund_info", "a/refunds_info"]);
    }

    #[test]
    fn a_removed_endpoint_keeps_its_name_until_it_comes_back() {
        let mut names = Names::default();
        assert_eq!(locked(&[("GET", "/x/refund/list")], &mut names), ["x/refund_list"]);
        names.bury(&Spec::default());
        assert!(names.endpoints.is_empty());
        assert_eq!(names.removed["GET /x/refund/list"], "x/refund_list");
        assert_eq!(locked(&[("GET", "/x/a/refund/list")], &mut names), ["x/get_refund_list"]);
        assert_eq!(locked(&[("GET", "/x/refund/list")], &mut names), ["x/refund_list"]);
        assert!(names.removed.is_empty());
    }

    #[test]
    fn a_later_page_does_not_take_a_name() {
        let mut names = Names::default();
        locked(&[("GET", "/x/refund/list")], &mut names);
        let later = locked(&[("GET", "/x/a/refund/list"), ("GET", "/x/refund/list")], &mut names);
        assert_eq!(later, ["x/get_refund_list", "x/refund_list"]);
    }
}
