//! The OpenAPI exports: valid, and nothing that the spec knows is lost in it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

#[path = "harness/command.rs"]
mod command;
#[path = "harness/pipeline.rs"]
mod pipeline;
#[path = "harness/repository.rs"]
mod repository;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use generator::spec::{Spec, openapi, yaml};
use serde_json::{Value as Json, json};
use xtask::Exit;

const CANCEL: &str = "/v2/taobao/order/refund/cancel/{refundId}";
const MODIFY: &str = "/v2/taobao/order/refund/modify";
const SUBMIT: &str = "/open/order/refund/render/submit/logistics";
const INFO: &str = "/alibaba/refund/info";

fn text() -> String {
    let ran = command::xtask(&["openapi"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    ran.output
}

fn document() -> Json {
    serde_json::from_str(&text()).expect("the document is JSON")
}

/// The names in a list of objects.
fn names(list: &Json) -> BTreeSet<&str> {
    list.as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect()
}

#[test]
fn every_endpoint_has_its_operation() {
    let document = document();
    let paths = document["paths"].as_object().expect("paths");
    assert_eq!(
        paths.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        BTreeSet::from([CANCEL, MODIFY, SUBMIT, INFO])
    );
    for (path, verb, operation, title) in [
        (CANCEL, "get", "taobao.after_sales.refund_cancel", "Reverse Order Cancellation"),
        (MODIFY, "post", "taobao.after_sales.refund_modify", "Reverse order modification"),
        (SUBMIT, "post", "taobao.after_sales.refund_submit_logistics", "Return logistics submission"),
        (INFO, "post", "alibaba_1688.after_sales.refund_info", "Check the details of the after-sales order"),
    ] {
        let item = paths[path].as_object().expect("a path item");
        assert_eq!(item.keys().collect::<Vec<_>>(), [verb], "{path}");
        assert_eq!((&item[verb]["operationId"], &item[verb]["summary"]), (&json!(operation), &json!(title)));
        assert_eq!(item[verb]["responses"]["200"]["description"], "成功", "{path}");
        assert_eq!(item[verb]["x-pages"].as_array().map(Vec::len), Some(1), "{path}");
    }
    assert_eq!(paths[SUBMIT]["post"]["x-status"], "in-development");
    assert_eq!(document["servers"], json!([{ "url": "https://api.pandapon.com" }]));
    assert_eq!(names(&document["tags"]), BTreeSet::from(["alibaba_1688/after_sales", "taobao/after_sales"]));
}

#[test]
fn parameters_and_credentials_are_all_there() {
    let document = document();
    let cancel = &document["paths"][CANCEL]["get"];
    assert_eq!(names(&cancel["parameters"]), BTreeSet::from(["refundId"]));
    let refund_id = &cancel["parameters"][0];
    assert_eq!((&refund_id["in"], &refund_id["required"]), (&json!("path"), &json!(true)));
    assert_eq!(refund_id["schema"]["type"], "string");
    let five = BTreeSet::from(["access-key", "nonce-str", "signature", "timestamp", "user-id"]);
    let schemes = document["components"]["securitySchemes"].as_object().expect("security schemes");
    assert_eq!(schemes.keys().map(String::as_str).collect::<BTreeSet<_>>(), five);
    for (path, verb) in [(CANCEL, "get"), (MODIFY, "post"), (SUBMIT, "post"), (INFO, "post")] {
        assert_eq!(names(&document["paths"][path][verb]["x-authentication-parameters"]), five, "{path}");
    }
}

fn schema<'a>(document: &'a Json, operation: &'a Json) -> &'a Json {
    let data = &operation["responses"]["200"]["content"]["application/json"]["schema"]["allOf"];
    assert_eq!(data[0]["$ref"], "#/components/schemas/Envelope");
    let data = &data[1]["properties"]["data"];
    data["$ref"].as_str().map_or(data, |reference| {
        document.pointer(reference.trim_start_matches('#')).expect("a reference leads somewhere")
    })
}

#[test]
fn bodies_and_components_are_all_there() {
    let document = document();
    let components = document["components"]["schemas"].as_object().expect("schemas");
    let expected = ["CancelRefundOrderVO", "Envelope", "RefundOrderAggregate", "SubmitRefundOrderVO"];
    assert_eq!(components.keys().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(expected));
    let operation = |path: &str, verb: &str| &document["paths"][path][verb];
    let properties = |schema: &Json| schema["properties"].as_object().map_or(0, serde_json::Map::len);
    let request =
        |path: &str| &operation(path, "post")["requestBody"]["content"]["application/json"]["schema"];
    assert_eq!(
        (properties(request(MODIFY)), properties(request(SUBMIT)), properties(request(INFO))),
        (6, 5, 1)
    );
    let required = ["buyerPhone", "logisticsCompanyCode", "logisticsNo", "refundId", "returnGoodsDesc"];
    assert_eq!(request(SUBMIT)["required"], json!(required));
    assert_eq!(request(SUBMIT)["properties"]["returnGoodsDesc"]["type"], json!(["string", "null"]));
    assert_eq!(request(MODIFY)["required"], Json::Null);
    assert_eq!(properties(schema(&document, operation(INFO, "post"))), 71);
    assert_eq!(properties(schema(&document, operation(CANCEL, "get"))), 4);
    assert_eq!(properties(schema(&document, operation(MODIFY, "post"))), 3);
    assert_eq!(properties(schema(&document, operation(SUBMIT, "post"))), 4);
    assert_eq!(properties(&components["Envelope"]), 5);
}

#[test]
fn doubt_is_exported_too() {
    let document = document();
    let components = &document["components"]["schemas"];
    assert_eq!(components["Envelope"]["properties"]["developId"]["type"], json!(["integer", "string"]));
    let aggregate = &components["RefundOrderAggregate"]["properties"];
    let status = &aggregate["refundOrder"]["properties"]["refundStatus"];
    assert_eq!(status["type"], json!(["string", "number"]));
    assert_eq!(status["x-required"], "unknown");
    let address = &aggregate["logistics"]["properties"]["receiverAddress"]["anyOf"];
    let kinds: Vec<_> = address.as_array().expect("alternatives").iter().map(|one| &one["type"]).collect();
    assert_eq!(kinds, ["object", "string"]);

    let info =
        schema(&document, &document["paths"][INFO]["post"])["properties"].as_object().expect("71 fields");
    for (name, field) in info {
        assert_eq!(field["x-required"], "unknown", "{name}");
        assert_eq!(
            field["x-certainty"], "inferred from an example, which shows only a placeholder",
            "{name}"
        );
        assert_eq!(field["x-evidence"].as_array().map(Vec::len), Some(1), "{name}");
    }
    let refund_type = &document["paths"][MODIFY]["post"]["requestBody"]["content"]["application/json"]["schema"]
        ["properties"]["refundType"];
    let values: Vec<_> =
        refund_type["x-enum"].as_array().expect("values").iter().map(|one| &one["value"]).collect();
    assert_eq!(values, [1, 2]);
    assert!(refund_type.get("enum").is_none(), "`enum` would forbid values that the docs leave out");
}

#[test]
fn every_contradiction_of_the_spec_is_exported() {
    let made = pipeline::run(&pipeline::Input::below(&repository::root().join("specs/pandapon")))
        .made
        .expect("the captures are sound");
    let groups = made.spec.groups.values().flat_map(|group| &group.contradictions);
    let known: BTreeSet<_> =
        made.spec.shared.contradictions.iter().chain(groups).map(|one| one.id.clone()).collect();
    let document = document();
    let list = document["x-contradictions"].as_array().expect("contradictions");
    let exported: BTreeSet<_> = list.iter().filter_map(|one| one["id"].as_str()).map(str::to_owned).collect();
    assert_eq!(exported, known);
    assert!(list.iter().all(|one| one["readings"].as_array().is_some_and(|readings| readings.len() >= 2)));
    assert!(known.len() >= 4);
}

/// The JSON on lines `first` to `last` of a capture.
fn captured(file: &str, first: usize, last: usize) -> Json {
    let text = fs::read_to_string(repository::root().join("specs/pandapon/captures").join(file))
        .expect("a capture reads");
    let lines: Vec<_> = text.lines().skip(first - 1).take(last - first + 1).collect();
    serde_json::from_str(&lines.join("\n")).unwrap_or_else(|error| panic!("{file}:{first}-{last}: {error}"))
}

#[test]
fn every_captured_example_is_exported_as_it_is() {
    let document = document();
    let modification = "v2-en/reverse-order-modification.txt";
    let submission = "v1-en/return-logistics-submission.txt";
    let info = "v1-en/check-the-details-of-the-after-sales-order.txt";
    for (path, verb, place, file, first, last) in [
        (CANCEL, "get", "/responses/200", "v2-en/reverse-order-cancellation.txt", 140, 208),
        (MODIFY, "post", "/requestBody", modification, 176, 183),
        (MODIFY, "post", "/responses/200", modification, 261, 301),
        (SUBMIT, "post", "/requestBody", submission, 178, 184),
        (SUBMIT, "post", "/responses/200", submission, 260, 333),
        (INFO, "post", "/requestBody", info, 130, 132),
        (INFO, "post", "/responses/200", info, 174, 252),
    ] {
        let content = document["paths"][path][verb].pointer(place).expect("a body");
        let examples = content["content"]["application/json"]["examples"].as_object().expect("examples");
        let values: Vec<_> = examples.values().map(|example| &example["value"]).collect();
        assert_eq!(values, [&captured(file, first, last)], "{file}:{first}-{last}");
    }
}

/// Runs the OpenAPI validator over `text`, a document of this version; `None` where it is not installed.
fn validate(text: &str, version: &str) -> Option<Result<(), String>> {
    validate_all(&[("openapi".to_owned(), text.to_owned())], version)
}

/// The same for several documents, each with a name; one Python reads them all.
fn validate_all(documents: &[(String, String)], version: &str) -> Option<Result<(), String>> {
    let python = std::env::var_os("OPENAPI_PYTHON").unwrap_or_else(|| "python3".into());
    let module = "openapi_spec_validator";
    let installed = Command::new(&python)
        .args(["-c", &format!("import {module}")])
        .output()
        .is_ok_and(|ran| ran.status.success());
    if !installed {
        assert!(
            std::env::var_os("CI").is_none(),
            "CI needs Python's openapi-spec-validator; .ci/run installs it"
        );
        println!("skipped: Python's openapi-spec-validator is not installed");
        return None;
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    let files = documents.iter().map(|(name, text)| {
        let file = directory.path().join(format!("{name}.json"));
        fs::write(&file, text).expect("a file is written");
        file
    });
    let ran = Command::new(&python)
        .args(["-m", module, "--schema", version])
        .args(files)
        .output()
        .expect("Python runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    let refused: Vec<_> = said.lines().filter(|line| !line.ends_with(": OK")).collect();
    Some(if ran.status.success() { Ok(()) } else { Err(refused.join("\n")) })
}

#[test]
fn the_document_is_valid_openapi() {
    for (version, text) in [("3.1", text()), ("3.0", older())] {
        if let Some(found) = validate(&text, version) {
            assert_eq!(found, Ok(()), "{version}");
        }
    }
}

/// The document in version 3.0.
fn older() -> String {
    let ran = command::xtask(&["openapi", "--openapi-version", "3.0"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    ran.output
}

#[test]
fn version_3_0_says_the_same_in_its_own_words() {
    let older: Json = serde_json::from_str(&older()).expect("the document is JSON");
    assert_eq!(older["openapi"], "3.0.3");
    let submit =
        &older["paths"][SUBMIT]["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"];
    let description = &submit["returnGoodsDesc"];
    assert_eq!((&description["type"], &description["nullable"]), (&json!("string"), &json!(true)));
    let components = &older["components"]["schemas"];
    let develop_id = &components["Envelope"]["properties"]["developId"];
    assert_eq!(develop_id["anyOf"], json!([{ "type": "integer" }, { "type": "string" }]));
    for (path, verb) in [(CANCEL, "get"), (MODIFY, "post"), (SUBMIT, "post"), (INFO, "post")] {
        let (old, new) = (&older["paths"][path][verb], &document()["paths"][path][verb]);
        let examples = "/responses/200/content/application~1json/examples";
        assert!(old.pointer(examples).is_some_and(Json::is_object), "{path}");
        assert_eq!(old.pointer(examples), new.pointer(examples), "{path}");
        assert_eq!(old["operationId"], new["operationId"]);
    }
    assert_eq!(older["x-contradictions"], document()["x-contradictions"]);
}

#[test]
fn an_invalid_document_is_found() {
    let mut document = document();
    document["paths"][CANCEL]["get"]["parameters"][0]["in"] = json!("nowhere");
    if let Some(found) = validate(&document.to_string(), "3.1") {
        assert!(found.is_err(), "the validator finds nothing");
    }
}

#[test]
fn servers_schemes_forms_and_files_are_valid_in_every_version() {
    let group = include_str!("../generator/src/spec/yaml/world_group.yaml");
    let shared = include_str!("../generator/src/spec/yaml/world_shared.yaml");
    let group = yaml::read_group("group", group).expect("a group");
    let shared = yaml::read_shared("shared", shared).expect("what it shares");
    let spec = Spec { groups: [(group.group.clone(), group)].into(), shared, ..Spec::default() };
    let by_hand = "authentication:\n  headers:\n    - {name: Authorization, carries: {basic: [user, password]}}\n  cookies:\n    \
                   - {name: sid, carries: {credential: session}}\n";
    for text in ["name: Files", by_hand] {
        let api = yaml::read_api("api.yaml", text).expect("an API");
        for (name, version) in [("3.1", openapi::Version::V3_1), ("3.0", openapi::Version::V3_0)] {
            if let Some(found) = validate(&openapi::export(&spec, &api, version), name) {
                assert_eq!(found, Ok(()), "{name} with {text}");
            }
        }
    }
}

#[test]
fn the_document_of_every_case_is_valid_too() {
    let cases = fs::read_dir(repository::root().join("tests/cases")).expect("the cases");
    let (mut newer, mut older) = (Vec::new(), Vec::new());
    for case in cases {
        let path = case.expect("a case").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let input = pipeline::Input::below(&path);
        // What a case refuses has no document.
        let Some(made) = pipeline::run(&input).made else { continue };
        older.push((name.clone(), openapi::export(&made.spec, &input.api, openapi::Version::V3_0)));
        newer.push((name, made.openapi));
    }
    assert!(newer.len() > 100, "{}", newer.len());
    for (version, documents) in [("3.1", &newer), ("3.0", &older)] {
        if let Some(found) = validate_all(documents, version) {
            assert_eq!(found, Ok(()), "{version}");
        }
    }
}

#[test]
fn the_document_goes_to_the_file_that_is_named() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("openapi.json");
    let ran = command::xtask(&["openapi", "--out", file.to_str().expect("UTF-8")]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Done, ""), "{}", ran.messages);
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), text());
}
