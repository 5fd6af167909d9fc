//! Lies: one field of an answer changes its type.

use super::random::Random;
use super::tree::Tree;

/// What was changed, such as `data.refund.id string->number`.
pub(super) type Told = String;

/// Changes one field of `answer`, somewhere in the member `data` if there is one: the head of the envelope stays true.
/// `None` when there is nothing to lie about.
pub(super) fn lie(answer: &mut Tree, data: Option<&str>, random: &mut Random) -> Option<Told> {
    let (root, name) = match data.filter(|name| answer.member(name).is_some()) {
        Some(name) => (member_mut(answer, name)?, name),
        None => (answer, ""),
    };
    let mut places = Vec::new();
    collect(root, &mut Vec::new(), &mut places);
    if places.is_empty() {
        places.push(Vec::new());
    }
    let place = random.one_of(&places)?.clone();
    let (path, owner, last) = walk(root, name, &place)?;
    let can_go = last.is_some() && matches!(owner, Tree::Object(_));
    let target = match last {
        Some(at) => child(owner, at)?,
        None => owner,
    };
    let before = target.kind();
    let after = if let Some(value) = random.one_of(&changes(target, can_go))? {
        *target = value.clone();
        value.kind()
    } else {
        drop_member(root, &place);
        "absent"
    };
    let path = if path.is_empty() { "$".to_owned() } else { path };
    Some(format!("{path} {before}->{after}"))
}

fn member_mut<'a>(tree: &'a mut Tree, name: &str) -> Option<&'a mut Tree> {
    match tree {
        Tree::Object(members) => members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value),
        _ => None,
    }
}

/// The positions that lead to each part of `tree`.
fn collect(tree: &Tree, path: &mut Vec<usize>, places: &mut Vec<Vec<usize>>) {
    let parts: Vec<_> = match tree {
        Tree::Scalar(_) => Vec::new(),
        Tree::List(items) => items.iter().collect(),
        Tree::Object(members) => members.iter().map(|(_, value)| value).collect(),
    };
    for (at, part) in parts.into_iter().enumerate() {
        path.push(at);
        places.push(path.clone());
        collect(part, path, places);
        path.pop();
    }
}

/// The path in words, the value that holds the place, and the position in it.
fn walk<'a>(
    root: &'a mut Tree,
    name: &str,
    place: &[usize],
) -> Option<(String, &'a mut Tree, Option<usize>)> {
    let mut words = name.to_owned();
    let mut owner = root;
    let Some((last, before)) = place.split_last() else { return Some((words, owner, None)) };
    for at in before {
        step(owner, *at, &mut words);
        owner = child(owner, *at)?;
    }
    step(owner, *last, &mut words);
    Some((words, owner, Some(*last)))
}

/// Adds the name of a part to a path.
fn step(owner: &Tree, at: usize, words: &mut String) {
    match owner {
        Tree::Object(members) => {
            let name = members.get(at).map_or("", |(name, _)| name);
            let dot = if words.is_empty() { "" } else { "." };
            words.extend([dot, name]);
        }
        _ => words.extend(["[", &at.to_string(), "]"]),
    }
}

fn child(tree: &mut Tree, at: usize) -> Option<&mut Tree> {
    match tree {
        Tree::Scalar(_) => None,
        Tree::List(items) => items.get_mut(at),
        Tree::Object(members) => members.get_mut(at).map(|(_, value)| value),
    }
}

fn drop_member(root: &mut Tree, place: &[usize]) {
    if let Some((_, Tree::Object(members), Some(last))) = walk(root, "", place)
        && last < members.len()
    {
        members.remove(last);
    }
}

/// What a value may become; `None` stands for leaving it out.
fn changes(tree: &Tree, can_go: bool) -> Vec<Option<Tree>> {
    let scalar = |text: &str| Tree::Scalar(text.to_owned());
    let mut changes = match (tree.kind(), tree) {
        ("string", _) => {
            let text = tree.as_text().unwrap_or_default();
            let is_number = text.parse::<i128>().is_ok_and(|number| number.to_string() == text);
            let number = if is_number { scalar(&text) } else { scalar("0") };
            vec![
                number,
                scalar("true"),
                Tree::List(vec![tree.clone()]),
                Tree::Object(vec![("value".to_owned(), tree.clone())]),
            ]
        }
        ("number", Tree::Scalar(text)) => {
            vec![Tree::text(text), scalar("false"), Tree::List(vec![tree.clone()])]
        }
        ("boolean", Tree::Scalar(text)) => {
            vec![
                Tree::text(text),
                scalar(if text == "true" { "1" } else { "0" }),
                Tree::List(vec![tree.clone()]),
            ]
        }
        ("null", _) => vec![Tree::text(""), scalar("0"), Tree::Object(Vec::new())],
        ("list", Tree::List(items)) => {
            let single = items.first().cloned();
            single.into_iter().chain([Tree::text(&tree.to_string()), Tree::Object(Vec::new())]).collect()
        }
        _ => vec![Tree::text(&tree.to_string()), Tree::List(vec![tree.clone()]), Tree::text("")],
    };
    if tree.kind() != "null" {
        changes.push(Tree::null());
    }
    let mut changes: Vec<_> = changes.into_iter().filter(|changed| changed != tree).map(Some).collect();
    if can_go {
        changes.push(None);
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::lie;
    use crate::mock::random::Random;
    use crate::mock::tree::Tree;
    use std::collections::BTreeSet;

    fn told(seed: u64) -> (String, String) {
        let text = r#"{"code":200,"data":{"id":"19","list":[{"n":1.5}],"ok":true,"none":null}}"#;
        let mut answer = Tree::parse(text).unwrap();
        let told = lie(&mut answer, Some("data"), &mut Random::new(seed)).unwrap();
        assert_ne!(answer.to_string(), text, "{told}");
        assert!(answer.to_string().starts_with(r#"{"code":200,"data":"#), "{answer}");
        (told, answer.to_string())
    }

    #[test]
    fn every_kind_of_lie_is_told_and_named() {
        let told: BTreeSet<_> = (0..2000).map(|seed| told(seed).0).collect();
        for expected in [
            "data.id string->number",
            "data.id string->list",
            "data.id string->object",
            "data.id string->absent",
            "data.list list->object",
            "data.list list->string",
            "data.list[0] object->string",
            "data.list[0] object->null",
            "data.list[0].n number->string",
            "data.ok boolean->number",
            "data.ok boolean->string",
            "data.none null->string",
            "data.none null->absent",
        ] {
            assert!(told.contains(expected), "{expected}: {told:?}");
        }
        assert!(!told.contains("data.list[0] object->absent"));
    }

    #[test]
    fn a_lie_is_what_its_words_say_and_comes_again_with_its_seed() {
        for seed in 0..200 {
            let (words, answer) = told(seed);
            assert_eq!(told(seed), (words.clone(), answer.clone()));
            match words.as_str() {
                "data.id string->number" => assert!(answer.contains(r#""id":19,"#), "{answer}"),
                "data.list[0].n number->string" => assert!(answer.contains(r#"{"n":"1.5"}"#), "{answer}"),
                "data.ok boolean->absent" => assert!(!answer.contains("ok"), "{answer}"),
                _ => {}
            }
        }
    }

    #[test]
    fn bare_answers_can_be_lied_about() {
        let mut answer = Tree::parse("7").unwrap();
        let told = lie(&mut answer, Some("data"), &mut Random::new(1)).unwrap();
        assert!(told.starts_with("$ number->"), "{told}");
        let mut answer = Tree::parse("{}").unwrap();
        assert!(lie(&mut answer, None, &mut Random::new(1)).is_some());
    }
}
