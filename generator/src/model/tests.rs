//! Small specs and what becomes of them: optionality, recursion, sharing, locked names.

use serde_json::{Value, json};

use super::client_crate::ClientCrate;
use super::resolve;
use super::rust::{Function, Item, Model, RustType, Struct};
use crate::spec::api::ApiDescription;
use crate::spec::names::Names;
use crate::spec::{Group, Shared, Spec};

fn spec(group: &Value) -> Spec {
    let group: Group = serde_json::from_value(group.clone()).unwrap();
    Spec {
        groups: [(group.group.clone(), group)].into(),
        shared: Shared::default(),
        navigation: Vec::new(),
        unread: Vec::new(),
    }
}

/// A group with one `POST /orders` that takes `request` and answers with `response`, and named schemas.
fn orders(request: &Value, response: &Value, schemas: &Value) -> Value {
    let body =
        |schema: &Value| json!([{ "media_type": "application/json", "schema": schema, "evidence": [] }]);
    json!({
        "group": "shop",
        "endpoints": [{
            "operation": "order_create", "verb": "POST", "path": "/orders", "title": "Orders", "pages": [],
            "bodies": body(request),
            "responses": [{ "status": 200, "bodies": body(response), "evidence": [] }],
        }],
        "schemas": schemas,
    })
}

fn object(fields: &Value) -> Value {
    json!({ "type": "object", "fields": fields })
}

fn resolved(group: &Value, names: &mut Names) -> (Model, usize) {
    let (model, diagnostics) =
        resolve(&spec(group), &ApiDescription::default(), names, &ClientCrate::default());
    (model, diagnostics.len())
}

fn model(group: &Value) -> Model {
    resolved(group, &mut Names::default()).0
}

fn items(model: &Model) -> &[Item] {
    model.modules.first().map_or(&[], |module| &module.items)
}

fn structure<'m>(model: &'m Model, name: &str) -> &'m Struct {
    let named = |item: &'m Item| match item {
        Item::Struct(item) if item.name.as_str() == name => Some(item),
        _ => None,
    };
    items(model).iter().find_map(named).unwrap_or_else(|| panic!("no struct {name}"))
}

fn function(model: &Model) -> &Function {
    let first = items(model).iter().find_map(|item| match item {
        Item::Function(function) => Some(function),
        _ => None,
    });
    first.unwrap()
}

/// The fields of a struct, those sent even without a value marked with `!`.
fn fields(item: &Struct) -> Vec<String> {
    let shown = |rust_type: &RustType| match rust_type {
        RustType::Optional(inner) => format!("Option<{inner:?}>"),
        other => format!("{other:?}"),
    };
    let fields = item.fields.iter();
    let marked = fields.map(|field| {
        let always = if field.skip_none { "" } else { "!" };
        format!("{}{always}: {}", field.name, shown(&field.rust_type))
    });
    marked.collect()
}

fn type_names(model: &Model) -> Vec<String> {
    let names = items(model).iter().filter_map(Item::type_name).map(ToString::to_string);
    names.collect()
}

#[test]
fn what_is_sent_and_received_is_optional_unless_demanded_or_promised() {
    let members = object(&json!([
        { "name": "id", "type": "string", "presence": "required" },
        { "name": "note", "type": "string", "presence": "required", "nullable": true },
        { "name": "size", "type": "integer", "presence": "optional" },
        { "name": "price", "type": "number", "presence": "unknown" },
    ]));
    let model = model(&orders(&members, &members, &json!({})));
    let sent = structure(&model, "OrderCreateBody");
    assert_eq!(
        fields(sent),
        ["id!: String", "note!: Option<String>", "size: Option<Integer>", "price: Option<Number>"]
    );
    let constructor = sent.constructor.as_ref().unwrap();
    assert_eq!(
        constructor.arguments.iter().map(|argument| argument.name.as_str()).collect::<Vec<_>>(),
        ["id", "note"]
    );
    assert_eq!(sent.setters.iter().map(|setter| setter.name.as_str()).collect::<Vec<_>>(), ["size", "price"]);
    let received = structure(&model, "OrderCreateResponse");
    assert_eq!(
        fields(received),
        ["id!: String", "note: Option<String>", "size: Option<Integer>", "price: Option<Number>"]
    );
    assert!(received.constructor.is_none() && received.setters.is_empty() && received.response_body);
}

#[test]
fn many_required_fields_come_in_a_struct_and_many_booleans_stay_optional() {
    let member = |name: String, word: &str| json!({ "name": name, "type": word, "presence": "required" });
    let strings = (0..8).map(|number| member(format!("s{number}"), "string"));
    let booleans = (0..4).map(|number| member(format!("b{number}"), "boolean"));
    let request = object(&strings.chain(booleans).collect());
    let model = model(&orders(&request, &json!({ "type": "any" }), &json!({})));
    let body = structure(&model, "OrderCreateBody");
    assert_eq!(body.constructor.as_ref().unwrap().arguments.len(), 1);
    assert_eq!(body.setters.len(), 4);
    assert_eq!(structure(&model, "OrderCreateBodyRequired").fields.len(), 8);
}

#[test]
fn what_contains_itself_is_boxed_unless_a_list_or_map_is_between() {
    let tree = object(&json!([
        { "name": "parent", "type": "ref", "schema": "Tree", "presence": "optional" },
        { "name": "children", "type": "array", "items": { "type": "ref", "schema": "Tree" }, "presence": "required" },
        { "name": "leaf", "type": "ref", "schema": "Leaf", "presence": "required" },
    ]));
    let leaf = object(&json!([{ "name": "tree", "type": "ref", "schema": "Tree", "presence": "optional" }]));
    let model = model(&orders(
        &json!({ "type": "any" }),
        &json!({ "type": "ref", "schema": "Tree" }),
        &json!({ "Tree": tree, "Leaf": leaf }),
    ));
    let tree = structure(&model, "Tree");
    let boxed = |field: usize| format!("{:?}", tree.fields[field].rust_type).contains("Boxed");
    assert_eq!([boxed(0), boxed(1), boxed(2)], [true, false, true]);
    assert!(format!("{:?}", structure(&model, "Leaf").fields[0].rust_type).contains("Boxed"));
}

#[test]
fn schemas_that_are_nothing_but_themselves_are_any_json() {
    let schemas = json!({ "A": { "type": "ref", "schema": "B" }, "B": { "type": "array", "items": { "type": "ref", "schema": "A" } } });
    let model = model(&orders(&json!({ "type": "any" }), &json!({ "type": "ref", "schema": "A" }), &schemas));
    assert_eq!(function(&model).answer, RustType::List(Box::new(RustType::Json)));
}

#[test]
fn mixed_scalars_and_placeholders_take_types_that_lose_nothing() {
    let members = object(&json!([
        { "name": "either", "type": "union", "variants": [{ "type": "integer" }, { "type": "string" }], "presence": "required" },
        { "name": "zero", "type": "integer", "certainty": "inferred from an example, which shows only a placeholder", "presence": "required" },
        { "name": "number", "type": "union", "variants": [{ "type": "integer" }, { "type": "number" }, { "type": "null" }], "presence": "required" },
        { "name": "empty", "type": "object", "fields": [], "presence": "required" },
        { "name": "lost", "type": "ref", "schema": "Nobody", "presence": "required" },
    ]));
    let model = model(&orders(&json!({ "type": "any" }), &members, &json!({})));
    assert_eq!(
        fields(structure(&model, "OrderCreateResponse")),
        [
            "either!: NumberOrString",
            "zero!: Number",
            "number: Option<Number>",
            "empty!: Map(Json)",
            "lost!: Json"
        ]
    );
}

#[test]
fn enumerations_with_one_name_and_the_same_values_are_one_type() {
    let state = |wires: &[&str]| json!(wires.iter().map(|wire| json!({ "value": wire })).collect::<Vec<_>>());
    let one = json!({ "name": "state", "type": "string", "enum": state(&["open", "paid"]), "presence": "optional" });
    let other =
        json!({ "name": "state", "type": "string", "enum": state(&["open"]), "presence": "optional" });
    let inner = json!({ "name": "line", "type": "object", "fields": [other], "presence": "optional" });
    let mut names = Names::default();
    let (model, _) =
        resolved(&orders(&object(&json!([one])), &object(&json!([one, inner])), &json!({})), &mut names);
    assert_eq!(type_names(&model), ["OrderCreateBody", "State", "OrderCreateResponse", "Line", "LineState"]);
    assert_eq!(names.types["POST /orders response 200.state"], "State");
    assert_eq!(names.types["POST /orders response 200.line.state"], "LineState");
    assert_eq!(names.variants["POST /orders request.state"]["paid"], "Paid");
}

#[test]
fn names_survive_new_schemas_and_the_end_of_old_ones() {
    let line = json!({ "name": "line", "type": "object", "fields": [{ "name": "id", "type": "string", "presence": "required" }], "presence": "required" });
    let mut names = Names::default();
    let before = orders(&json!({ "type": "any" }), &object(&json!([line])), &json!({}));
    resolved(&before, &mut names);
    let locked = names.clone();
    // A named schema would have had the first choice; the old place is kept all the same.
    let after = orders(
        &json!({ "type": "any" }),
        &object(&json!([line])),
        &json!({ "Line": object(&json!([line])) }),
    );
    let (model, problems) = resolved(&after, &mut names);
    assert_eq!(
        (type_names(&model), problems),
        (
            vec![
                "OrderCreateResponse".to_owned(),
                "Line".to_owned(),
                "LineType".to_owned(),
                "LineTypeLine".to_owned()
            ],
            0
        )
    );
    assert!(locked.types.iter().all(|(place, name)| names.types[place] == *name));
    // The response is gone: its name is buried with it.
    let gone = orders(
        &json!({ "type": "any" }),
        &json!({ "type": "any" }),
        &json!({ "line": object(&json!([line])) }),
    );
    let (model, _) = resolved(&gone, &mut names);
    assert!(!type_names(&model).contains(&"Line".to_owned()), "{:?}", type_names(&model));
    let unchanged = names.clone();
    resolved(&gone, &mut names);
    assert_eq!(names, unchanged);
}

#[test]
fn parameters_the_authentication_fills_are_no_arguments() {
    let mut group = orders(&json!({ "type": "any" }), &json!({ "type": "any" }), &json!({}));
    group["endpoints"][0]["path"] = json!("/orders/{id}/{undocumented}");
    group["endpoints"][0]["parameters"] = json!([
        { "in": "header", "authentication": true, "name": "signature", "type": "string", "presence": "required" },
        { "in": "path", "name": "id", "type": "integer", "presence": "unknown" },
        { "in": "query", "name": "page", "type": "integer", "presence": "unknown" },
        { "in": "query", "name": "body", "type": "string", "presence": "required" },
    ]);
    let model = model(&group);
    let arguments =
        function(&model).arguments.iter().map(|argument| argument.name.to_string()).collect::<Vec<_>>();
    assert_eq!(arguments, ["id", "undocumented", "body_2", "body", "options"]);
    assert_eq!(structure(&model, "OrderCreateOptions").fields.len(), 1);
}

#[test]
fn lists_that_lie_too_deep_get_a_name() {
    let mut deep = json!({ "type": "string", "nullable": true });
    for _ in 0..4 {
        deep = json!({ "type": "array", "items": deep, "nullable": true });
    }
    let model = model(&orders(&json!({ "type": "any" }), &deep, &json!({})));
    let is_alias = |item: &Item| matches!(item, Item::Alias(_));
    assert_eq!(items(&model).iter().filter(|item| is_alias(item)).count(), 1);
}
