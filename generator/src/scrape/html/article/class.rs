//! What a class of the rendered page says an element is for. Classes end in hashes, and come in three generations:
//! `PropertyNameRender_propertyName__3nXIr`, `propertyName-Zh4tse`, `_propertyName_ab12_7`.

use scraper::node::Element;

/// The part of a row that an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Type,
    Required,
    Optional,
    Title,
    Description,
    Key,
    Value,
    /// Words without a class that we know.
    Other,
}

const WORDS: [(&str, Role); 5] = [
    ("propertyName", Role::Name),
    ("required", Role::Required),
    ("optional", Role::Optional),
    ("key", Role::Key),
    ("value", Role::Value),
];

/// The role of an element within a row, where its classes tell one.
pub(super) fn role(element: &Element) -> Option<Role> {
    element.classes().find_map(|class| {
        if class.contains("schema-viewer__description") {
            return Some(Role::Description);
        }
        if class.contains("additionalInformation") && class.contains("title") {
            return Some(Role::Title);
        }
        if class.contains("sl-type") {
            return Some(Role::Type);
        }
        WORDS.into_iter().find(|(word, _)| is_called(class, word)).map(|(_, role)| role)
    })
}

/// Whether a class is made of `word`, a module's name before it, perhaps, and a hash behind it.
fn is_called(class: &str, word: &str) -> bool {
    class.match_indices(word).any(|(offset, _)| {
        let before = class.get(..offset).unwrap_or_default();
        let behind = class.get(offset + word.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with('_')) && (behind.is_empty() || behind.starts_with(['_', '-']))
    })
}

/// Whether one of the classes contains one of these words.
pub(super) fn mentions(element: &Element, words: &[&str]) -> bool {
    element.classes().any(|class| words.iter().any(|word| class.contains(word)))
}

/// Whether a reader does not see the element. A closed panel of tabs is hidden, too, but a click away.
pub(super) fn is_hidden(element: &Element) -> bool {
    const UNSEEN: [&str; 9] =
        ["script", "style", "noscript", "template", "svg", "head", "iframe", "select", "input"];
    if UNSEEN.contains(&element.name()) {
        return true;
    }
    if element.attr("role") == Some("tabpanel") {
        return false;
    }
    let style = element.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether an element is a part of a line rather than lines of its own.
pub(super) fn is_inline(element: &Element) -> bool {
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "s", "small",
        "span", "strong", "sub", "sup", "u", "var",
    ];
    INLINE.contains(&element.name())
}

/// Pixels of a `margin-left` or `padding-left` in the style of an element.
pub(super) fn indentation(element: &Element) -> u32 {
    let style = element.attr("style").unwrap_or_default().to_ascii_lowercase();
    let pixels = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        let is_left = matches!(name.trim(), "margin-left" | "margin-inline-start");
        is_left.then(|| value.trim().strip_suffix("px")?.parse::<f32>().ok())?
    };
    let pixels = style.split(';').find_map(pixels).unwrap_or_default();
    // A float becomes the nearest whole number in range; pages write a few dozen at most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the range first")]
    let whole = pixels.clamp(0.0, 10_000.0).round() as u32;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_generations_are_told_by_their_words() {
        for class in [
            "_propertyName_1x2",
            "PropertyNameRender_propertyName__3nXIr",
            "propertyName-Zh4tse",
            "propertyName",
        ] {
            assert!(is_called(class, "propertyName"), "{class}");
        }
        for class in ["required-ab", "index_required__x", "_required_x1"] {
            assert!(is_called(class, "required"), "{class}");
        }
        for (class, word) in
            [("text-key", "key"), ("keyboard", "key"), ("sl-value-x", "value"), ("monkey-x", "key")]
        {
            assert!(!is_called(class, word), "{class}");
        }
    }
}
