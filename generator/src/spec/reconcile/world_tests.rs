//! Servers, security and response headers of small pages, as the spec has them.

use std::collections::BTreeMap;

use crate::scrape::Capture;
use crate::scrape::facts::{NavigationItem, Site, Verb};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::Rule;
use crate::spec::names::Names;
use crate::spec::schema::Presence;
use crate::spec::server::SecurityKind;
use crate::spec::type_words::type_words;
use crate::spec::yaml;

/// A page around an endpoint whose document ends with `rest`, and whose operation holds `inner`.
fn page(file: &str, path: &str, inner: &str, rest: &str) -> Capture {
    let text = format!(
        "# Title\n\n## OpenAPI Specification\n\n```yaml\nopenapi: 3.0.1\ninfo:\n  title: ''\n  version: 1.0.0\npaths:\n  {path}:\n    \
         get:\n      summary: Title\n      parameters:\n        - {{name: authorization, in: header, required: true, schema: {{type: string}}}}\n{inner}\n{rest}\n```\n"
    );
    Capture { file: file.into(), bytes: text.into_bytes() }
}

fn reconciled(captures: &[Capture], api: &str, sites: Vec<Site>) -> Spec {
    let (mut facts, diagnostics) = crate::read(captures);
    assert!(diagnostics.iter().all(|one| !one.is_error()), "{diagnostics:#?}");
    facts.sites.extend(sites);
    let api =
        if api.is_empty() { ApiDescription::default() } else { yaml::read_api("api.yaml", api).unwrap() };
    crate::reconcile(&facts, &api, &mut Names::default()).0
}

/// Rules by subject.
fn rules(spec: &Spec) -> BTreeMap<String, Rule> {
    spec.contradictions().map(|one| (one.subject.clone(), one.rule)).collect()
}

const ANSWER: &str = "      responses:\n        '200': {description: OK}";

#[test]
fn each_server_is_listed_once_and_those_without_a_url_are_told() {
    let one = "servers:\n  - {url: '', description: Cloud Mock}\n  - {url: 'https://user:pass@api.example.com/v2/?token=abc', description: Production}";
    let two = "servers:\n  - {url: 'https://api.example.com/v2', description: Live}\n  - url: 'https://{region}.example.com'\n    \
               variables:\n      region: {default: eu, enum: [eu, us]}";
    let captures = [page("captures/en/a.md", "/a", ANSWER, one), page("captures/en/b.md", "/b", ANSWER, two)];
    let spec = reconciled(&captures, "", Vec::new());
    let told: Vec<_> = spec
        .shared
        .servers
        .iter()
        .map(|server| (server.url.as_str(), server.description.as_deref(), server.evidence.len()))
        .collect();
    assert_eq!(
        told,
        [("https://api.example.com/v2", Some("Production"), 2), ("https://{region}.example.com", None, 1)]
    );
    assert_eq!(spec.shared.servers[1].default_url().as_deref(), Some("https://eu.example.com"));
    assert_eq!(spec.shared.unknown.len(), 1);
    assert!(spec.shared.unknown[0].contains("`Cloud Mock`"), "{:?}", spec.shared.unknown);
    let subject = "server https://api.example.com/v2".to_owned();
    assert_eq!(rules(&spec), BTreeMap::from([(subject, Rule::FirstPageLeads)]));
}

#[test]
fn what_only_one_call_lives_on_leads_no_client() {
    let all = "servers: [{url: 'https://x.test'}]";
    let own = "servers: [{url: 'https://files.x.test'}]";
    let captures = [
        page("captures/en/a.md", "/a", ANSWER, own),
        page("captures/en/b.md", "/b", ANSWER, all),
        page("captures/en/c.md", "/c", ANSWER, all),
        page("captures/v2/d.md", "/d", ANSWER, "servers: [{url: 'https://v2.x.test'}]"),
    ];
    let spec = reconciled(&captures, "", Vec::new());
    let urls: Vec<_> = spec.shared.servers.iter().map(|server| server.url.as_str()).collect();
    assert_eq!(urls, ["https://x.test", "https://files.x.test", "https://v2.x.test"]);
}

#[test]
fn servers_by_hand_outweigh_those_of_the_pages() {
    let stated = "servers:\n  - url: 'https://{region}.example.com'\n    description: Test\n    variables:\n      region: {default: eu}";
    let captures = [page("captures/en/a.md", "/a", ANSWER, stated)];
    let api = "base_url: https://api.example.com\nservers:\n  - url: https://{region}.example.com/\n    name: Staging\n    \
               variables:\n      - {name: region, default: us}\n";
    let spec = reconciled(&captures, api, Vec::new());
    let server = &spec.shared.servers[0];
    assert_eq!((spec.shared.servers.len(), server.description.as_deref()), (1, Some("Staging")));
    assert_eq!(server.variables[0].default.as_deref(), Some("us"));
    assert_eq!(server.evidence[0].to_string(), "api api.yaml:3");
    let own = |rest: &str| format!("server https://{{region}}.example.com{rest}");
    let expected = [
        ("base_url".to_owned(), Rule::ApiLeads),
        (own(""), Rule::ApiLeads),
        (own(" {region}"), Rule::ApiLeads),
    ];
    assert_eq!(rules(&spec), BTreeMap::from(expected));
}

const BEARER: &str = "components:\n  securitySchemes:\n    main: {type: http, scheme: bearer}";
const KEY: &str = "components:\n  securitySchemes:\n    main: {type: apiKey, in: query, name: app_key}";

#[test]
fn schemes_of_one_name_are_kept_apart_and_calls_name_their_own() {
    let needing = |needs: &str| format!("{ANSWER}\n      security: {needs}");
    let captures = [
        page("captures/en/a.md", "/a", &needing("[main: []]"), BEARER),
        page("captures/en/b.md", "/b", &needing("[main: []]"), KEY),
        page("captures/en/c.md", "/c", &needing("[]"), BEARER),
        page("captures/en/d.md", "/d", ANSWER, BEARER),
    ];
    let spec = reconciled(&captures, "", Vec::new());
    let kinds: Vec<_> = spec
        .shared
        .security_schemes
        .iter()
        .map(|(name, scheme)| (name.as_str(), scheme.kind.clone()))
        .collect();
    let key = SecurityKind::QueryKey { name: "app_key".to_owned() };
    assert_eq!(kinds, [("main", SecurityKind::Bearer), ("main-2", key)]);
    let needed: BTreeMap<_, _> =
        spec.endpoints().map(|endpoint| (endpoint.path.as_str(), endpoint.security.clone())).collect();
    let one = |name: &str| Some(vec![vec![name.to_owned()]]);
    assert_eq!((&needed["/a"], &needed["/b"]), (&one("main"), &one("main-2")));
    assert!(needed["/c"].as_ref().is_some_and(|all| all.iter().all(Vec::is_empty)), "{needed:?}");
    assert_eq!(needed["/d"], None);
    assert_eq!(rules(&spec)["security scheme main"], Rule::TooDifferentToUnite);
}

#[test]
fn a_scheme_of_the_pages_fills_its_parameter_where_the_call_needs_it() {
    let endpoint = |path: &str, security: &str| {
        format!(
            "  - operation: {path}\n    verb: GET\n    path: /{path}\n    title: T\n    pages: []\n{security}    parameters:\n      \
             - {{name: authorization, in: header, type: string, presence: required}}\n      - {{name: page, in: query, type: string, presence: optional}}\n"
        )
    };
    let text = format!(
        "group: shop\nendpoints:\n{}{}{}",
        endpoint("a", "    security: [[main]]\n"),
        endpoint("b", "    security: []\n"),
        endpoint("c", "")
    );
    let shared = "security_schemes:\n  main: {type: bearer, evidence: []}\n";
    let marked = |api: &str| -> Vec<[bool; 2]> {
        let group = yaml::read_group("group", &text).unwrap();
        let shared = yaml::read_shared("shared", shared).unwrap();
        let mut spec = Spec { groups: [(group.group.clone(), group)].into(), shared, ..Spec::default() };
        super::security::mark(&mut spec, &yaml::read_api("api.yaml", api).unwrap());
        let filled = spec.endpoints().map(|endpoint| [0, 1].map(|at| endpoint.parameters[at].authentication));
        filled.collect()
    };
    assert_eq!(marked("name: Shop"), [[true, false], [false, false], [true, false]]);
    let by_hand = "authentication:\n  headers:\n    - {name: X-Key, carries: {credential: key}}\n";
    assert_eq!(marked(by_hand), [[false, false]; 3]);
}

#[test]
fn pages_that_disagree_on_what_a_call_needs_are_both_heard() {
    let needing = |needs: &str| format!("{ANSWER}\n      security: {needs}");
    let captures = [
        page("captures/v1-en/a.md", "/a", &needing("[main: []]"), BEARER),
        page("captures/v2-en/a.md", "/a", &needing("[]"), BEARER),
    ];
    let spec = reconciled(&captures, "", Vec::new());
    let security = spec.endpoints().next().unwrap().security.clone();
    assert_eq!(security, Some(vec![vec!["main".to_owned()], Vec::new()]));
    assert_eq!(rules(&spec)["GET /a security"], Rule::WeakestDemand);
}

#[test]
fn authentication_by_hand_outweighs_the_pages() {
    let captures = [page("captures/en/a.md", "/a", ANSWER, BEARER)];
    let by_hand = |header: &str| {
        format!("authentication:\n  headers:\n    - {{name: {header}, carries: {{credential: key}}}}\n")
    };
    let told = |header: &str| rules(&reconciled(&captures, &by_hand(header), Vec::new()));
    assert_eq!(told("X-Key"), BTreeMap::from([("authentication.main".to_owned(), Rule::ApiLeads)]));
    assert_eq!(told("Authorization"), BTreeMap::new());
}

#[test]
fn headers_of_a_response_are_united_and_keep_no_sample_credential() {
    let answer = |kind: &str| {
        format!(
            "      responses:\n        '200':\n          description: OK\n          headers:\n            X-Left: {{required: true, description: Calls left, schema: {{type: {kind}}}}}\n            \
             Set-Cookie: {{schema: {{type: string, example: sid=abc}}}}"
        )
    };
    let captures = [
        page("captures/v1-en/a.md", "/a", &answer("integer"), ""),
        page("captures/v2-en/a.md", "/a", &answer("string").replace("X-Left", "x-left"), ""),
    ];
    let spec = reconciled(&captures, "", Vec::new());
    let headers = &spec.endpoints().next().unwrap().responses[0].headers;
    let names: Vec<_> = headers.iter().map(|header| header.name.as_str()).collect();
    assert_eq!(names, ["X-Left", "Set-Cookie"]);
    assert_eq!(
        (headers[0].presence, type_words(&headers[0].schema)),
        (Presence::Required, "integer or string".into())
    );
    assert_eq!(headers[0].description.as_deref(), Some("Calls left"));
    assert!(headers[1].example.as_deref().is_none_or(|example| example == "withheld"), "{:?}", headers[1]);
    assert_eq!(rules(&spec)["GET /a response 200 header.X-Left"], Rule::UnionOfTypes);
}

#[test]
fn the_navigation_of_a_site_joins_that_of_its_edition() {
    let item = |title: &str, depth, verb| NavigationItem {
        title: title.to_owned(),
        verb,
        depth: Some(depth),
        line: 1,
    };
    let site = |file: &str, navigation| Site {
        file: file.into(),
        edition: "en".to_owned(),
        title: None,
        navigation,
        servers: Vec::new(),
        security: crate::scrape::facts::SecurityFacts::default(),
    };
    let first = vec![item("Orders", 0, None), item("Title", 1, Some(Verb::Get))];
    let second = vec![item("Orders", 0, None), item("Title", 1, None), item("Pay", 1, None)];
    let captures = [page("captures/en/a.md", "/a", ANSWER, "")];
    let spec =
        reconciled(&captures, "", vec![site("captures/en/x.md", first), site("captures/en/y.md", second)]);
    assert_eq!(spec.navigation.len(), 1);
    let orders = &spec.navigation[0].entries[0];
    let listed: Vec<_> =
        orders.entries.iter().map(|entry| (entry.title.as_str(), entry.verb.as_deref())).collect();
    assert_eq!((orders.title.as_str(), listed), ("Orders", vec![("Title", Some("GET")), ("Pay", None)]));
    let files: Vec<_> = spec.navigation[0].evidence.iter().map(|evidence| &*evidence.file).collect();
    assert_eq!(files, ["captures/en/x.md", "captures/en/y.md"]);
}
