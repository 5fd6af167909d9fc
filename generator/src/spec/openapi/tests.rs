//! The sample spec as OpenAPI: each choice once.

use serde_json::{Value, json};

use super::{Version, export};
use crate::spec::api::ApiDescription;
use crate::spec::{Spec, yaml};

fn api() -> ApiDescription {
    yaml::read_api(
        "api.yaml",
        "name: Acme
base_url: https://api.example.com
authentication:
  headers:
    - {name: access-key, carries: {credential: key}}
    - {name: user-id, carries: {credential: user}, optional: true}
    - {name: signature, carries: signature}
  signature: {parts: [{credential: secret}, timestamp], digest: md5, encoding: upper-hex}
envelope: {code: code, success: ['200'], data: data}
open_questions: [The unit of the timestamp]
",
    )
    .unwrap()
}

fn spec() -> Spec {
    let group = yaml::read_group("group", include_str!("../yaml/sample_group.yaml")).unwrap();
    let shared = yaml::read_shared("shared", include_str!("../yaml/sample_shared.yaml")).unwrap();
    Spec { groups: [(group.group.clone(), group)].into(), shared, navigation: Vec::new(), unread: Vec::new() }
}

fn document() -> Value {
    serde_json::from_str(&export(&spec(), &api(), Version::V3_1)).unwrap()
}

fn modify(document: &Value) -> &Value {
    &document["paths"]["/orders/{orderId}/refund"]["post"]
}

#[test]
fn the_head_says_what_the_api_is() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.1");
    assert_eq!(document["info"]["title"], "Acme");
    assert!(
        document["info"]["description"]
            .as_str()
            .unwrap()
            .ends_with("Not settled:\n- The unit of the timestamp")
    );
    assert_eq!(document["servers"], json!([{"url": "https://api.example.com"}]));
    assert_eq!(document["tags"], json!([{"name": "shop/after_sales"}]));
    let with_user = json!({"access-key": [], "user-id": [], "signature": []});
    assert_eq!(document["security"], json!([with_user, {"access-key": [], "signature": []}]));
    assert_eq!(document["components"]["securitySchemes"]["access-key"]["in"], "header");
    assert_eq!(document["x-contradictions"][0]["readings"][1]["says"], "string");
}

#[test]
fn an_operation_keeps_what_its_page_says() {
    let document = document();
    let operation = modify(&document);
    assert_eq!(operation["operationId"], "shop.after_sales.refund_modify");
    assert_eq!(operation["x-status"], "in-development");
    assert_eq!(operation["x-pages"][0]["modified"]["text"], "2025-02-24 07:14:00");
    let names = |key: &str| -> Vec<&str> {
        let parameters = operation[key].as_array().unwrap();
        parameters.iter().map(|parameter| parameter["name"].as_str().unwrap()).collect()
    };
    assert_eq!(names("parameters"), ["X-Trace", "page", "orderId"]);
    assert_eq!(names("x-authentication-parameters"), ["access-key", "user-id"]);
    assert_eq!(names("x-other-parameters"), ["page", "ghost"]);
    assert_eq!(operation["x-authentication-parameters"][0]["schema"]["x-default"], "withheld");
    let page = json!({
        "name": "page", "in": "query", "description": "Page\n\nWhich page", "required": false, "x-required": "unknown",
        "schema": {
            "type": "integer", "format": "int32", "default": 1, "minimum": 1, "maximum": 180, "x-bounds": [">= 1", "<= 180"]
        },
    });
    assert_eq!(operation["parameters"][1], page);
}

#[test]
fn shapes_speak_json_schema() {
    let document = document();
    let body = &modify(&document)["requestBody"]["content"]["application/json"]["schema"];
    let property = |name: &str| &body["properties"][name];
    assert_eq!(body["required"], json!(["refundType"]));
    assert_eq!(
        property("refundType")["x-enum"][0],
        json!({"value": 1, "name": "Refunds only", "description": "仅退款"})
    );
    assert!(property("refundType").get("enum").is_none());
    assert_eq!(property("amount")["type"], json!(["number", "null"]));
    assert_eq!(property("note")["maxLength"], 20);
    assert_eq!(property("developId")["type"], json!(["integer", "string"]));
    assert_eq!(property("developId")["x-variants"][1]["evidence"][0], "table captures/v2-en/modify.txt:71");
    assert_eq!(property("receiver")["anyOf"][2], json!({"type": "null"}));
    assert_eq!(property("receiver")["discriminator"], json!({"propertyName": "kind"}));
    assert_eq!(
        property("parent")["anyOf"][0],
        json!({"$ref": "#/components/schemas/shop_after_sales.Order"})
    );
    assert_eq!(property("both")["anyOf"][0]["allOf"][1], json!({"x-missing-schema": "Gone"}));
    assert_eq!(property("counts")["additionalProperties"], json!({"type": "integer"}));
    assert_eq!(property("agree")["default"], true);
    assert_eq!(property("anything")["x-required"], "unknown");
}

#[test]
fn components_have_names_that_openapi_allows() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let names: std::collections::BTreeSet<_> = schemas.keys().map(String::as_str).collect();
    assert_eq!(names, ["Envelope", "Money_CNY_", "Order", "shop_after_sales.Order"].into());
    assert_eq!(schemas["Money_CNY_"]["x-name"], "Money«CNY»");
}

#[test]
fn responses_stand_in_their_envelope() {
    let document = document();
    let operation = modify(&document);
    let parts = &operation["responses"]["200"]["content"]["application/json"]["schema"]["allOf"];
    assert_eq!(parts[0], json!({"$ref": "#/components/schemas/Envelope"}));
    assert_eq!(parts[1]["properties"]["data"]["anyOf"][1], json!({"type": "null"}));
    assert_eq!(operation["responses"]["default"]["description"], "otherwise");
    assert_eq!(operation["x-other-responses"][0]["response"]["description"], "again");
    assert_eq!(operation["x-other-responses"][1]["status"], "999");
}

#[test]
fn examples_keep_their_numbers_and_their_order() {
    let text = export(&spec(), &api(), Version::V3_1);
    assert!(text.contains("\"id\": 12345678901234567890123,\n"), "{text}");
    assert!(text.find("\"a\": 1.10,\n").unwrap() < text.find("\"\": \"\"\n").unwrap(), "{text}");
    let document = document();
    assert_eq!(
        modify(&document)["requestBody"]["content"]["application/json"]["examples"]["成功"]["value"],
        "a=1"
    );
}

#[test]
fn what_has_no_place_stands_beside_it() {
    let document = document();
    let others = document["x-other-operations"].as_array().unwrap();
    let places: Vec<_> =
        others.iter().map(|other| (other["verb"].as_str(), other["path"].as_str())).collect();
    let expected = [("POST", "/orders/{id}/refund"), ("LIST", "/orders")];
    assert_eq!(places, expected.map(|(verb, path)| (Some(verb), Some(path))));
    let get = &document["paths"]["/orders/{orderId}/refund"]["get"];
    assert_eq!(get["x-path"], "/orders/{id}/refund");
    assert_eq!(
        (&get["parameters"][0]["name"], &get["parameters"][0]["x-name"]),
        (&json!("orderId"), &json!("id"))
    );
    assert_eq!(
        document["webhooks"]["ORDER_PRICE_MODIFY"]["post"]["summary"],
        "Order price modification callback"
    );
    assert_eq!(document["paths"]["/files/{name}"]["get"]["servers"][0]["url"], "https://cdn.example.com");
}

#[test]
fn an_empty_spec_is_a_document() {
    let document: Value =
        serde_json::from_str(&export(&Spec::default(), &ApiDescription::default(), Version::V3_1)).unwrap();
    assert_eq!(document["info"]["title"], "API");
    assert_eq!(document["paths"], json!({}));
}

#[test]
fn nothing_invisible_is_printed() {
    let api =
        ApiDescription { name: Some("a\u{202e}b\u{9b}c\u{e0041}".to_owned()), ..ApiDescription::default() };
    let text = export(&Spec::default(), &api, Version::V3_1);
    assert!(text.contains(r"a\u202eb\u009bc\udb40\udc41"), "{text}");
}

#[test]
fn a_body_that_some_page_lacks_need_not_be_sent() {
    let required = |optional: bool| {
        let mut spec = spec();
        let endpoints = spec.groups.values_mut().flat_map(|group| &mut group.endpoints);
        endpoints.flat_map(|endpoint| &mut endpoint.bodies).for_each(|body| body.optional = optional);
        let document: Value = serde_json::from_str(&export(&spec, &api(), Version::V3_1)).unwrap();
        modify(&document)["requestBody"]["required"].clone()
    };
    assert_eq!((required(false), required(true)), (json!(true), json!(false)));
}

fn older() -> Value {
    serde_json::from_str(&export(&spec(), &api(), Version::V3_0)).unwrap()
}

#[test]
fn shapes_speak_openapi_3_0() {
    let document = older();
    assert_eq!(document["openapi"], "3.0.3");
    let body = &modify(&document)["requestBody"]["content"]["application/json"]["schema"];
    let property = |name: &str| &body["properties"][name];
    let text_or_null = json!({"type": "string", "nullable": true, "minLength": 1, "maxLength": 20,
        "x-bounds": [">= 1 characters", "<= 20 characters"]});
    assert_eq!(property("note"), &text_or_null);
    assert_eq!(
        (&property("amount")["type"], &property("amount")["nullable"]),
        (&json!("number"), &json!(true))
    );
    let develop_id = property("developId");
    assert_eq!(develop_id["anyOf"], json!([{"type": "integer"}, {"type": "string"}]));
    assert_eq!((develop_id.get("type"), develop_id.get("nullable")), (None, None));
    assert_eq!(property("nothing")["enum"], json!([null]));
    assert_eq!(property("nothing")["nullable"], true);
    assert_eq!(property("file"), &json!({"type": "string", "format": "binary"}));
    let receiver = property("receiver");
    assert_eq!(receiver["anyOf"].as_array().unwrap().len(), 2);
    assert_eq!(receiver["anyOf"][0], json!({"$ref": "#/components/schemas/shop_after_sales.Order"}));
    assert_eq!(
        (&receiver["nullable"], &receiver["discriminator"]),
        (&json!(true), &json!({"propertyName": "kind"}))
    );
    let parent = json!({"allOf": [{"$ref": "#/components/schemas/shop_after_sales.Order"}], "nullable": true,
        "deprecated": true, "x-required": "unknown"});
    assert_eq!(property("parent"), &parent);
    let order = &document["components"]["schemas"]["shop_after_sales.Order"]["properties"];
    assert_eq!(order["id"]["example"], json!(4_235_178_924_716_892_371_i64));
    assert_eq!(order["id"].get("examples"), None);
    assert_eq!(modify(&document)["parameters"][0]["schema"], json!({"type": "string", "example": "abc"}));
}

#[test]
fn version_3_0_demands_responses_and_knows_no_webhooks() {
    let document = older();
    assert_eq!(document.get("webhooks"), None);
    assert_eq!(document["x-webhooks"]["ORDER_PRICE_MODIFY"]["post"]["responses"]["200"]["description"], "OK");
    let undocumented = &document["paths"]["/files/{name}"]["get"]["responses"]["default"];
    assert_eq!(undocumented["x-unknown"], true);
    let operation = &document["x-other-operations"][0]["operation"];
    assert_eq!(operation["responses"]["default"]["x-unknown"], true);
}

/// Every `x-` member with its value.
fn extensions(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| {
                let below = extensions(value);
                if name.starts_with("x-") { vec![format!("{name}: {value}")] } else { below }
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(extensions).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn version_3_0_keeps_what_stands_under_x_keys() {
    let (mut newer, mut older) = (document(), older());
    for document in [&mut newer, &mut older] {
        // What stands under these keys is translated, too.
        let members = document.as_object_mut().unwrap();
        for name in ["x-webhooks", "webhooks", "x-other-operations"] {
            members.remove(name);
        }
    }
    let kept: std::collections::BTreeSet<_> = extensions(&older).into_iter().collect();
    let all = extensions(&newer);
    let lost: Vec<_> = all.iter().filter(|one| !kept.contains(*one) && !one.contains("\"schema\"")).collect();
    assert!(all.len() > 40 && lost.is_empty(), "{lost:#?}");
}
