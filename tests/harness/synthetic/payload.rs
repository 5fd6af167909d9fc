//! The HTML of a page as a current site serves it: its model embedded as a turbo-stream, and perhaps its article.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Member, Page, Value, example, worded_outside};

/// The page as HTML, around what its root shows.
pub(super) fn render(page: &Page, shown: &str) -> String {
    around(&model(page), &page.title, shown)
}

/// A page of HTML that embeds the state of its docs.
pub(crate) fn around(state: &Json, title: &str, shown: &str) -> String {
    let mut stream = Stream::default();
    stream.add(&json!({ "loaderData": { "root": { "docsDataState": state } } }));
    let lines = format!("{}\n", Json::Array(stream.values));
    let literal = Json::String(lines).to_string().replace('<', "\\u003c");
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n\
         <div id=\"root\">{shown}</div>\n<script>window.__remixContext.streamController.enqueue({literal});</script>\n\
         </body>\n</html>\n"
    )
}

/// The state of the page's docs.
fn model(page: &Page) -> Json {
    let mut named = Vec::new();
    let values = page.body.iter().chain(page.answers.iter().map(|(_, _, value)| value));
    values.for_each(|value| value.named(&mut named));
    let definitions: serde_json::Map<_, _> = named
        .iter()
        .map(|(name, value)| {
            let id = id(name, &named);
            (id.to_string(), json!({ "id": id, "name": name, "jsonSchema": inside(value, &named) }))
        })
        .collect();
    json!({
        "resourceData": {
            "type": "http",
            "data": endpoint(page, &named),
            "extraData": { "dataSchemaDefinitions": definitions },
        },
        "sidebarTree": { "sidebarTreeList": [{
            "type": "apiDetailFolder",
            "name": page.folder,
            "children": [{ "type": "apiDetail", "name": page.title, "api": {
                "id": 4711, "method": page.verb.to_lowercase(), "path": page.path,
            } }],
        }] },
        "environments": [],
        "docsBaseConfig": { "language": "en-US" },
    })
}

fn endpoint(page: &Page, named: &[(String, Value)]) -> Json {
    let body = page.body.as_ref().map_or_else(
        || json!({ "type": "none", "parameters": [] }),
        |body| {
            json!({
                "type": "application/json",
                "parameters": [],
                "jsonSchema": schema(body, None, named),
                "examples": [{ "value": example::json(body) }],
            })
        },
    );
    let answers: Vec<_> = page
        .answers
        .iter()
        .enumerate()
        .map(|(at, (status, label, value))| {
            json!({
                "id": 100 + at,
                "code": status,
                "name": label,
                "contentType": "json",
                "jsonSchema": schema(value, None, named),
            })
        })
        .collect();
    let examples: Vec<_> = page
        .answers
        .iter()
        .enumerate()
        .map(|(at, (_, label, value))| {
            json!({ "responseId": 100 + at, "name": label, "data": example::json(value) })
        })
        .collect();
    json!({
        "id": 4711,
        "name": page.title,
        "method": page.verb.to_lowercase(),
        "path": page.path,
        "status": "released",
        "description": page.description.clone().unwrap_or_default(),
        "tags": [page.folder],
        "parameters": {
            "path": parameters(&page.path_parameters),
            "query": parameters(&page.query),
            "header": parameters(&page.headers),
            "cookie": [],
        },
        "requestBody": body,
        "responses": answers,
        "responseExamples": examples,
        "auth": { "type": "noauth" },
    })
}

fn parameters(members: &[Member]) -> Vec<Json> {
    let parameter = |member: &Member| {
        json!({
            "name": member.name,
            "required": member.required,
            "description": member.description.clone().unwrap_or_default(),
            "type": inside(&member.value, &[])["type"],
            "schema": schema(&member.value, Some(&worded_outside(member)), &[]),
            "enable": true,
        })
    };
    members.iter().map(parameter).collect()
}

/// The number under which a schema with a name is kept.
fn id(name: &str, named: &[(String, Value)]) -> usize {
    7000 + named.iter().position(|(known, _)| known == name).expect("every schema with a name is listed")
}

fn schema(value: &Value, member: Option<&Member>, named: &[(String, Value)]) -> Json {
    let mut schema = match value {
        Value::Object { name: Some(name), .. } => {
            json!({ "$ref": format!("#/definitions/{}", id(name, named)) })
        }
        other => inside(other, named),
    };
    if let Some(member) = member {
        for (key, words) in [("title", &member.title), ("description", &member.description)] {
            if let Some(words) = words {
                schema[key] = json!(words);
            }
        }
        if member.nullable {
            schema["nullable"] = json!(true);
        }
    }
    schema
}

fn inside(value: &Value, named: &[(String, Value)]) -> Json {
    let formatted = |word: &str, format: Option<&str>| match format {
        Some(format) => json!({ "type": word, "format": format }),
        None => json!({ "type": word }),
    };
    match value {
        Value::String(format) => formatted("string", *format),
        Value::Integer(format) => formatted("integer", *format),
        Value::Number => json!({ "type": "number" }),
        Value::Boolean => json!({ "type": "boolean" }),
        Value::Listed(values) => json!({ "type": "string", "enum": values }),
        Value::List(items) => json!({ "type": "array", "items": schema(items, None, named) }),
        Value::Object { members, .. } => {
            let properties: serde_json::Map<_, _> = members
                .iter()
                .map(|member| (member.name.clone(), schema(&member.value, Some(member), named)))
                .collect();
            let listed = |pick: fn(&&Member) -> bool| {
                members.iter().filter(pick).map(|member| member.name.clone()).collect::<Vec<_>>()
            };
            json!({
                "type": "object",
                "properties": properties,
                "required": listed(|member| member.required),
                "x-apifox-orders": listed(|_| true),
            })
        }
    }
}

/// A turbo-stream: every value once, in a flat list, and objects whose keys and values are places in it.
#[derive(Default)]
struct Stream {
    values: Vec<Json>,
    texts: BTreeMap<String, i64>,
}

impl Stream {
    /// Adds a value, and tells its place.
    fn add(&mut self, value: &Json) -> i64 {
        const NULL: i64 = -5;
        match value {
            Json::Null => NULL,
            Json::String(text) => self.text(text),
            Json::Array(items) => {
                let at = self.reserve();
                let items = items.iter().map(|item| Json::from(self.add(item))).collect();
                self.fill(at, Json::Array(items))
            }
            Json::Object(members) => {
                let at = self.reserve();
                let pairs = members.iter().map(|(key, value)| {
                    let key = self.text(key);
                    (format!("_{key}"), Json::from(self.add(value)))
                });
                let pairs = pairs.collect();
                self.fill(at, Json::Object(pairs))
            }
            scalar => {
                let at = self.reserve();
                self.fill(at, scalar.clone())
            }
        }
    }

    fn text(&mut self, text: &str) -> i64 {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let at = self.reserve();
        self.texts.insert(text.to_owned(), at);
        self.fill(at, Json::from(text))
    }

    fn reserve(&mut self) -> i64 {
        self.values.push(Json::Null);
        i64::try_from(self.values.len() - 1).expect("few values")
    }

    fn fill(&mut self, at: i64, value: Json) -> i64 {
        self.values[usize::try_from(at).expect("a place")] = value;
        at
    }
}
