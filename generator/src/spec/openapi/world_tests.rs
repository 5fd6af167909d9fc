//! Servers, security, headers, styles and forms in the export.

use serde_json::{Value, json};

use super::{Version, export};
use crate::spec::api::ApiDescription;
use crate::spec::{Spec, yaml};

const SHARED: &str = include_str!("../yaml/world_shared.yaml");

const GROUP: &str = include_str!("../yaml/world_group.yaml");

fn exported(api: &ApiDescription, version: Version) -> Value {
    let group = yaml::read_group("group", GROUP).unwrap();
    let shared = yaml::read_shared("shared", SHARED).unwrap();
    let spec = Spec { groups: [(group.group.clone(), group)].into(), shared, ..Spec::default() };
    serde_json::from_str(&export(&spec, api, version)).unwrap()
}

#[test]
fn servers_have_their_variables_and_the_base_url_leads() {
    let document = exported(&ApiDescription::default(), Version::V3_1);
    let second = json!({"url": "https://{region}.example.com", "variables": {"region": {"enum": ["eu", "us"], "default": "eu", "x-default": "unknown"}}});
    assert_eq!(document["servers"][0]["url"], "https://api.example.com/v2");
    assert_eq!((&document["servers"][1], document["servers"].as_array().unwrap().len()), (&second, 2));
    assert_eq!(document["x-other-servers"][0]["url"], "https://{host}");
    let urls = |base_url: &str| -> Vec<String> {
        let api = ApiDescription { base_url: Some(base_url.to_owned()), ..ApiDescription::default() };
        let document = exported(&api, Version::V3_1);
        let servers = document["servers"].as_array().unwrap();
        servers.iter().map(|server| server["url"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(urls("https://b.example")[..2], ["https://b.example", "https://api.example.com/v2"]);
    assert_eq!(urls("https://api.example.com/v2").len(), 2);
}

#[test]
fn schemes_of_the_pages_stand_for_what_api_yaml_leaves_open() {
    let document = exported(&ApiDescription::default(), Version::V3_1);
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["main"], json!({"type": "http", "scheme": "bearer"}));
    assert_eq!(schemes["user"], json!({"type": "http", "scheme": "basic"}));
    assert_eq!(
        schemes["old_key"],
        json!({"type": "apiKey", "name": "X-Key", "in": "header", "x-name": "old key"})
    );
    assert_eq!(schemes["session"], json!({"type": "apiKey", "name": "sid", "in": "cookie"}));
    assert_eq!(document["x-other-security-schemes"]["mutual"]["words"], "mutualTLS");
    let put = &document["paths"]["/files"]["post"];
    assert_eq!(put["security"], json!([{"main": []}, {"old_key": [], "session": []}, {}]));
    assert_eq!(put["x-other-security"], json!([["mutual"]]));
    assert_eq!(put["x-authentication-parameters"][0]["name"], "authorization");
    assert_eq!(document["paths"]["/ping"]["get"]["security"], json!([]));
    assert_eq!(document.get("security"), None);
}

#[test]
fn authentication_by_hand_leads() {
    let text = "authentication:\n  headers:\n    - {name: Authorization, carries: {basic: [user, password]}}\n  cookies:\n    \
                - {name: sid, carries: {credential: session}}\n";
    let api = yaml::read_api("api.yaml", text).unwrap();
    let document = exported(&api, Version::V3_1);
    assert_eq!(document["security"], json!([{"Authorization": [], "sid": []}]));
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(
        (&schemes["Authorization"]["scheme"], &schemes["sid"]["in"]),
        (&json!("basic"), &json!("cookie"))
    );
    assert_eq!(document["paths"]["/ping"]["get"]["security"], json!([]));
    let put = &document["paths"]["/files"]["post"];
    assert_eq!((put.get("security"), &put["x-other-security"][0]), (None, &json!(["main"])));
    assert_eq!(document["x-other-security-schemes"].as_object().unwrap().len(), 5);
}

#[test]
fn parameters_have_their_style_and_answers_their_headers() {
    let document = exported(&ApiDescription::default(), Version::V3_1);
    let put = &document["paths"]["/files"]["post"];
    let parameter = |at: usize| &put["parameters"][at];
    assert_eq!((&parameter(0)["style"], &parameter(0)["explode"]), (&json!("pipeDelimited"), &json!(false)));
    assert_eq!(parameter(1)["style"], "deepObject");
    assert_eq!((parameter(2).get("style"), &parameter(2)["x-style"]), (None, &json!("form")));
    assert_eq!(parameter(3)["in"], "cookie");
    let ok = &put["responses"]["200"];
    let left = json!({"description": "Calls left", "required": true, "schema": {"type": "integer"}});
    assert_eq!(ok["headers"], json!({"X-Left": left}));
    assert_eq!(ok["x-other-headers"][0]["name"], "x-left");
    assert_eq!(put["responses"]["204"], json!({"description": ""}));
}

#[test]
fn files_are_bytes_in_the_words_of_each_version() {
    for (version, bytes) in [
        (Version::V3_1, json!({"type": "string", "contentMediaType": "application/octet-stream"})),
        (Version::V3_0, json!({"type": "string", "format": "binary"})),
    ] {
        let document = exported(&ApiDescription::default(), version);
        let put = &document["paths"]["/files"]["post"];
        let content = &put["requestBody"]["content"];
        assert_eq!(content["multipart/form-data"]["schema"]["properties"]["file"], bytes);
        assert_eq!(content["application/octet-stream"]["schema"], bytes);
        assert_eq!(put["responses"]["201"]["content"]["image/png"]["schema"], bytes);
        let tree = &document["components"]["schemas"]["Tree"]["properties"]["children"]["items"];
        assert_eq!(tree, &json!({"$ref": "#/components/schemas/Tree"}));
        let form = &content["application/x-www-form-urlencoded"]["schema"]["additionalProperties"];
        assert_eq!(form, &json!({"type": "string"}));
    }
}
