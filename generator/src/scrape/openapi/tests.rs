//! Documents: operations, parameters, bodies, answers, servers and security.

use std::sync::Arc;

use crate::diagnostic::Code;
use crate::scrape::facts::{Badge, Location, Page, SchemaFacts, SchemaShape, SecurityKind, Verb};
use crate::scrape::{Capture, Reading, read};

fn reading(text: &str) -> Reading {
    read(&Capture { file: "captures/v1/a.yaml".into(), bytes: text.as_bytes().to_vec() })
}

/// The page of a document whose one operation states `members`.
fn page(members: &str, rest: &str) -> (Page, Vec<Code>) {
    let text =
        format!("openapi: 3.0.1\npaths:\n  /a/{{id}}:\n    get:\n      summary: Find\n{members}\n{rest}\n");
    let mut reading = reading(&text);
    let codes = reading.diagnostics.iter().map(|found| found.code).collect();
    (reading.pages.pop().unwrap_or_else(|| panic!("{text}\n{:?}", reading.diagnostics)), codes)
}

#[test]
fn each_operation_is_a_page() {
    let reading = reading(
        "openapi: 3.1.0\npaths:\n  /a:\n    parameters: [{name: p, in: query}]\n    get: {responses: {}}\n    post: {operationId: make, responses: {}}\n  b:\n    x-note: 1\n    fetch: {}\n    trace: {summary: T}\n",
    );
    let shown: Vec<_> = reading
        .pages
        .iter()
        .map(|page| (page.verb.value, page.path.value.as_str(), page.title.value.as_str()))
        .collect();
    assert_eq!(shown, [(Verb::Get, "/a", "GET /a"), (Verb::Post, "/a", "make"), (Verb::Trace, "/b", "T")]);
    assert!(reading.pages[..2].iter().all(|page| page.parameters[0].fields[0].name.value == "p"));
    let lines: Vec<_> = reading.diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
    assert_eq!(lines, [(Code::DoubtfulDocument, 7), (Code::DoubtfulDocument, 9)]);
}

#[test]
fn status_and_folder_are_badge_and_breadcrumb() {
    let (released, _) =
        page("      x-apifox-status: released\n      x-apifox-folder: 店/订单\n      tags: [x]", "");
    assert!(released.badge.is_none());
    let folders: Vec<_> = released.breadcrumb.iter().map(|folder| folder.value.as_str()).collect();
    assert_eq!(folders, ["店", "订单"]);
    let (developing, _) =
        page("      x-apidog-status: developing\n      tags: [Orders]\n      deprecated: false", "");
    assert_eq!(developing.badge.expect("badge").value, "developing");
    assert_eq!(developing.breadcrumb[0].value, "Orders");
    assert_eq!(page("      deprecated: true", "").0.badge.expect("badge").value, "deprecated");
}

#[test]
fn parameters_are_resolved_and_merged() {
    let members = "      parameters:\n      - {$ref: '#/components/parameters/Id'}\n      - {name: f, in: query, required: false, style: deepObject, explode: true, content: {application/json: {schema: {type: object}}}}\n      - {name: c, in: cookie, example: '', schema: {type: string, example: x}}\n      - {name: nowhere}\n      - {$ref: '#/components/parameters/Nobody'}\n      responses: {}";
    let rest = "    parameters: [{name: id, in: path, schema: {type: string}}]\ncomponents:\n  parameters:\n    Id: {name: id, in: path, required: true, description: 'No.', schema: {type: integer}}";
    let (page, codes) = page(members, rest);
    assert_eq!(codes, [Code::DoubtfulDocument, Code::BrokenReference]);
    let groups: Vec<_> = page.parameters.iter().map(|group| (group.location, group.fields.len())).collect();
    assert_eq!(groups, [(Location::Path, 1), (Location::Query, 1), (Location::Cookie, 1)]);
    let id = &page.parameters[0].fields[0];
    assert_eq!((id.presence, id.schema.description.as_deref()), (Some(Badge::Required), Some("No.")));
    let filter = &page.parameters[1].fields[0];
    assert_eq!(
        (filter.style.as_deref(), filter.explode, filter.presence),
        (Some("deepObject"), Some(true), Some(Badge::Optional))
    );
    assert_eq!(filter.schema.bounds, ["written as application/json"]);
    assert_eq!(page.parameters[2].fields[0].schema.example.as_deref(), Some("x"));
}

#[test]
fn answers_have_statuses_names_and_media_types() {
    let members = "      responses:\n        200: {description: Fine, x-apifox-name: 成功, content: {application/json: {schema: {}}, text/plain: {schema: {type: string}, example: hi}}}\n        'x-200:With more': {description: '', headers: {X-A: {schema: {type: integer}}}}\n        4XX: {description: Wrong}\n        default: {$ref: '#/components/responses/Bad'}\n        x-note: {}";
    let (page, codes) =
        page(members, "components:\n  responses:\n    Bad: {description: Bad, links: {a: {operationId: b}}}");
    assert_eq!(codes, [Code::DoubtfulDocument, Code::UnreadKeyword]);
    let shown: Vec<_> = page
        .responses
        .iter()
        .map(|response| {
            let body = response.body.as_ref().map(|body| body.media_type.as_str());
            (response.status, response.label.as_str(), body)
        })
        .collect();
    let expected = [
        (Some(200), "成功", Some("application/json")),
        (Some(200), "成功", Some("text/plain")),
        (Some(200), "With more", None),
        (Some(400), "4XX", None),
        (None, "default", None),
    ];
    assert_eq!(shown, expected);
    assert_eq!(page.responses[2].headers[0].name.value, "X-A");
    let example = &page.responses[1].body.as_ref().expect("body").examples[0];
    assert!(example.text == "hi" && example.json.is_none());
}

#[test]
fn examples_are_json_however_they_are_written() {
    let members = "      requestBody:\n        content:\n          application/json:\n            schema: {type: object}\n            example:\n              n: 12345678901234567890\n              d: 1.10\n            examples:\n              one: {summary: First, value: {a: 1}}\n              two:\n                value: |-\n                  {\n                    \"a\": 1, // why\n                  }\n              three: {value: '{oops'}\n              four: {value: ''}\n      responses: {}";
    let (page, codes) = page(members, "");
    assert_eq!(codes, [Code::BrokenExample, Code::BrokenExample]);
    let body = &page.bodies[0];
    let shown: Vec<_> =
        body.examples.iter().map(|example| (example.name.as_deref(), example.json.is_some())).collect();
    assert_eq!(shown, [(None, true), (Some("First"), true), (Some("two"), true), (Some("three"), false)]);
    assert_eq!(body.examples[0].text, "{\n  \"n\": 12345678901234567890,\n  \"d\": 1.10\n}");
    assert_eq!((body.examples[2].origin.line, body.examples[2].last_line), (17, 19));
}

#[test]
fn definitions_are_those_that_are_used() {
    let members = "      responses: {200: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/%E8%AE%A2%C2%AB'}}}}}";
    let rest = "components:\n  schemas:\n    订«: {type: object, properties: {next: {$ref: '#/components/schemas/订«'}, b: {$ref: '#/components/schemas/B'}}}\n    B: {type: string}\n    Unused: {type: string}";
    let (page, codes) = page(members, rest);
    assert_eq!(codes, []);
    assert_eq!(page.definitions.keys().collect::<Vec<_>>(), ["B", "订«"]);
}

#[test]
fn servers_and_security_are_those_closest_to_the_operation() {
    let rest = "servers: [{url: 'https://{r}.example.com', description: Main, variables: {r: {default: eu, enum: [eu, us]}}}]\nsecurity: [{b: [], k: []}, {}]\ncomponents:\n  securitySchemes:\n    b: {type: http, scheme: Basic}\n    k: {type: apiKey, in: query, name: key}\n    o: {type: oauth2, flows: {}}\n    m: {type: mutualTLS}";
    let (root, codes) = page("      responses: {}", rest);
    assert_eq!(codes, []);
    assert_eq!(root.servers[0].variables[0].values, ["eu", "us"]);
    assert_eq!(root.security.required, Some(vec![vec!["b".to_owned(), "k".to_owned()], vec![]]));
    let kinds: Vec<_> = root.security.schemes.iter().map(|scheme| scheme.kind.clone()).collect();
    let expected = [
        SecurityKind::Basic,
        SecurityKind::QueryKey("key".into()),
        SecurityKind::Token,
        SecurityKind::Other("mutualTLS".into()),
    ];
    assert_eq!(kinds, expected);
    let (own, codes) = page("      responses: {}\n      security: []\n      servers: [{url: ''}]", rest);
    assert_eq!((own.security.required, own.servers.len(), codes.len()), (Some(vec![]), 1, 1));
    let (unsaid, _) = page("      responses: {}", "");
    assert_eq!(unsaid.security.required, None);
    assert_eq!(page("      security: [{nobody: []}]", "").1, [Code::DoubtfulDocument]);
}

#[test]
fn json_documents_are_read_and_old_ones_refused() {
    let json = reading("{\n\"openapi\": \"3.0.1\",\n\"paths\": {\"/a\": {\"get\": {\"responses\": {}}}}}");
    assert_eq!((json.pages.len(), json.diagnostics.len(), json.pages[0].verb.origin.line), (1, 0, 3));
    let old = reading("{\n\"swagger\": \"2.0\", \"paths\": {}}");
    assert_eq!((old.diagnostics[0].code, old.diagnostics[0].origin.line), (Code::InvalidDocument, 2));
    assert!(old.diagnostics[0].hint.is_some());
    let broken = reading("openapi: 3.0.1\npaths:\n  /a: b: c\n");
    assert_eq!((broken.diagnostics[0].code, broken.diagnostics[0].origin.line), (Code::InvalidDocument, 3));
}

#[test]
fn a_reference_into_a_schema_is_read_where_it_stands() {
    let answer = "      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Order/properties/lines/items'}}}}}";
    let rest = "components:\n  schemas:\n    Order: {type: object, properties: {lines: {type: array, items: {type: object, properties: {sku: {type: string}}}}}}";
    let (page, codes) = page(answer, rest);
    let schema = page.responses[0].body.as_ref().and_then(|body| body.schema.as_ref()).expect("a schema");
    let SchemaShape::Object { fields, .. } = &schema.shape else { panic!("{schema:?}") };
    assert_eq!((fields[0].name.value.as_str(), codes), ("sku", vec![]));
}

#[test]
fn references_into_schemas_copy_within_bounds() {
    let answer = "      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/L0'}}}}}";
    let inside = (0..30).fold(String::new(), |text, level| {
        let refs: Vec<_> =
            (0..4).map(|at| format!("p{at}: {{$ref: '#/components/schemas/L{}/not'}}", level + 1)).collect();
        text + &format!(
            "    L{level}: {{type: object, properties: {{x: {{$ref: '#/components/schemas/L{level}/not'}}}}, not: {{type: object, properties: {{{}}}}}}}\n",
            refs.join(", ")
        )
    });
    let (page, codes) =
        page(answer, &format!("components:\n  schemas:\n{inside}    L30: {{not: {{type: string}}}}"));
    assert!(codes.contains(&Code::DoubtfulDocument), "{codes:?}");
    assert!(count(&page.definitions["L0"]) < 50_000);
    let (itself, codes) = self::page(
        answer,
        "components:\n  schemas:\n    L0: {type: object, properties: {a: {$ref: '#/components/schemas/L0/properties/a'}}}",
    );
    assert_eq!((itself.definitions.len(), codes), (1, vec![Code::DoubtfulDocument]));
}

fn count(schema: &SchemaFacts) -> usize {
    match &schema.shape {
        SchemaShape::Object { fields, .. } => {
            1 + fields.iter().map(|field| count(&field.schema)).sum::<usize>()
        }
        _ => 1,
    }
}

#[test]
fn a_heading_above_several_operations_is_the_title_of_none() {
    let text = "# Shop\n\n```yaml\nopenapi: 3.0.1\npaths:\n  /a:\n    get: {summary: Find, responses: {}}\n    post: {summary: Make, responses: {}}\n```\n";
    let reading = read(&Capture { file: "captures/v1/a.md".into(), bytes: text.as_bytes().to_vec() });
    let titles: Vec<_> = reading.pages.iter().map(|page| page.title.value.as_str()).collect();
    assert_eq!(titles, ["Find", "Make"]);
}

#[test]
fn operations_share_what_they_both_refer_to() {
    let answer = "{'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}";
    let reading = reading(&format!(
        "openapi: 3.0.1\npaths:\n  /a:\n    get: {{responses: {answer}}}\n    put: {{responses: {answer}}}\ncomponents:\n  schemas:\n    Order: {{type: object}}\n",
    ));
    let [get, put] = reading.pages.as_slice() else { panic!("{:?}", reading.diagnostics) };
    assert!(Arc::ptr_eq(&get.definitions["Order"], &put.definitions["Order"]));
}

#[test]
fn an_example_in_quotes_stands_on_one_line() {
    let quoted = r#"{"openapi": "3.0.1", "paths": {
 "/a": {"get": {"responses": {"200": {"content": {"application/json": {
   "example": "{\n\"id\": 7,\n\"lines\": [\n1\n]\n}"}}}}}}}}"#;
    let answer =
        |reading: &Reading| reading.pages[0].responses[0].body.as_ref().expect("a body").examples[0].clone();
    let example = answer(&reading(quoted));
    let lines = example
        .json
        .as_ref()
        .map(|json| [json, &json.members()[1].1, &json.members()[1].1.items()[0]].map(|json| json.line));
    assert_eq!((example.origin.line, example.last_line, lines), (3, 3, Some([3; 3])));
    let broken = reading(&quoted.replace("7,", "7,,"));
    assert_eq!(broken.diagnostics.iter().map(|found| found.origin.line).collect::<Vec<_>>(), [3]);
    let block = "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n              example: |\n                {\n                \"id\": 7\n                }\n";
    let example = answer(&reading(block));
    let id = example.json.as_ref().map(|json| json.members()[0].1.line);
    assert_eq!((example.origin.line, example.last_line, id), (10, 12, Some(11)));
}

/// A range is kept as its first status, so that it is no `default`, unless that has an answer of its own.
#[test]
fn ranges_are_told_and_kept_apart_from_default() {
    let statuses = |keys: &str| {
        let members = keys.split(' ').map(|key| format!("'{key}': {{description: ''}}")).collect::<Vec<_>>();
        let (page, codes) = page(&format!("      responses: {{{}}}", members.join(", ")), "");
        (page.responses.iter().map(|response| response.status).collect::<Vec<_>>(), codes)
    };
    let doubt = |count| vec![Code::DoubtfulDocument; count];
    assert_eq!(statuses("2XX 4xx default"), (vec![Some(200), Some(400), None], doubt(2)));
    assert_eq!(statuses("200 2XX"), (vec![Some(200), None], doubt(1)));
    assert_eq!(statuses("9XX 2X0"), (vec![None, None], doubt(2)));
}

#[test]
fn servers_of_one_call_are_told() {
    let own = "      servers: [{url: 'https://files.x.test'}]
      responses: {}";
    let all = "servers: [{url: 'https://x.test'}]";
    let (told, codes) = page(own, all);
    assert_eq!((told.servers[0].url.as_str(), codes), ("https://files.x.test", vec![Code::UnreadKeyword]));
    let (path, codes) =
        page("      responses: {}", &format!("    servers: [{{url: 'https://y.test'}}]\n{all}"));
    assert_eq!((path.servers[0].url.as_str(), codes), ("https://y.test", vec![Code::UnreadKeyword]));
    assert_eq!(page(own, "").1, []);
    assert_eq!(page(&own.replace("files.x", "x"), all).1, []);
}

/// What stands around an operation belongs to its words; several examples of a parameter are told.
#[test]
fn no_word_about_an_operation_is_lost() {
    let members = "      description: Finds it.\n      externalDocs:\n        url: https://x.test/find\n      requestBody:\n        description: The filter.\n        content: {application/json: {schema: {type: object}}}\n      parameters:\n      - {name: q, in: query, schema: {type: string}, examples: {one: {value: a}, two: {value: b}}}\n      security: [{oauth: [read, write]}, {key: []}]\n      responses: {}";
    let rest = "    description: All of a shop.\ncomponents:\n  securitySchemes:\n    key: {type: apiKey, in: header, name: X-Key}\n    oauth:\n      type: oauth2\n      description: Ask us.\n      flows: {clientCredentials: {tokenUrl: 'https://x.test/token', scopes: {read: Reads, write: ''}}}\n    id: {type: openIdConnect, openIdConnectUrl: 'https://x.test/id'}\n    token: {type: http, scheme: Bearer, bearerFormat: JWT}";
    let (page, codes) = page(members, rest);
    assert_eq!(codes, [Code::UnreadKeyword]);
    let lines: Vec<_> = page.description.iter().map(|line| (line.value.as_str(), line.origin.line)).collect();
    let expected = [
        ("All of a shop.", 16),
        ("", 6),
        ("Finds it.", 6),
        ("", 7),
        ("https://x.test/find", 7),
        ("", 10),
        ("Body: The filter.", 10),
        ("", 14),
        ("Scopes of oauth: read, write", 14),
    ];
    assert_eq!(lines, expected);
    assert_eq!(page.parameters[0].fields[0].schema.example.as_deref(), Some("a"));
    let told: Vec<_> = page.security.schemes.iter().map(|scheme| scheme.description.as_deref()).collect();
    let oauth = "Ask us.\nclientCredentials, token: https://x.test/token\nclientCredentials, scope: read (Reads)\nclientCredentials, scope: write";
    assert_eq!(told, [None, Some(oauth), Some("OpenID Connect: https://x.test/id"), Some("Format: JWT")]);
}

/// Nothing is read but the document itself, and no reference leads on for ever.
#[test]
fn references_to_themselves_and_to_other_files_are_told() {
    let members = "      parameters: [{$ref: '#/components/parameters/P'}]\n      requestBody: {$ref: '#/components/requestBodies/B'}\n      responses:\n        200: {$ref: 'other.yaml#/x'}\n        201: {description: '', content: {application/json: {schema: {$ref: 'file:///etc/passwd'}}}}\n        202: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/S/properties/a'}}}}";
    let rest = "components:\n  parameters: {P: {$ref: '#/components/parameters/P'}}\n  requestBodies: {B: {$ref: '#/components/requestBodies/C'}, C: {$ref: '#/components/requestBodies/B'}}\n  schemas: {S: {properties: {a: {$ref: '#/components/schemas/S/properties/a'}}}}";
    let (page, codes) = page(members, rest);
    let broken = Code::BrokenReference;
    assert_eq!(codes, [broken, broken, broken, broken, Code::DoubtfulDocument]);
    assert!(page.parameters.is_empty() && page.bodies.is_empty());
    let any = |response: &crate::scrape::facts::ResponseFacts| {
        let schema = response.body.as_ref().and_then(|body| body.schema.as_ref());
        schema.is_some_and(|schema| matches!(schema.shape, SchemaShape::Any))
    };
    assert!(page.responses.len() == 2 && page.responses.iter().all(any));
}
