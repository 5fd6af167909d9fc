//! Which endpoint a path leads to.

use super::call::decoded;

/// A documented path such as `/orders/{id}`, cut into segments.
#[derive(Clone, Debug)]
pub(super) struct Template {
    segments: Vec<Vec<Part>>,
    literals: usize,
}

#[derive(Clone, Debug)]
enum Part {
    Literal(String),
    Placeholder(String),
}

/// The values of the placeholders, by name, decoded.
pub(super) type Values = Vec<(String, String)>;

impl Template {
    pub(super) fn new(path: &str) -> Self {
        let segments: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').map(parts).collect();
        let literal = |part: &Part| match part {
            Part::Literal(text) => text.len(),
            Part::Placeholder(_) => 0,
        };
        let literals = segments.iter().flatten().map(literal).sum();
        Self { segments, literals }
    }

    /// How much of it is fixed text: of two templates that a path fits, the one with more of it is meant.
    pub(super) const fn literals(&self) -> usize {
        self.literals
    }

    /// The values that make this template the path, which is percent-encoded. An encoded slash stays in its segment.
    pub(super) fn values(&self, path: &str) -> Option<Values> {
        let given: Vec<_> = path.strip_prefix('/').unwrap_or(path).split('/').map(decoded).collect();
        if given.len() != self.segments.len() {
            return None;
        }
        let mut values = Values::new();
        for (parts, segment) in self.segments.iter().zip(&given) {
            values.extend(fitted(parts, segment)?);
        }
        Some(values)
    }
}

/// The parts of one segment of a template.
fn parts(segment: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((literal, name, behind)) = placeholder(rest) {
        if !literal.is_empty() {
            parts.push(Part::Literal(decoded(literal)));
        }
        parts.push(Part::Placeholder(name.to_owned()));
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Literal(decoded(rest)));
    }
    parts
}

/// The first placeholder, and what stands before and behind it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, behind) = text.split_once('{')?;
    let (name, behind) = behind.split_once('}')?;
    Some((before, name, behind))
}

/// The values that make these parts the segment; a value reaches as far as the next literal.
fn fitted(parts: &[Part], segment: &str) -> Option<Values> {
    match parts {
        [] => segment.is_empty().then(Values::new),
        [Part::Literal(text), others @ ..] => fitted(others, segment.strip_prefix(text.as_str())?),
        [Part::Placeholder(name)] => Some(vec![(name.clone(), segment.to_owned())]),
        [Part::Placeholder(name), Part::Literal(text), others @ ..] => {
            // The last one, where nothing else follows: `{name}.json` takes `a.json.json`.
            let found = if others.is_empty() {
                segment.rsplit_once(text.as_str())
            } else {
                segment.split_once(text.as_str())
            };
            let (value, behind) = found?;
            let mut values = vec![(name.clone(), value.to_owned())];
            values.extend(fitted(others, behind)?);
            Some(values)
        }
        // Nothing tells where the one ends and the other begins.
        [Part::Placeholder(name), others @ ..] => {
            let mut values = vec![(name.clone(), segment.to_owned())];
            values.extend(others.iter().filter_map(|part| match part {
                Part::Placeholder(name) => Some((name.clone(), segment.to_owned())),
                Part::Literal(_) => None,
            }));
            Some(values)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn values(template: &str, path: &str) -> Option<String> {
        let values = Template::new(template).values(path)?;
        Some(values.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn placeholders_take_one_segment() {
        assert_eq!(values("/orders/{id}/lines", "/orders/7/lines").as_deref(), Some("id=7"));
        assert_eq!(values("/orders/{id}/lines", "/orders/%E9%80%80%2F1/lines").as_deref(), Some("id=退/1"));
        assert_eq!(values("/orders/{id}", "/orders/").as_deref(), Some("id="));
        assert_eq!(values("/orders/{id}", "/orders"), None);
        assert_eq!(values("/orders/{id}", "/orders/7/8"), None);
        assert_eq!(values("/a%20b/订单", "/a%20b/%E8%AE%A2%E5%8D%95").as_deref(), Some(""));
    }

    #[test]
    fn segments_may_be_mixed() {
        assert_eq!(values("/f/{name}.json", "/f/a.json.json").as_deref(), Some("name=a.json"));
        assert_eq!(values("/f/{from}-{to}", "/f/1-2").as_deref(), Some("from=1 to=2"));
        assert_eq!(values("/f/{from}-{to}", "/f/12"), None);
        assert_eq!(values("/f/{a}{b}", "/f/12").as_deref(), Some("a=12 b=12"));
        assert_eq!(values("/f/{a", "/f/{a").as_deref(), Some(""));
    }

    #[test]
    fn more_fixed_text_is_a_better_fit() {
        assert!(Template::new("/orders/find").literals() > Template::new("/orders/{id}").literals());
    }
}
