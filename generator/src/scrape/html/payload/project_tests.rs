//! What a project says for all its endpoints: servers, authentication and common parameters.

use super::tests::{ENDPOINT, endpoint, read_state};
use super::*;
use crate::scrape::facts::{SchemaShape, SecurityKind};

#[test]
fn environments_are_servers() {
    let (page, _) = endpoint();
    let servers: Vec<_> =
        page.servers.iter().map(|server| (server.url.as_str(), server.description.as_deref())).collect();
    assert_eq!(servers, [("https://{host}/v1", Some("Production")), ("", Some("Mock"))]);
    // Other variables of the environment are nobody's business.
    let variables: Vec<_> = page.servers[0].variables.iter().map(|variable| variable.name.as_str()).collect();
    assert_eq!(variables, ["host"]);
    let files = ENDPOINT
        .replace("\"method\": \"post\", \"path\"", "\"serverId\": \"files\", \"method\": \"post\", \"path\"");
    let payload = read_state(&files);
    assert_eq!(payload.page.expect("a page").servers[0].url, "https://files.x.test");
    let own = |found: &Diagnostic| found.message.starts_with("this call has servers of its own");
    assert!(payload.diagnostics.iter().any(own));
    assert!(!read_state(ENDPOINT).diagnostics.iter().any(own));
}

#[test]
fn a_path_may_stand_behind_its_server() {
    let told = |path: &str| {
        let state = ENDPOINT.replacen("/orders/{shop}", path, 1);
        let payload = read_state(&state);
        let page = payload.page.expect("a page");
        let messages: Vec<_> = payload.diagnostics.into_iter().map(|found| found.message).collect();
        let doubts =
            messages.iter().filter(|message| message.contains("path") || message.contains("servers")).count();
        (page.path.value, page.servers[0].url.clone(), page.servers.len(), doubts)
    };
    let usual = "https://{host}/v1".to_owned();
    assert_eq!(told("https://y.test/a"), ("/a".to_owned(), "https://y.test".to_owned(), 1, 1));
    assert_eq!(told("{{files}}/a"), ("/a".to_owned(), "{files}".to_owned(), 1, 1));
    assert_eq!(told("a"), ("/a".to_owned(), usual.clone(), 2, 1));
    assert_eq!(told("/a?b=c"), ("/a?b=c".to_owned(), usual.clone(), 2, 1));
    assert_eq!(told("/a"), ("/a".to_owned(), usual, 2, 0));
}

#[test]
fn an_endpoint_may_have_an_auth_of_its_own() {
    let kind = |auth: &str| {
        let own = r#"{"type": "apikey", "apikey": {"in": "query", "key": "token"}}"#;
        let page = read_state(&ENDPOINT.replace(own, auth)).page.expect("a page");
        (page.security.schemes.first().map(|scheme| scheme.kind.clone()), page.security.required)
    };
    let needs = |name: &str| Some(vec![vec![name.to_owned()]]);
    let key = r#"{"type": "apikey", "apikey": {"in": "query", "key": "token"}}"#;
    assert_eq!(kind(key), (Some(SecurityKind::QueryKey("token".to_owned())), needs("apikey")));
    assert_eq!(kind("{}"), (Some(SecurityKind::Bearer), needs("bearer")));
    assert_eq!(kind(r#"{"type": "noauth"}"#), (None, Some(vec![Vec::new()])));
    assert_eq!(kind(r#"{"type": "basic"}"#), (Some(SecurityKind::Basic), needs("basic")));
    assert_eq!(kind(r#"{"type": "oauth2"}"#), (Some(SecurityKind::Token), needs("oauth2")));
    assert_eq!(kind(r#"{"type": "hawk"}"#), (Some(SecurityKind::Other("hawk".to_owned())), needs("hawk")));
}

#[test]
fn security_schemes_that_are_only_named_are_told() {
    let own = r#""auth": {"type": "apikey", "apikey": {"in": "query", "key": "token"}}"#;
    let named = r#""auth": {}, "securityScheme": {"required": true, "groups": [{"schemeIds": ["1"]}]}"#;
    let payload = read_state(&ENDPOINT.replace(own, named));
    let told = |found: &&Diagnostic| found.message.starts_with("this page names security schemes");
    let found = payload.diagnostics.iter().find(told).expect("a warning");
    assert_eq!((found.code, found.origin.line), (Code::UnreadPayload, 4));
    assert_eq!(found.hint.as_deref(), Some("declare the authentication in api.yaml"));
    let project = r#""projectSetting": {"#;
    let named = r#""projectSetting": {"securityScheme": {"required": true}, "#;
    let payload = read_state(&ENDPOINT.replace(project, named));
    assert!(payload.diagnostics.iter().any(|found| told(&found)));
}

#[test]
fn the_project_s_parameters_of_forms_are_in_every_form() {
    let state = |media_type: &str| {
        format!(
            r#"{{"resourceData": {{"type": "apiDetail", "data": {{"name": "Upload", "method": "post", "path": "/files",
      "parameters": {{"query": [{{"name": "sign", "type": "string", "examples": ["s1", "s2"]}}]}},
      "commonParameters": {{"body": [{{"name": "shop"}}, {{"name": "off", "enable": false}}], "query": [{{"name": "sign"}}]}},
      "requestBody": {{"type": "{media_type}", "jsonSchema": {{"type": "object"}}, "parameters": [{{"name": "file", "type": "file"}}]}}}}}},
      "commonParameters": {{"parameters": {{"body": [{{"name": "shop", "type": "integer"}}]}}}}}}"#
        )
    };
    let payload = read_state(&state("multipart/form-data"));
    let page = payload.page.expect("a page");
    let Some(SchemaShape::Object { fields, .. }) = page.bodies[0].schema.as_ref().map(|schema| &schema.shape)
    else {
        panic!("{:?}", page.bodies);
    };
    assert_eq!(fields.iter().map(|field| field.name.value.as_str()).collect::<Vec<_>>(), ["file", "shop"]);
    assert!(matches!(fields[1].schema.shape, SchemaShape::Integer { .. }));
    // What the endpoint describes itself needs no description by the project.
    assert_eq!(payload.diagnostics, []);
    assert_eq!(page.parameters[0].fields[0].schema.example.as_deref(), Some("s1"));
    let told: Vec<_> =
        read_state(&state("application/json")).diagnostics.into_iter().map(|found| found.message).collect();
    assert_eq!(told, ["the project's parameters of forms are not read: the body of this page is no form"]);
}
