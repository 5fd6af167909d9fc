//! The code of `generator`, as words.

use std::collections::BTreeSet;

use crate::repository;

/// A file of `generator/src`, without its tests, comments and words in quotes.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// `spec` for `spec/yaml/print.rs` and for `spec.rs`.
    pub(crate) fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// Modules between the crate's root and this file's own module, itself included.
    pub(crate) fn depth(&self) -> usize {
        let below = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { below } else { below + 1 }
    }

    /// The words of the code: identifiers, and every other character by itself.
    pub(crate) fn tokens(&self) -> Vec<&str> {
        let mut tokens = Vec::new();
        let mut rest = self.text.as_str();
        while let Some(first) = rest.chars().next() {
            let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let length = if is_word(first) {
                rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (token, behind) = rest.split_at(length);
            if !token.trim().is_empty() {
                tokens.push(token);
            }
            rest = behind;
        }
        tokens
    }

    /// The top-level modules of the crate that this file names, by `crate::` or by climbing up with `super::`.
    pub(crate) fn uses(&self) -> BTreeSet<String> {
        let tokens = self.tokens();
        let mut found = BTreeSet::new();
        let mut at = 0;
        while at < tokens.len() {
            let supers = tokens[at..].chunks(3).take_while(|chunk| *chunk == ["super", ":", ":"]).count();
            let is_root = supers > 0 && supers >= self.depth();
            let behind =
                if tokens[at..].starts_with(&["crate", ":", ":"]) { at + 3 } else { at + 3 * supers };
            if tokens[at] == "crate" && behind > at || is_root {
                found.extend(heads(&tokens[behind..]));
            }
            at = behind.max(at + 1);
        }
        found
    }
}

/// The first names of `a::b` or of each part of `{a::b, c}`.
pub(crate) fn heads(tokens: &[&str]) -> Vec<String> {
    if tokens.first() != Some(&"{") {
        return tokens.first().map(|head| (*head).to_owned()).into_iter().collect();
    }
    let mut depth = 0;
    let mut found = Vec::new();
    for pair in tokens.windows(2) {
        match pair[0] {
            "{" => depth += 1,
            "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(pair[0], "{" | ",") {
            found.push(pair[1].to_owned());
        }
    }
    found
}

/// The code that is compiled into the library.
pub(crate) fn generator() -> Vec<Source> {
    let files = repository::texts(&repository::root().join("generator/src"));
    let is_code = |path: &str| repository::has_extension(path, "rs") && !path.ends_with("tests.rs");
    let sources = files.into_iter().filter(|(path, _)| is_code(path));
    sources.map(|(path, text)| Source { path, text: code(&text) }).collect()
}

/// `text` up to its tests, without comments and without what stands in quotes.
pub(crate) fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default().replace("\\\"", "");
        let outside = line.split('"').step_by(2);
        code += &outside.collect::<Vec<_>>().join("\"\"");
        code.push('\n');
    }
    code
}
