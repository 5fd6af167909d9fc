//! Files written by hand that do not fit: named with their line and a remedy, and nothing is written.

use xtask::Exit;

use crate::project::Project;

fn is_refused(file: &str, text: &str, words: &[&str]) {
    let project = Project::sound();
    project.write(file, text);
    let ran = project.is_refused(&[], words);
    assert!(ran.messages.contains(file), "{file} is not named in\n{}", ran.messages);
}

#[test]
fn api_yaml_that_does_not_fit() {
    is_refused(
        "api/api.yaml",
        "name: Acme\nbase_ulr: https://a\n",
        &["error[invalid-yaml]", "api/api.yaml:2", "base_url"],
    );
    is_refused(
        "api/api.yaml",
        "name: Acme\nname: Acme 2\n",
        &["error[invalid-yaml]", "api/api.yaml:2", "name"],
    );
    is_refused(
        "api/api.yaml",
        "name: Acme\nopen_questions: none\n",
        &["error[invalid-yaml]", "api/api.yaml:2"],
    );
    is_refused("api/api.yaml", "name: [Acme\n", &["error[invalid-yaml]", "api/api.yaml:"]);
    is_refused("api/api.yaml", "a: 1\n---\nb: 2\n", &["error[invalid-yaml]", "api/api.yaml:"]);
    let nested = "envelope:\n  code: code\n  data: data\n  success: [\"200\"]\n  code: status\n";
    is_refused("api/api.yaml", nested, &["error[invalid-yaml]", "api/api.yaml:5", "code"]);
    let ingredient = "authentication:\n  headers:\n    - name: k\n      carries: magic\n";
    is_refused("api/api.yaml", ingredient, &["error[invalid-yaml]", "api/api.yaml:4"]);
}

#[test]
fn names_yaml_that_does_not_fit() {
    is_refused("api/names.yaml", "endpoint: {}\n", &["error[invalid-yaml]", "api/names.yaml:1", "endpoints"]);
    is_refused("api/names.yaml", "endpoints:\n  - a\n", &["error[invalid-yaml]", "api/names.yaml:2"]);
    let same = "endpoints:\n  GET /a: shop/x\n  GET /a: shop/y\n";
    is_refused("api/names.yaml", same, &["error[invalid-yaml]", "api/names.yaml:3"]);
}

#[test]
fn what_git_could_not_merge() {
    let merged = "endpoints:\n  GET /a: shop/x\n<<<<<<< HEAD\n  GET /b: shop/y\n=======\n  GET /c: shop/z\n>>>>>>> other\n";
    let words = ["error[invalid-yaml]", "api/names.yaml:3", "git could not merge", "those of both versions"];
    is_refused("api/names.yaml", merged, &words);
    is_refused(
        "api/overrides.yaml",
        "<<<<<<< HEAD\n=======\n- at: Order\n>>>>>>> other\n",
        &["overrides.yaml:1", "git"],
    );
}

#[test]
fn names_that_rust_cannot_use() {
    let cancel = "POST /shop/orders/cancel";
    is_refused(
        "api/names.yaml",
        &format!("endpoints:\n  {cancel}: Shop Orders\n"),
        &["error[invalid-name]", "Shop Orders"],
    );
    let twice =
        format!("endpoints:\n  {cancel}: shop/same\n  GET /shop/orders/find/{{orderId}}: shop/same\n");
    is_refused("api/names.yaml", &twice, &["error[invalid-name]", "shop/same"]);
    is_refused(
        "api/names.yaml",
        &format!("types:\n  {cancel} request: not a type\n"),
        &["error[invalid-name]", "not a type"],
    );
}

#[test]
fn names_of_fields_that_rust_cannot_use() {
    let request = "POST /shop/orders/cancel request";
    // The line of the name that is meant, though others above look like it.
    let refused = |fields: &str, words: &[&str]| {
        is_refused("api/names.yaml", &format!("types:\n  {request}: Cancel\nfields:\n  {fields}"), words);
    };
    refused(
        &format!("{request}:\n    orderId: orderId\n"),
        &["error[invalid-name]", "api/names.yaml:5", "`orderId`", "snake case"],
    );
    refused(&format!("{request}: {{ reason: why, orderId: why }}\n"), &["api/names.yaml:4", "two fields"]);
    refused(&format!("{request}:\n    orderId: id\n    reason: type\n"), &["api/names.yaml:6", "r#type"]);
    refused(
        &format!("{request}:\n    orderId: id\n    reason: a b\n  POST /else: {{ reason: a b }}\n"),
        &["api/names.yaml:6", "a b"],
    );
}

#[test]
fn homes_and_tombstones_that_cannot_be() {
    is_refused(
        "api/names.yaml",
        "schemas:\n  Order: After-Sales\n",
        &["error[invalid-name]", "api/names.yaml:2"],
    );
    let taken =
        "endpoints:\n  POST /shop/orders/cancel: shop/cancel\nremoved:\n  POST /shop/old: shop/cancel\n";
    is_refused(
        "api/names.yaml",
        taken,
        &["error[invalid-name]", "api/names.yaml:4", "shop/cancel", "`removed`"],
    );
}

#[test]
fn yaml_that_is_no_text_is_refused() {
    let project = Project::sound();
    project.write("api/api.yaml", b"name: caf\xe9\n");
    project.is_refused(&[], &["api/api.yaml", "UTF-8"]);
}

#[test]
fn an_alias_bomb_is_refused_at_once() {
    let levels = (1..12)
        .map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    let text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned() + &levels.collect::<Vec<_>>().concat();
    is_refused("api/api.yaml", &text, &["error[invalid-yaml]", "api/api.yaml:"]);
}

#[test]
fn empty_files_by_hand_state_nothing() {
    let project = Project::sound();
    project.write("api/api.yaml", "# nothing yet\n");
    project.write("api/names.yaml", "");
    let ran = project.regen(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
}
