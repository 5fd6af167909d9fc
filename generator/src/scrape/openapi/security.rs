//! Servers, and the ways to prove who calls.

use super::operation::Operation;
use super::reader::Reader;
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{
    SecurityFacts, SecurityKind, SecuritySchemeFacts, ServerFacts, ServerVariableFacts,
};
use crate::scrape::json::Json;

/// What is told of a call that lives elsewhere than others, and what to do about it.
pub(in crate::scrape) const OWN_SERVERS: (&str, &str) = (
    "this call has servers of its own, while a client sends all its calls to one server",
    "make a client for such calls, and choose its server with `ClientBuilder::server` or `base_url`",
);

impl<'a> Reader<'a> {
    /// The servers that are stated closest to the operation.
    pub(super) fn servers(&mut self, operation: &Operation<'a>) -> Vec<ServerFacts> {
        let lists = [operation.json, operation.item, self.document].map(|json| json.items_of("servers"));
        let servers = lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
        let urls = |list: &[Json]| -> Vec<String> {
            list.iter().filter_map(|server| server.member("url")).map(Json::as_words).collect()
        };
        let of_all = self.document.items_of("servers");
        if let Some(own) = servers.first().filter(|_| !of_all.is_empty() && urls(servers) != urls(of_all)) {
            let (message, hint) = OWN_SERVERS;
            self.report(Code::UnreadKeyword, own.line, message.to_owned(), hint);
        }
        let facts = servers.iter().map(|server| ServerFacts {
            origin: self.at(server.line),
            url: server.member("url").map(Json::as_words).unwrap_or_default().trim().to_owned(),
            description: server.words("description").map(str::to_owned),
            variables: server.members_of("variables").iter().map(variable).collect(),
        });
        facts.collect()
    }

    /// The schemes of the document and what the operation needs of them, else what every operation needs.
    pub(super) fn security(&mut self, operation: &'a Json) -> SecurityFacts {
        let stated = operation.member("security").or_else(|| self.document.member("security"));
        let components = self.document.member("components");
        let mut schemes = Vec::new();
        for (name, json) in components.map_or(&[][..], |components| components.members_of("securitySchemes"))
        {
            let Some(json) = self.resolved(json) else { continue };
            schemes.push(SecuritySchemeFacts {
                name: name.clone(),
                origin: self.at(json.line),
                kind: kind(json),
                description: words(json),
            });
        }
        let names = |alternative: &Json| alternative.members().iter().map(|(name, _)| name.clone()).collect();
        let required: Option<Vec<Vec<String>>> =
            stated.map(|stated| stated.items().iter().map(names).collect());
        for name in required.iter().flatten().flatten() {
            if let (Some(stated), true) = (stated, schemes.iter().all(|scheme| scheme.name != *name)) {
                let message =
                    format!("{} is demanded and is no security scheme of this document", quote(name));
                self.report(
                    Code::DoubtfulDocument,
                    stated.line,
                    message,
                    "declare the authentication in api.yaml",
                );
            }
        }
        SecurityFacts { schemes, required }
    }
}

impl<'a> Reader<'a> {
    /// The scopes that an operation needs of each scheme, one line each.
    pub(super) fn scopes(&self, operation: &'a Json) -> Vec<Stated<String>> {
        let alternatives = operation.items_of("security").iter().flat_map(Json::members);
        let scopes = alternatives.filter(|(_, scopes)| !scopes.items().is_empty()).map(|(name, scopes)| {
            let listed: Vec<_> = scopes.items().iter().map(Json::as_words).collect();
            Stated::new(format!("Scopes of {name}: {}", listed.join(", ")), self.at(scopes.line))
        });
        scopes.collect()
    }
}

/// What is said of a scheme, beside how it works: where a token comes from, what it looks like and what it can be for.
fn words(json: &Json) -> Option<String> {
    let mut lines: Vec<String> = json.words("description").map(str::to_owned).into_iter().collect();
    let mut say =
        |label: &str, words: Option<&str>| lines.extend(words.map(|words| format!("{label}: {words}")));
    say("Format", json.words("bearerFormat"));
    say("OpenID Connect", json.words("openIdConnectUrl"));
    for (name, flow) in json.members_of("flows") {
        for (member, what) in
            [("authorizationUrl", "authorization"), ("tokenUrl", "token"), ("refreshUrl", "refresh")]
        {
            say(&format!("{name}, {what}"), flow.words(member));
        }
        for (scope, _) in flow.members_of("scopes") {
            let allows = flow.member("scopes").and_then(|scopes| scopes.words(scope));
            let allows = allows.map(|words| format!(" ({words})")).unwrap_or_default();
            say(&format!("{name}, scope"), Some(&format!("{scope}{allows}")));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn variable((name, json): &(String, Json)) -> ServerVariableFacts {
    ServerVariableFacts {
        name: name.clone(),
        default: json.member("default").map(Json::as_words),
        values: json.items_of("enum").iter().map(Json::as_words).collect(),
        description: json.words("description").map(str::to_owned),
    }
}

fn kind(json: &Json) -> SecurityKind {
    let word = |name| json.words(name).unwrap_or_default();
    let scheme = word("scheme").to_ascii_lowercase();
    let key = word("name").to_owned();
    match (word("type"), scheme.as_str(), word("in")) {
        ("http", "bearer", _) => SecurityKind::Bearer,
        ("http", "basic", _) => SecurityKind::Basic,
        ("apiKey", _, "header") => SecurityKind::HeaderKey(key),
        ("apiKey", _, "query") => SecurityKind::QueryKey(key),
        ("apiKey", _, "cookie") => SecurityKind::CookieKey(key),
        ("oauth2" | "openIdConnect", ..) => SecurityKind::Token,
        (kind, scheme, place) => {
            let words = [kind, scheme, place].into_iter().filter(|word| !word.is_empty());
            SecurityKind::Other(words.collect::<Vec<_>>().join(" "))
        }
    }
}
