//! All that a spec can say gives a client that compiles, whether or not some page says it yet.

use std::collections::BTreeSet;
use std::fs;

use generator::model::client_crate::ClientCrate;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use generator::spec::{Spec, yaml};

use crate::client_crate::{passes_its_tests_as_it_is, rename};
use crate::project::Project;

fn spec() -> Spec {
    let group = yaml::read_group("group.yaml", include_str!("every_shape/group.yaml"));
    let group = group.expect("the group reads");
    let shared = yaml::read_shared("shared.yaml", include_str!("every_shape/shared.yaml"));
    Spec {
        groups: [(group.group.clone(), group)].into(),
        shared: shared.expect("the shared part reads"),
        ..Spec::default()
    }
}

/// The client's files; the names are locked after the first time, and stay.
fn emitted(name: &str) -> Vec<(String, String)> {
    let (api, mut names) = (ApiDescription::default(), Names::default());
    let client = ClientCrate { name: name.replace('-', "_"), features: BTreeSet::new() };
    let (model, diagnostics) = generator::resolve(&spec(), &api, &mut names, &client);
    assert_eq!(diagnostics, []);
    let locked = names.clone();
    let (again, diagnostics) = generator::resolve(&spec(), &api, &mut names, &client);
    assert_eq!((again == model, diagnostics), (true, Vec::new()));
    assert_eq!(names, locked);
    generator::emit(&model).into_iter().collect()
}

#[test]
fn a_client_of_every_shape_compiles_and_passes_its_tests() {
    let name = "client-of-every-shape";
    let project = Project::sound();
    project.regenerated();
    rename(&project, name);
    for folder in ["client/src/api", "client/tests/api"] {
        fs::remove_dir_all(project.path(folder)).expect("what stood there goes");
    }
    for (path, text) in emitted(name) {
        project.write(&format!("client/{path}"), text);
    }
    passes_its_tests_as_it_is(&project, name);
}

#[test]
fn what_is_documented_is_what_is_called() {
    let files = emitted("client");
    let text = |wanted: &str| {
        let file = files.iter().find(|(path, _)| path == wanted).map(|(_, text)| text.as_str());
        file.unwrap_or_else(|| panic!("{wanted} is missing"))
    };
    let shop = text("src/api/shop.rs");
    for said in [
        // Lists, objects and cookies in the styles of the docs.
        "        .query_list(\"tag\", tag, client_runtime::ListStyle::Pipe)\n",
        "        .query_optional(\"filter[limit]\", options.filter_limit)\n",
        "        .query_joined(\"size\", size, client_runtime::ListStyle::Pipe)\n",
        "        .query_joined_optional(\n            \"color\",\n            options.color.as_ref(),\n            client_runtime::ListStyle::Comma,\n        )\n",
        "    pub color: Option<Color>,\n",
        "        .cookie(\"session\", session)\n",
        // The docs say that this call needs no proof of who calls.
        "        .without_authentication()\n}\n",
        // One function for each kind of body.
        "pub fn cancel_order(body: &CancelOrderBody) -> Request<()> {\n    Request::post(\"/orders/cancel\").json(body)\n",
        "pub fn cancel_order_form(body: &CancelOrderFormBody) -> Request<()> {\n    Request::post(\"/orders/cancel\").form(body)\n",
        "pub fn cancel_order_csv(body: impl Into<client_runtime::Body>) -> Request<()> {\n",
        "pub fn upload(body: UploadBody) -> Request<client_runtime::Download> {\n    Request::post(\"/files\").multipart(body)\n",
        "pub fn parts(body: Option<client_runtime::Multipart>) -> Request<Tree> {\n    Request::post(\"/parts\").multipart_optional(body)\n",
        "pub fn store(body: Option<client_runtime::Body>) -> Request<StoreAnswer> {\n    Request::put(\"/blob\").body_optional(\"application/octet-stream\", body)\n",
        "/// let answer = client.send(shop::store(Some(\"…\".into()))).await?.into_body();\n",
        // What comes with each status.
        "client_runtime::answers!(FindOrderAnswer {\n    200 => Ok(Order),\n    202 => Accepted(FindOrderResponse202),\n    204 => NoContent(()),\n});\n",
        "client_runtime::failures!(UnauthorizedNotFoundFailure {\n    401 => Unauthorized(Problem),\n    404 => NotFound(Problem),\n});\n",
        "client_runtime::failures!(DefaultFailure {\n    _ => Default(Problem),\n});\n",
        "/// `error.failure::<UnauthorizedNotFoundFailure>()` reads the body that comes with `401` or `404`: [`UnauthorizedNotFoundFailure`].\n",
        // Unions, told apart by their tag, also when they are repaired, and types that contain themselves.
        "client_runtime::untagged_union!(Pet by \"kind\" {\n    Cat(Box<Cat>) = \"cat\",\n    Dog(Box<Dog>) = \"dog\",\n    List(Vec<Pet>),\n});\n",
        "documented!(union Pet by \"kind\" { Cat(Box<Cat>) = \"cat\", Dog(Box<Dog>) = \"dog\", List(Vec<Pet>) });\n",
        "    pub parent: Option<Box<Order>>,\n",
        "    pub children: Option<Vec<Order>>,\n",
        "    pub prices: Option<BTreeMap<String, BTreeMap<String, Number>>>,\n",
        "    pub pages: Vec<client_runtime::File>,\n",
        "    /// An object whose `kind` is `cat`.\n    Cat(Box<Cat>),\n",
        // What a text holds, if the docs say so.
        "    /// `picture`\n    ///\n    /// Deprecated.\n    ///\n    /// The docs call it bytes; how they are written as text, no page says.\n",
        "    /// `day`\n    ///\n    /// Format: `date-time`.\n",
    ] {
        assert!(shop.contains(said), "{said}\nis not in\n{shop}");
    }
    // Two endpoints fail alike.
    assert_eq!(shop.matches("client_runtime::failures!").count(), 2);
    let description = text("src/api/description.rs");
    let plain: String = description.split_whitespace().collect();
    for said in [
        "base_url:Some(\"https://eu.example.com/v1\")",
        "client_runtime::ServerVariable{name:\"region\",default:Some(\"eu\"),values:&[\"eu\",\"us\"],}",
        "name:\"X-App-Key\",value:&[client_runtime::Part::Credential(\"app-key\")],required:false,",
        "place:client_runtime::Place::Cookie,name:\"visit\"",
        "client_runtime::Part::Base64(&[client_runtime::Part::Credential(\"username\"),client_runtime::Part::Literal(\":\"),client_runtime::Part::Credential(\"password\"),],),",
    ] {
        assert!(plain.contains(said), "{said} is not in\n{description}");
    }
}
