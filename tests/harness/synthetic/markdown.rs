//! The Markdown of a page: an `OpenAPI` document of one operation in a fence.

use std::fmt::Write as _;

use super::{Member, Page, Value, example, worded_outside};

/// The page as Markdown.
pub(super) fn render(page: &Page) -> String {
    let mut yaml = Yaml::default();
    yaml.line(0, "openapi: 3.0.1");
    yaml.line(0, "info:");
    yaml.line(1, "title: ''");
    yaml.line(1, "version: 1.0.0");
    yaml.line(0, "paths:");
    yaml.line(1, &format!("{}:", page.path));
    yaml.line(2, &format!("{}:", page.verb.to_lowercase()));
    operation(page, &mut yaml);
    components(page, &mut yaml);
    format!("# {}\n\n## OpenAPI Specification\n\n```yaml\n{}```\n", page.title, yaml.text)
}

/// Lines, two blanks to a level.
#[derive(Default)]
struct Yaml {
    text: String,
}

impl Yaml {
    fn line(&mut self, depth: usize, words: &str) {
        writeln!(self.text, "{}{words}", "  ".repeat(depth)).expect("a string takes text");
    }

    /// A key with text as its value, quoted as JSON, which YAML reads.
    fn said(&mut self, depth: usize, key: &str, words: &str) {
        self.line(depth, &format!("{key}: {}", quoted(words)));
    }
}

/// Text between quotes; the invented texts hold nothing that must be escaped.
fn quoted(words: &str) -> String {
    assert!(!words.contains(['"', '\\', '\n']), "{words} needs no escapes");
    format!("\"{words}\"")
}

fn operation(page: &Page, yaml: &mut Yaml) {
    yaml.said(3, "summary", &page.title);
    yaml.said(3, "description", page.description.as_deref().unwrap_or_default());
    yaml.line(3, "deprecated: false");
    yaml.line(3, "tags:");
    yaml.line(4, &format!("- {}", quoted(&page.folder)));
    let groups = [("path", &page.path_parameters), ("query", &page.query), ("header", &page.headers)];
    let has_parameters = groups.iter().any(|(_, members)| !members.is_empty());
    yaml.line(3, if has_parameters { "parameters:" } else { "parameters: []" });
    for (place, member) in
        groups.iter().flat_map(|(place, members)| members.iter().map(move |one| (place, one)))
    {
        yaml.line(4, &format!("- name: {}", quoted(&member.name)));
        yaml.line(5, &format!("in: {place}"));
        yaml.said(5, "description", member.description.as_deref().unwrap_or_default());
        yaml.line(5, &format!("required: {}", member.required));
        yaml.line(5, "schema:");
        schema(&member.value, Some(&worded_outside(member)), 6, yaml);
    }
    if let Some(body) = &page.body {
        yaml.line(3, "requestBody:");
        yaml.line(4, "content:");
        content(body, 5, yaml);
    }
    yaml.line(3, "responses:");
    for (status, label, value) in &page.answers {
        yaml.line(4, &format!("'{status}':"));
        yaml.line(5, "description: ''");
        yaml.line(5, "content:");
        content(value, 6, yaml);
        yaml.line(5, "headers: {}");
        yaml.said(5, "x-apidog-name", label);
    }
    yaml.line(3, "security: []");
    yaml.line(3, "x-apidog-status: released");
}

fn content(value: &Value, depth: usize, yaml: &mut Yaml) {
    yaml.line(depth, "application/json:");
    yaml.line(depth + 1, "schema:");
    schema(value, None, depth + 2, yaml);
    yaml.line(depth + 1, "example:");
    for line in example::json(value).lines() {
        yaml.line(depth + 2, line);
    }
}

fn components(page: &Page, yaml: &mut Yaml) {
    let mut named = Vec::new();
    let values = page.body.iter().chain(page.answers.iter().map(|(_, _, value)| value));
    values.for_each(|value| value.named(&mut named));
    yaml.line(0, "components:");
    yaml.line(1, if named.is_empty() { "schemas: {}" } else { "schemas:" });
    for (name, value) in &named {
        yaml.line(2, &format!("{}:", quoted(name)));
        inside(value, 3, yaml);
    }
    yaml.line(0, "servers: []");
    yaml.line(0, "security: []");
}

/// A schema; the one with a name by reference.
fn schema(value: &Value, member: Option<&Member>, depth: usize, yaml: &mut Yaml) {
    if let Value::Object { name: Some(name), .. } = value {
        yaml.line(depth, &format!("$ref: {}", quoted(&format!("#/components/schemas/{name}"))));
    } else {
        inside(value, depth, yaml);
    }
    let Some(member) = member else { return };
    if let Some(title) = &member.title {
        yaml.said(depth, "title", title);
    }
    if let Some(description) = &member.description {
        yaml.said(depth, "description", description);
    }
    if member.nullable {
        yaml.line(depth, "nullable: true");
    }
}

fn inside(value: &Value, depth: usize, yaml: &mut Yaml) {
    let mut typed = |word: &str, format: Option<&str>| {
        yaml.line(depth, &format!("type: {word}"));
        if let Some(format) = format {
            yaml.line(depth, &format!("format: {format}"));
        }
    };
    match value {
        Value::String(format) => typed("string", *format),
        Value::Integer(format) => typed("integer", *format),
        Value::Number => typed("number", None),
        Value::Boolean => typed("boolean", None),
        Value::Listed(values) => {
            typed("string", None);
            yaml.line(depth, "enum:");
            for value in values {
                yaml.line(depth + 1, &format!("- {}", quoted(value)));
            }
        }
        Value::List(items) => {
            typed("array", None);
            yaml.line(depth, "items:");
            schema(items, None, depth + 1, yaml);
        }
        Value::Object { members, .. } => {
            typed("object", None);
            object(members, depth, yaml);
        }
    }
}

fn object(members: &[Member], depth: usize, yaml: &mut Yaml) {
    yaml.line(depth, if members.is_empty() { "properties: {}" } else { "properties:" });
    for member in members {
        yaml.line(depth + 1, &format!("{}:", quoted(&member.name)));
        schema(&member.value, Some(member), depth + 2, yaml);
    }
    let list = |names: Vec<&Member>| {
        names.into_iter().map(|member| quoted(&member.name)).collect::<Vec<_>>().join(", ")
    };
    yaml.line(depth, &format!("x-apidog-orders: [{}]", list(members.iter().collect())));
    let required: Vec<_> = members.iter().filter(|member| member.required).collect();
    if !required.is_empty() {
        yaml.line(depth, &format!("required: [{}]", list(required)));
    }
}
