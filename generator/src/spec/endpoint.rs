//! Endpoints of the spec: verb and path are their identity, titles only describe them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::corrected::Corrected;
use super::evidence::Evidence;
use super::schema::{Field, Schema, Translation, is_false};

/// One endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Endpoint {
    /// Name within its group, in snake case; locked in `names.yaml`.
    pub operation: String,
    /// HTTP method in upper case.
    pub verb: String,
    /// Path as documented.
    pub path: String,
    /// Title; the first page's, those in English before the others.
    pub title: String,
    /// How far the endpoint is.
    #[serde(default, skip_serializing_if = "Status::is_unmarked")]
    pub status: Status,
    /// What the pages say of it in free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Why a call does no more when it is sent twice, where `api.yaml` says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotent: Option<String>,
    /// What no page says, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// The ways to prove who calls: alternatives, each a list of schemes that are all needed. An alternative without
    /// schemes needs none. Left out where no page says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub security: Option<Vec<Vec<String>>>,
    /// The pages that document it.
    pub pages: Vec<PageReference>,
    /// Path, query, header and cookie parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// Request bodies, one for each media type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// Responses, by status.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// What `overrides.yaml` corrects here, other than in a schema.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
}

impl Endpoint {
    /// The endpoint's identity: `GET /orders/{id}`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{} {}", self.verb, self.path)
    }

    /// Whether a call may go without a body, although some page shows one.
    #[must_use]
    pub fn may_go_without_body(&self) -> bool {
        !self.bodies.is_empty() && self.bodies.iter().all(|body| body.optional)
    }

    /// Whether the page prints a topic such as `ORDER_PAID` in place of a path: a message that the vendor
    /// sends, not a call of the client.
    #[must_use]
    pub fn is_topic(&self) -> bool {
        !self.path.contains('/')
    }
}

/// The names between braces in a path, in order, each once.
pub(crate) fn placeholders(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}').filter(|(name, _)| !names.contains(name)) {
            names.push(name);
        }
    }
    names
}

/// How far an endpoint is, by the badge beside its verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No badge.
    #[default]
    Unmarked,
    /// 设计中
    Designing,
    /// 待确定
    Pending,
    /// 开发中
    InDevelopment,
    /// 联调中
    Integrating,
    /// 测试中
    Testing,
    /// 已测完
    Tested,
    /// 已发布
    Released,
    /// 将废弃
    Deprecating,
    /// 已废弃
    Deprecated,
    /// 有异常
    Faulty,
    /// A badge no table lists; the page's word stands in `pages`.
    Other,
}

impl Status {
    /// Whether no page shows a badge.
    #[must_use]
    pub const fn is_unmarked(&self) -> bool {
        matches!(self, Self::Unmarked)
    }

    /// Whether the badge says that the endpoint is not live yet.
    #[must_use]
    pub const fn is_in_development(self) -> bool {
        matches!(
            self,
            Self::Designing | Self::Pending | Self::InDevelopment | Self::Integrating | Self::Testing
        )
    }
}

/// What one page says around an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageReference {
    /// The capture, relative to the API directory.
    pub file: String,
    /// Where it was captured on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Directory below `captures/`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// Title as printed.
    pub title: Quoted,
    /// Badge as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub badge: Option<Quoted>,
    /// Free text about the endpoint, where it is in another language than the endpoint's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Quoted>,
    /// Where verb and path stand.
    pub call: Evidence,
    /// Folders of the navigation, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folder: Vec<Quoted>,
    /// Date of change as printed; no time zone is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Quoted>,
    /// Previous page of the pager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Quoted>,
    /// Next page of the pager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Quoted>,
    /// The shell samples.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Sample>,
}

/// What is kept of a shell sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sample {
    /// Its verb, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// Path and names of the query; values, user and host are left out.
    pub text: String,
    /// Where it stands.
    pub evidence: Evidence,
}

/// Words of a page and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Where.
    pub evidence: Evidence,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum In {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As an HTTP header.
    Header,
    /// As a cookie.
    Cookie,
}

impl In {
    /// The word that places use: `path`, `query`, `header` or `cookie`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parameter {
    /// Where it travels.
    #[serde(rename = "in")]
    pub location: In,
    /// Whether the authentication declared in `api.yaml` fills it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub authentication: bool,
    /// How a list or an object is written, such as `form`, `pipeDelimited` or `deepObject`, where a page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// Whether each item is sent on its own, as in `a=1&a=2`, where a page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explode: Option<bool>,
    /// Name, shape and docs.
    #[serde(flatten)]
    pub field: Field,
}

/// A request or response body of one media type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Media type; empty when no page prints one.
    pub media_type: String,
    /// Whether the envelope stands around it; `schema` is then that of the envelope's data.
    #[serde(default, skip_serializing_if = "is_false")]
    pub enveloped: bool,
    /// Whether a request need not hold it: a page shows none, or sends elsewhere all that it holds.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// What it looks like.
    pub schema: Schema,
    /// The editions that show it, where not all that document the endpoint do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_in: Vec<String>,
    /// The examples the pages print, whole, envelope included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// Where its headings stand.
    pub evidence: Vec<Evidence>,
}

impl Body {
    /// Whether it is JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        is_json(&self.media_type)
    }
}

/// Whether bodies of a media type are JSON; those without one are.
pub(crate) fn is_json(media_type: &str) -> bool {
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(media_type.as_str(), "" | "*/*" | "text/json")
        || media_type.ends_with("/json")
        || media_type.ends_with("+json")
}

/// A captured example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// Its name on the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it is JSON; other text is kept as it is and takes no part in the types.
    pub json: bool,
    /// JSON, laid out anew with the page's numbers, order and strings; or the page's text.
    pub text: String,
    /// Where it stands; several places when they show the same JSON.
    pub evidence: Vec<Evidence>,
    /// The corrections that say otherwise than this example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<Evidence>,
}

/// A response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Response {
    /// HTTP status; left out for a default response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Words behind the status, as printed; those of several headings are joined by ` / `.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the pages say of it in free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The editions that list it, where not all that document the endpoint do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_in: Vec<String>,
    /// Label, as title, and description in other editions, where those are in another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
    /// HTTP headers it comes with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Field>,
    /// Bodies, one for each media type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<Body>,
    /// Where its headings stand.
    pub evidence: Vec<Evidence>,
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_are_found_once_each() {
        assert_eq!(placeholders("/a/{b}/c/{d}/{b}"), ["b", "d"]);
        assert_eq!(placeholders("/a/{b"), Vec::<&str>::new());
        assert_eq!(placeholders("/a"), Vec::<&str>::new());
    }
}
