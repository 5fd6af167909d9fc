//! Corrections of a spec without pages: what is left of it, and what is told.

use super::correct;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::api::ApiDescription;
use crate::spec::names::Names;
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
    let mut spec = Spec { shared: yaml::read_shared("shared.yaml", SHARED).unwrap(), ..Spec::default() };
    for text in [ORDERS, SHOPS] {
        let group = yaml::read_group("group.yaml", text).unwrap();
        spec.groups.insert(group.group.clone(), group);
    }
    sharing::share(&mut spec, &Names::default());
    let overrides = yaml::read_overrides("overrides.yaml", overrides).unwrap();
    correct(spec, &overrides, &ApiDescription::default(), &mut Names::default())
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
