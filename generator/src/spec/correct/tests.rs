//! Corrections of a spec without pages: what is left of it, and what is told.

use super::correct;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::api::ApiDescription;
use crate::spec::names::Names;
use crate::spec::type_words::type_words;
use crate::spec::{Spec, sharing, yaml};

const ORDERS: &str = "\
group: orders
endpoints:
  - { operation: find, verb: GET, path: /orders, title: Find, pages: [], responses: [{ status: 200, evidence: [], bodies: [{ media_type: application/json, evidence: [], schema: { type: ref, schema: Order } }] }] }
";

const SHOPS: &str = "\
group: shops
endpoints:
  - { operation: find, verb: GET, path: /shops, title: Find, pages: [], responses: [{ status: 200, evidence: [], bodies: [{ media_type: application/json, evidence: [], schema: { type: ref, schema: Shop } }] }] }
";

const SHARED: &str = "\
schemas:
  Order: { type: object, fields: [{ name: shop, type: ref, schema: Shop, presence: required }, { name: id, type: integer, presence: required }] }
  Shop: { type: object, fields: [{ name: size, type: integer, presence: unknown }] }
";

fn corrected(overrides: &str) -> (Spec, Vec<Diagnostic>) {
    corrected_in(overrides, &ApiDescription::default(), [ORDERS, SHOPS])
}

fn corrected_in(overrides: &str, api: &ApiDescription, groups: [&str; 2]) -> (Spec, Vec<Diagnostic>) {
    let mut spec = Spec { shared: yaml::read_shared("shared.yaml", SHARED).unwrap(), ..Spec::default() };
    for text in groups {
        let group = yaml::read_group("group.yaml", text).unwrap();
        spec.groups.insert(group.group.clone(), group);
    }
    sharing::share(&mut spec, &Names::default());
    let overrides = yaml::read_overrides("overrides.yaml", overrides).unwrap();
    correct(spec, &overrides, api, &mut Names::default())
}

fn codes(found: &[Diagnostic]) -> Vec<(Code, u32)> {
    found.iter().map(|found| (found.code, found.origin.line)).collect()
}

#[test]
fn a_schema_follows_its_users() {
    let (spec, found) = corrected("");
    assert_eq!(found, []);
    assert!(spec.shared.schemas.contains_key("Shop") && spec.groups["orders"].schemas.contains_key("Order"));
    let text = "- at: Order.shop\n  was: { type: Shop }\n  now: { type: string }\n  because: only its name is sent\n";
    let (spec, found) = corrected(text);
    assert_eq!(found, []);
    assert!(spec.groups["shops"].schemas.contains_key("Shop"), "one group is left that uses it");
}

#[test]
fn what_nothing_uses_any_more_goes() {
    let text = "- at: GET /shops\n  was: { title: Find }\n  now: { drop: true }\n  because: it is gone\n\
                - at: Order.shop\n  was: { type: Shop }\n  now: { drop: true }\n  because: it is gone\n";
    let (spec, found) = corrected(text);
    assert_eq!(found, []);
    assert_eq!(spec.groups.keys().collect::<Vec<_>>(), ["orders"]);
    assert!(spec.shared.schemas.is_empty());
    assert_eq!(spec.shared.corrected.len(), 1);
    assert_eq!(spec.shared.corrected[0].was, "GET /shops: { title: Find }");
    let order = &spec.groups["orders"].schemas["Order"].schema;
    assert_eq!(order.corrected[0].was, "shop: { type: Shop }");
}

#[test]
fn a_correction_below_one_that_leaves_nothing_there_is_a_conflict() {
    let text = "- at: GET /orders response 200\n  was: { type: Order }\n  now: { type: any }\n  because: a\n\
                - at: Shop\n  was: { type: object }\n  now: { type: string }\n  because: b\n\
                - at: Shop.size\n  was: { type: integer }\n  now: { type: string }\n  because: c\n";
    assert_eq!(codes(&corrected(text).1), [(Code::ConflictingCorrections, 9)]);
}

#[test]
fn a_schema_is_no_name_of_another_one() {
    let text = "- at: Shop\n  was: { type: object }\n  now: { type: Order }\n  because: a\n";
    assert_eq!(codes(&corrected(text).1), [(Code::InvalidCorrection, 3)]);
    let text = "- at: Shop\n  was: { type: object }\n  now: { type: \"array[Order]\" }\n  because: a\n";
    assert_eq!(codes(&corrected(text).1), []);
}

#[test]
fn an_added_place_needs_a_parent_and_a_free_name() {
    let add = |at: &str| {
        let text = format!("- at: {at}\n  was: absent\n  now: {{ add: {{ type: string }} }}\n  because: a\n");
        codes(&corrected(&text).1)
    };
    assert_eq!(add("Shop.name"), []);
    assert_eq!(add("'Shop[\"a.b\"]'"), []);
    assert_eq!(add("orders/find query.page"), []);
    assert_eq!(add("GET /orders request"), []);
    assert_eq!(add("Shop.size"), [(Code::NeedlessCorrection, 1)]);
    assert_eq!(add("Shops.name"), [(Code::UnmatchedCorrection, 1)]);
    assert_eq!(add("Shop.size.unit"), [(Code::InvalidCorrection, 3)]);
    assert_eq!(add("Order.shop.name"), [(Code::InvalidCorrection, 3)]);
    assert_eq!(add("GET /orders response 99"), [(Code::InvalidCorrection, 3)]);
    assert_eq!(add("GIVE /orders/x"), [(Code::InvalidCorrection, 3)]);
}

/// One entry per place, statement and change, and what is said of them.
fn said(entries: &[[&str; 3]]) -> Vec<String> {
    let entry =
        |[at, was, now]: &[&str; 3]| format!("- at: \"{at}\"\n  was: {was}\n  now: {now}\n  because: seen\n");
    let (_, found) = corrected(&entries.iter().map(entry).collect::<String>());
    found.iter().map(|found| format!("{} {}", found.code.word(), found.message)).collect()
}

#[test]
fn two_fields_are_not_given_one_name() {
    let found = said(&[
        ["Order.shop", "{ name: shop }", "{ rename: key }"],
        ["Order.id", "{ name: id }", "{ rename: key }"],
        ["Shop.size", "{ name: size }", "{ rename: key }"],
    ]);
    assert_eq!(
        found,
        ["conflicting-corrections `Order.shop` and `Order.id` would have one name: `Order.key`"]
    );
}

#[test]
fn a_name_that_the_docs_have_taken_over_needs_no_correction() {
    let found = said(&[["Order.key", "{ name: key }", "{ rename: id }"]]);
    assert_eq!(
        found,
        ["needless-correction the docs have caught up: `Order.key` is `name: id` without this correction"]
    );
}

#[test]
fn a_pattern_that_fits_nowhere_is_said_once() {
    let found = said(&[["**", "{ status: released }", "{ status: tested }"]]);
    assert_eq!(
        found,
        [
            "invalid-correction `Order`: `status` says nothing about what stands there (nor does it fit 6 more places)"
        ]
    );
}

#[test]
fn values_are_listed_once() {
    let found = said(&[["Order.id", "{ enum: null }", "{ enum: [1, 2, { value: 1, name: one }] }"]]);
    assert_eq!(found, ["invalid-correction `Order.id`: `enum` lists `1` twice"]);
}

#[test]
fn what_is_added_could_be_called() {
    for (at, add, why) in [
        ("GET /shops path.id", "{ type: string }", "the path `/shops` has no `{id}`"),
        ("GET /a?b=c", "{ title: x }", "`/a?b=c` is no path; parameters of the query stand in `parameters`"),
        ("GET /a/{b", "{ title: x }", "the braces of `/a/{b` do not each hold the name of a parameter"),
        ("GET /a/{}", "{ title: x }", "the braces of `/a/{}` do not each hold the name of a parameter"),
        ("GET /a", "{ parameters: [{ in: path, name: b }] }", "the path `/a` has no `{b}`"),
        (
            "GET /a",
            "{ parameters: [{ in: query, name: b }, { in: query, name: b }] }",
            "two query parameters are called `b`",
        ),
        (
            "GET /a",
            "{ responses: [{ status: 200 }, { status: 200, type: Shop }] }",
            "two responses have the status `200`",
        ),
    ] {
        let found = said(&[[at, "absent", &format!("{{ add: {add} }}")]]);
        assert_eq!(found, [format!("invalid-correction {why}")]);
    }
}

const ENVELOPED: &str = "\
group: orders
endpoints:
  - { operation: find, verb: GET, path: /orders, title: Find, pages: [], responses: [{ status: 200, evidence: [], bodies: [{ media_type: application/json, enveloped: true, evidence: [], schema: { type: ref, schema: Order } }] }] }
";

#[test]
fn what_stands_in_the_envelope_is_corrected_there() {
    let api = yaml::read_api("api.yaml", "envelope: { code: code, success: [\"0\"], data: data }\n").unwrap();
    let body = |at: &str, now: &str| {
        let text = format!("- at: {at}\n  was: {{ type: Order }}\n  now: {{ {now} }}\n  because: seen\n");
        corrected_in(&text, &api, [ENVELOPED, SHOPS])
    };
    let (_, found) = body("GET /orders response 200", "type: Shop");
    assert_eq!(codes(&found), [(Code::InvalidCorrection, 3)]);
    assert!(found[0].message.contains("`GET /orders response 200.data`"), "{}", found[0].message);
    let (spec, found) = body("GET /orders response 200.data", "type: Shop");
    assert_eq!(found, []);
    let shape = &spec.groups["orders"].endpoints[0].responses[0].bodies[0].schema.shape;
    assert_eq!(*shape, crate::spec::schema::Shape::Ref { schema: "Shop".to_owned() });
    let (spec, found) = body("GET /orders response 200", "drop: true");
    assert_eq!(found, []);
    assert!(spec.groups["orders"].endpoints[0].responses.is_empty());
}

#[test]
fn the_fields_that_api_yaml_names_keep_their_names() {
    let api = yaml::read_api("api.yaml", "envelope: { code: code, success: [\"0\"], data: data }\n").unwrap();
    let mut spec = Spec::default();
    let shared = "envelope: { type: object, fields: [{ name: code, type: integer, presence: required }, { name: hint, type: string, presence: unknown }] }\n";
    spec.shared = yaml::read_shared("shared.yaml", shared).unwrap();
    for (now, expected) in [("{ rename: status }", 1), ("{ drop: true }", 1)] {
        for (name, expected) in [("code", expected), ("hint", 0)] {
            let text =
                format!("- at: envelope.{name}\n  was: {{ name: {name} }}\n  now: {now}\n  because: x\n");
            let overrides = yaml::read_overrides("overrides.yaml", &text).unwrap();
            let (_, found) = correct(spec.clone(), &overrides, &api, &mut Names::default());
            assert_eq!(found.len(), expected, "{name} {now}: {found:?}");
        }
    }
}

const FILES: &str = "\
group: orders
endpoints:
  - operation: find
    verb: GET
    path: /orders
    title: Find
    security: [[main]]
    pages: []
    parameters: [{ name: ids, in: query, type: array, items: { type: string }, presence: optional }]
    responses: [{ status: 200, evidence: [], headers: [{ name: X-Left, type: string, presence: optional }, { name: X-Old, type: string, presence: optional }], bodies: [{ media_type: application/json, evidence: [], schema: { type: union, variants: [{ type: integer }, { type: map, entries: { type: integer } }] } }] }]
";

#[test]
fn security_styles_headers_and_unions_are_corrected() {
    let correct_files = |entries: &[[&str; 3]]| {
        let entry = |[at, was, now]: &[&str; 3]| {
            format!("- at: \"{at}\"\n  was: {was}\n  now: {now}\n  because: seen\n")
        };
        let text: String = entries.iter().map(entry).collect();
        let shared = "security_schemes:\n  main: {type: bearer, evidence: []}\n  key: {type: header-key, name: X-Key, evidence: []}\n";
        let group = yaml::read_group("group.yaml", FILES).unwrap();
        let shared = yaml::read_shared("shared.yaml", shared).unwrap();
        let spec = Spec { groups: [(group.group.clone(), group)].into(), shared, ..Spec::default() };
        let overrides = yaml::read_overrides("overrides.yaml", &text).unwrap();
        correct(spec, &overrides, &ApiDescription::default(), &mut Names::default())
    };
    let (spec, found) = correct_files(&[
        ["GET /orders", "{ security: main }", "{ security: main and key or none }"],
        ["GET /orders query.ids", "{ style: null }", "{ style: pipeDelimited }"],
        ["GET /orders response 200 header.X-Left", "{ type: string }", "{ type: integer }"],
        ["GET /orders response 200 header.X-Old", "{ type: string }", "{ drop: true }"],
        ["GET /orders response 200", "{ type: integer or map of integer }", "{ type: map of string }"],
    ]);
    assert_eq!(found, []);
    let endpoint = spec.endpoints().next().unwrap();
    assert_eq!(endpoint.security, Some(vec![vec!["main".to_owned(), "key".to_owned()], Vec::new()]));
    assert_eq!(endpoint.parameters[0].style.as_deref(), Some("pipeDelimited"));
    let response = &endpoint.responses[0];
    let headers: Vec<_> =
        response.headers.iter().map(|header| (header.name.as_str(), type_words(&header.schema))).collect();
    assert_eq!(headers, [("X-Left", "integer".to_owned())]);
    assert_eq!(type_words(&response.bodies[0].schema), "map[string]");
    // What no longer holds is told, and so is a scheme that no page knows.
    let refused = |was: &str, now: &str| codes(&correct_files(&[["GET /orders", was, now]]).1);
    assert_eq!(refused("{ security: key }", "{ security: none }"), [(Code::OutdatedCorrection, 2)]);
    assert_eq!(refused("{ security: main }", "{ security: ghost }"), [(Code::InvalidCorrection, 3)]);
}
