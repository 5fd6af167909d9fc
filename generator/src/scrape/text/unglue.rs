//! Lines that hold two parts of a page, cut in two where the words leave no doubt; both keep the line's number.
//!
//! Copying a page can join what the browser shows apart: `/a/b请求参数`, `🟢200成功application/json`. What stays in
//! doubt stays whole.

use super::cells;
use super::labels::{self, Label};
use super::line::{Line, words};
use super::place;
use super::response_labels;

/// Longer lines are text or examples.
const LONGEST: usize = 400;

/// The headings that follow a path, as far as their words are always the same.
const BELOW_PATH: [&str; 14] = [
    "请求参数",
    "返回响应",
    "请求示例",
    "响应示例",
    "Authorization",
    "Path ",
    "Query ",
    "Header ",
    "Cookie ",
    "Body ",
    "Request",
    "Responses",
    "Path参数",
    "Query参数",
];

/// Labels of a row's values that stand in no value.
const VALUE_LABELS: [&str; 4] = ["默认值", "示例值", "枚举值", "Allowed value(s)"];

/// The lines of a page with those cut that hold several parts.
pub(super) fn unglue(lines: &[Line]) -> Vec<Line> {
    let lines = &cells::apart(lines);
    let has_head = (0..lines.len())
        .any(|index| labels::verb(words(lines, index)).is_some() && words(lines, index + 1).starts_with('/'));
    let mut unglued = Vec::with_capacity(lines.len());
    let mut is_below_head = false;
    for index in 0..lines.len() {
        let Some(line) = lines.get(index) else { continue };
        let is_path = !is_below_head && is_head_path(lines, index);
        let cuts = if line.words.len() > LONGEST {
            None
        } else if is_path {
            is_below_head = true;
            section_below_path(lines, index, &line.words)
        } else if !has_head && !is_below_head {
            let cut = verb_above_path(lines, index, &line.words);
            is_below_head = cut.is_some();
            cut
        } else if index.checked_sub(1).is_some_and(|above| is_responses(words(lines, above))) {
            tabs(&line.words).or_else(|| parts(&line.words))
        } else {
            parts(&line.words)
        };
        match cuts {
            Some(parts) => unglued.extend(parts.into_iter().map(|part| piece(line, part))),
            None => unglued.push(line.clone()),
        }
    }
    unglued
}

fn piece(line: &Line, part: &str) -> Line {
    let part = part.trim();
    Line { number: line.number, text: part.to_owned(), words: part.to_owned() }
}

/// Two parts, both of which say something.
fn cut(text: &str, at: usize) -> Option<Vec<&str>> {
    let (before, behind) = text.split_at_checked(at)?;
    (!before.trim().is_empty() && !behind.trim().is_empty()).then(|| vec![before, behind])
}

fn is_head_path(lines: &[Line], index: usize) -> bool {
    let above = index.checked_sub(1).map_or("", |above| words(lines, above));
    let is_verb = labels::verb_words().any(|verb| {
        above
            .strip_suffix(verb)
            .is_some_and(|badge| badge.is_empty() || labels::is_status_badge(badge.trim_end()))
    });
    is_verb && words(lines, index).starts_with('/')
}

/// `/a/b请求参数`, `/a/bHeader 参数`. An English word may belong to the path, so a heading must be missing without it
/// and no sample may call the whole.
fn section_below_path<'line>(lines: &[Line], index: usize, path: &'line str) -> Option<Vec<&'line str>> {
    let is_label = |at: &usize| path.get(*at..).and_then(Label::of).is_some_and(|label| is_section(&label));
    let at = BELOW_PATH.iter().filter_map(|word| path.rfind(word)).filter(is_label).min()?;
    let heading = path.get(at..)?;
    if ["Request", "Responses", "Authorization"].contains(&heading) {
        let is_called = lines.iter().any(|line| place::is_curl(&line.words) && line.words.contains(path));
        let next = Label::of(words(lines, index + 1));
        let follows = match heading {
            "Request" => {
                matches!(next, Some(Label::Authorization | Label::Parameters(_) | Label::Body(_)))
            }
            "Responses" => matches!(next, Some(Label::Response { .. } | Label::Status(_))),
            _ => false,
        };
        if is_called || !follows {
            return None;
        }
    }
    cut(path, at)
}

fn is_section(label: &Label) -> bool {
    matches!(
        label,
        Label::Request
            | Label::Authorization
            | Label::Parameters(_)
            | Label::Body(_)
            | Label::Samples
            | Label::Responses
            | Label::ResponseExamples
    )
}

/// `POST/orders`, perhaps with a badge in front, and a heading behind it: `开发中POST/orders请求参数`.
fn verb_above_path<'line>(lines: &[Line], index: usize, text: &'line str) -> Option<Vec<&'line str>> {
    let (verb, below) = text.split_at_checked(text.find('/')?)?;
    let is_verb = labels::verb_words().any(|word| {
        verb.trim_end()
            .strip_suffix(word)
            .is_some_and(|badge| badge.is_empty() || labels::is_status_badge(badge.trim_end()))
    });
    if !is_verb {
        return None;
    }
    let below = section_below_path(lines, index, below).unwrap_or_else(|| vec![below]);
    let is_path = below.first().is_some_and(|path| !path.contains(' '));
    is_path.then(|| [vec![verb], below].concat())
}

fn is_responses(words: &str) -> bool {
    Label::of(words) == Some(Label::Responses)
}

/// `成功(200)失败(500)`: the tabs of a share page below the heading of responses.
fn tabs(text: &str) -> Option<Vec<&str>> {
    let mut rest = text;
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let at = rest.match_indices([')', '）']).map(|(at, bracket)| at + bracket.len());
        let (tab, behind) = at
            .filter_map(|at| rest.split_at_checked(at))
            .find(|(tab, _)| response_labels::tab(tab).is_some())?;
        parts.push(tab);
        rest = behind.trim_start();
    }
    (parts.len() > 1).then_some(parts)
}

/// The parts of a line anywhere on the page; `None` where it is one part.
fn parts(text: &str) -> Option<Vec<&str>> {
    heading_above_heading(text)
        .or_else(|| example(text))
        .or_else(|| response(text))
        .or_else(|| status_line(text))
        .or_else(|| samples(text))
        .or_else(|| footer(text))
        .or_else(|| type_and_badge(text))
        .or_else(|| values(text))
        .or_else(|| button(text))
}

/// `请求参数Header 参数`, `返回响应🟢200成功`
fn heading_above_heading(text: &str) -> Option<Vec<&str>> {
    let heading = ["请求参数", "返回响应", "Responses"].iter().find(|heading| text.starts_with(**heading))?;
    let below = text.strip_prefix(heading)?;
    if is_responses(heading) && !below.starts_with(' ') && response_labels::tab(below).is_some() {
        return Some([vec![*heading], tabs(below).unwrap_or_else(|| vec![below])].concat());
    }
    let label = Label::of(labels::without_button(below))?;
    let is_below = is_section(&label) || matches!(label, Label::Response { .. } | Label::Status(_));
    let mut parts = vec![*heading];
    parts.extend(response(below).unwrap_or_else(|| vec![labels::without_button(below)]));
    is_below.then_some(parts)
}

/// `示例{`: what opens and stays open is no name of an example, but its first line.
fn example(text: &str) -> Option<Vec<&str>> {
    let heading = text.strip_suffix(['{', '['])?;
    let is_heading = matches!(Label::of(heading.trim_end()), Some(Label::Example(_)));
    if is_heading { cut(text, heading.len()) } else { None }
}

/// `🟢200成功application/json生成代码Body生成代码`, `application/jsonBody`
fn response(text: &str) -> Option<Vec<&str>> {
    let has_circle = response_labels::has_circle(text);
    if !has_circle && !labels::is_media_type(text) {
        return None;
    }
    let text = labels::without_button(text);
    let (head, body) = match text.strip_suffix("Body") {
        Some(head) => (labels::without_button(head.trim_end()), Some("Body")),
        None => (text, None),
    };
    let media_type = if has_circle {
        labels::media_kinds().filter_map(|kind| head.find(&format!("{kind}/"))).min()
    } else {
        Some(0)
    };
    let (heading, media_type) = match media_type.and_then(|at| head.split_at_checked(at)) {
        Some((heading, media_type)) if labels::is_media_type(media_type) => (heading, Some(media_type)),
        _ => (head, None),
    };
    let parts: Vec<_> = [Some(heading).filter(|heading| !heading.is_empty()), media_type, body]
        .into_iter()
        .flatten()
        .collect();
    (parts.len() > 1 || parts.first().is_some_and(|part| part.len() < text.len())).then_some(parts)
}

/// `HTTP 状态码: 200内容格式: JSONapplication/json`, perhaps with `数据结构` behind it.
fn status_line(text: &str) -> Option<Vec<&str>> {
    let (head, structure) = match text.strip_suffix("数据结构") {
        Some(head) if !head.is_empty() => (head.trim_end(), Some("数据结构")),
        _ => (text, None),
    };
    let at = response_labels::glued_content_format(head);
    let mut parts = match at.and_then(|at| head.split_at_checked(at)) {
        Some((status, format)) => vec![status.trim_end(), format],
        None => vec![head],
    };
    let is_known = |part: &&str| {
        matches!(Label::of(part), Some(Label::Status(_))) || response_labels::content_format(part).is_some()
    };
    let is_cut = parts.iter().all(is_known) && (parts.len() > 1 || structure.is_some());
    parts.extend(structure);
    is_cut.then_some(parts)
}

/// `请求示例请求示例ShellJavaScript`, and a command behind the languages.
fn samples(text: &str) -> Option<Vec<&str>> {
    let heading = labels::samples_prefix(text).filter(|heading| !heading.is_empty());
    let mut rest = heading.map_or(text, |heading| text.strip_prefix(heading).unwrap_or(text).trim_start());
    let all = rest;
    while let Some(behind) = labels::language_prefix(rest) {
        rest = behind;
    }
    let languages = all.strip_suffix(rest).unwrap_or_default();
    let command = Some(rest).filter(|rest| !rest.is_empty());
    if command.is_some_and(|command| !place::is_curl(command)) || (heading.is_none() && command.is_none()) {
        return None;
    }
    let languages = Some(languages).filter(|languages| !languages.is_empty());
    let parts: Vec<_> = [heading, languages, command].into_iter().flatten().collect();
    (parts.len() > 1).then_some(parts)
}

/// `修改于 2025-04-25 05:59:59上一页List下一页Cancel`
fn footer(text: &str) -> Option<Vec<&str>> {
    const DATE: usize = "0000-00-00 00:00:00".len();
    let start = text.find(|character: char| character.is_ascii_digit())?;
    let (date, pager) = text.split_at_checked(start + DATE)?;
    if !matches!(Label::of(date), Some(Label::Modified(found)) if found.len() == DATE) || pager.is_empty() {
        return None;
    }
    let mut parts = vec![date];
    let mut rest = pager.trim_start();
    for label in ["上一页", "Previous", "下一页", "Next", "Built with"] {
        let mut places = rest.match_indices(label);
        if let (Some((at, _)), None) = (places.next(), places.next()) {
            let (before, behind) = rest.split_at_checked(at)?;
            parts.extend([before.trim()].into_iter().filter(|before| !before.is_empty()));
            parts.push(label);
            rest = behind.strip_prefix(label)?.trim_start();
        }
    }
    parts.extend([rest.trim()].into_iter().filter(|rest| !rest.is_empty()));
    (parts.len() > 2).then_some(parts)
}

/// `string 必需`, `array[string]可选`
fn type_and_badge(text: &str) -> Option<Vec<&str>> {
    let badges = ["必需", "可选", "必 需", "可 选", " required", " optional"];
    let head = badges.iter().find_map(|badge| text.strip_suffix(badge))?;
    if place::is_type(head) { cut(text, head.len()) } else { None }
}

/// `默认值:1示例值:2`: a value behind a label, and another label. Chinese labels stand in no value.
fn values(text: &str) -> Option<Vec<&str>> {
    labels::attribute(text)?;
    let starts = |label: &str| {
        text.match_indices(label)
            .map(|(at, _)| at)
            .filter(|at| *at > 0 && text.get(*at..).is_some_and(|rest| labels::attribute(rest).is_some()))
            .collect::<Vec<_>>()
    };
    let mut cuts: Vec<_> = VALUE_LABELS.iter().flat_map(|label| starts(label)).collect();
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut from = 0;
    for at in cuts.iter().copied().chain([text.len()]) {
        parts.push(text.get(from..at)?);
        from = at;
    }
    (parts.len() > 1).then_some(parts)
}

/// `Header 参数生成代码`, `Body生成代码`: the text of a button says nothing.
fn button(text: &str) -> Option<Vec<&str>> {
    let plain = labels::without_button(text);
    let is_heading = || Label::of(plain).is_some_and(|label| is_section(&label)) || plain == "Body";
    (plain.len() < text.len() && is_heading()).then(|| vec![plain])
}

#[cfg(test)]
#[path = "unglue_tests.rs"]
mod tests;
