//! Where operations stand: `paths`, `webhooks`, or beside them where a valid document has no place.

use std::collections::BTreeMap;

use super::body::Context;
use super::components::Components;
use super::json::{Json, Object};
use super::operation;
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Endpoint;

/// Methods that a Path Item Object has a field for.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// All operations of a document.
#[derive(Default)]
pub(super) struct Operations {
    /// `paths` of the document.
    pub(super) paths: Object,
    /// `webhooks`: what the vendor sends.
    pub(super) webhooks: Object,
    /// Operations without a place: an unknown method, or one that stands on the path already.
    pub(super) others: Vec<Object>,
    /// The path with its placeholders unnamed → as it stands in the document.
    shapes: BTreeMap<String, String>,
}

/// Places every operation, by group and in the order of the group.
pub(super) fn of(spec: &Spec, api: &ApiDescription, components: &Components<'_>) -> Operations {
    let mut operations = Operations::default();
    for (group, content) in &spec.groups {
        let context = Context { api, group, components };
        for endpoint in &content.endpoints {
            operations.place(endpoint, context);
        }
    }
    operations
}

impl Operations {
    fn place(&mut self, endpoint: &Endpoint, context: Context<'_>) {
        let (server, documented) = split(&endpoint.path);
        let path = template(documented);
        let path = if endpoint.is_topic() || path.starts_with('/') { path } else { format!("/{path}") };
        // Paths that differ in the names of their placeholders only are one path to OpenAPI; the first one's names stand.
        let standing = self.shapes.entry(unnamed(&path)).or_insert_with(|| path.clone()).as_str();
        let own = placeholders(&path);
        let names: Vec<_> = own.iter().map(String::as_str).zip(placeholders(standing)).collect();
        let operation = operation::of(endpoint, &names, context)
            .with_some("servers", server.map(|url| Json::array([Object::new().with("url", url)])))
            .with_some("x-path", (standing != documented).then_some(documented));
        let method = endpoint.verb.to_ascii_lowercase();
        let item = if endpoint.is_topic() { &mut self.webhooks } else { &mut self.paths };
        if !METHODS.contains(&endpoint.verb.as_str()) || item.holds(standing, &method) {
            let place =
                Object::new().with("verb", endpoint.verb.as_str()).with("path", endpoint.path.as_str());
            self.others.push(place.with("operation", operation));
        } else {
            item.object_at(standing).insert(&method, operation);
        }
    }
}

/// Splits an absolute URL into its server and its path; a path is left as it is.
fn split(path: &str) -> (Option<&str>, &str) {
    let Some((scheme, rest)) = path.split_once("://") else { return (None, path) };
    match rest.find('/') {
        Some(slash) if !scheme.contains('/') => {
            let (server, path) = path.split_at(scheme.len() + 3 + slash);
            (Some(server), path)
        }
        _ => (None, path),
    }
}

/// The path as a template: braces that enclose no name are escaped, since tools would stumble over them.
fn template(path: &str) -> String {
    let mut text = String::new();
    let mut rest = path;
    while let Some(start) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(start);
        text.push_str(before);
        let after = &brace[1..];
        let end = after.find(['{', '}', '/']).filter(|end| *end > 0 && after[*end..].starts_with('}'));
        rest = match (brace.starts_with('{'), end) {
            (true, Some(end)) => {
                text.push_str(&brace[..end + 2]);
                &after[end + 1..]
            }
            (is_open, _) => {
                text.push_str(if is_open { "%7B" } else { "%7D" });
                after
            }
        };
    }
    text + rest
}

/// The names between braces.
fn placeholders(path: &str) -> Vec<String> {
    let parts = path.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}

/// The path with nothing between its braces.
fn unnamed(path: &str) -> String {
    placeholders(path).iter().fold(path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), "{}"))
}

#[cfg(test)]
mod tests {
    use super::{placeholders, split, template, unnamed};

    #[test]
    fn placeholders_are_found_and_unnamed() {
        assert_eq!(placeholders("/a/{id}/b/{name}"), ["id", "name"]);
        assert_eq!(unnamed("/a/{id}/b/{name}"), "/a/{}/b/{}");
    }

    #[test]
    fn braces_without_a_name_are_escaped() {
        let expected = [
            ("/a/{id}/b/{name}", "/a/{id}/b/{name}"),
            ("/a/{id/b", "/a/%7Bid/b"),
            ("/a/{}/{id}", "/a/%7B%7D/{id}"),
            ("/a/{{id}}", "/a/%7B{id}%7D"),
            ("/a/{b/{c}/{", "/a/%7Bb/{c}/%7B"),
            ("/a}", "/a%7D"),
            ("", ""),
        ];
        for (path, escaped) in expected {
            assert_eq!(template(path), escaped);
        }
    }

    #[test]
    fn a_url_is_split_at_its_path() {
        assert_eq!(split("https://a.example/b/c"), (Some("https://a.example"), "/b/c"));
        assert_eq!(split("/a?next=https://b/c"), (None, "/a?next=https://b/c"));
        assert_eq!(split("ORDER_CHANGED"), (None, "ORDER_CHANGED"));
    }
}
