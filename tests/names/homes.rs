//! A schema stays in the module it was first put in, whoever uses it later and whatever pages call it.

use generator::scrape::Capture;

use crate::again;
use crate::pipeline::{Input, Made, run};

fn page(title: &str, path: &str) -> String {
    format!(
        "{title}\nGET\n{path}\nResponses\n🟢200OK\napplication/json\nBody\norder\nobject (Order)\nrequired\n\
         id\nstring\nrequired\nExample\n{{\n\"order\": {{\n\"id\": \"1\"\n}}\n}}\n\
         Modified at 2025-04-25 05:59:59\n"
    )
}

fn input(pages: &[(&str, &str)]) -> Input {
    let capture = |(file, path): &(&str, &str)| Capture {
        file: format!("captures/en/{file}.txt").into(),
        bytes: page(file, path).into_bytes(),
    };
    Input {
        captures: pages.iter().map(capture).collect(),
        api: generator::spec::api::ApiDescription::default(),
        names: generator::spec::names::Names::default(),
        overrides: generator::spec::overrides::Overrides::default(),
        client: generator::model::client_crate::ClientCrate::default(),
    }
}

fn defines(made: &Made, file: &str) -> bool {
    made.client.get(file).is_some_and(|text| text.contains("pub struct Order {"))
}

#[test]
fn a_second_user_imports_the_schema_from_its_home() {
    let first = run(&input(&[("find", "/shop/orders/find")])).made.expect("a sound page");
    assert!(defines(&first, "src/api/shop.rs"));
    assert_eq!(first.names.schemas["Order"], "shop");
    let both = again(&input(&[("find", "/shop/orders/find"), ("bill", "/bank/orders/bill")]), &first);
    assert!(defines(&both, "src/api/shop.rs") && !defines(&both, "src/api/bank.rs"));
    assert!(!both.client.contains_key("src/api/shared.rs"));
    assert!(both.client["src/api/bank.rs"].contains("use crate::api::shop::Order;"));
    assert!(both.openapi.contains("#/components/schemas/Order"));
}

#[test]
fn a_schema_stays_at_home_when_the_last_endpoint_there_is_gone() {
    let first = run(&input(&[("find", "/shop/orders/find")])).made.expect("a sound page");
    let later = again(&input(&[("bill", "/bank/orders/bill")]), &first);
    assert!(defines(&later, "src/api/shop.rs"));
    assert!(later.yaml["spec/shop.yaml"].contains("endpoints: []"));
    assert!(later.client["src/api/shop.rs"].contains("which has no endpoints now"));
    assert_eq!(later.names.removed["GET /shop/orders/find"], "shop/orders_find");
}

#[test]
fn what_was_shared_stays_shared() {
    let both = run(&input(&[("find", "/shop/orders/find"), ("bill", "/bank/orders/bill")]))
        .made
        .expect("sound pages");
    assert_eq!(both.names.schemas["Order"], "shared");
    let one = again(&input(&[("find", "/shop/orders/find")]), &both);
    assert!(defines(&one, "src/api/shared.rs") && !defines(&one, "src/api/shop.rs"));
}

#[test]
fn a_group_called_shared_moves_no_schema() {
    let first = run(&input(&[("find", "/shared/orders/find")])).made.expect("a sound page");
    let second = again(&input(&[("find", "/shared/orders/find")]), &first);
    assert_eq!(first.client, second.client);
    assert!(defines(&first, "src/api/shared.rs"));
}

/// The same pages, with the schema called otherwise.
fn renamed(pages: &[(&str, &str)], name: &str) -> Input {
    let mut input = input(pages);
    for capture in &mut input.captures {
        let text = String::from_utf8(std::mem::take(&mut capture.bytes)).expect("a page is text");
        capture.bytes = text.replace("object (Order)", &format!("object ({name})")).into_bytes();
    }
    input
}

#[test]
fn a_schema_that_pages_call_otherwise_keeps_its_rust_names() {
    let pages = [("find", "/shop/orders/find")];
    let first = run(&renamed(&pages, "订单")).made.expect("a sound page");
    let translated = again(&renamed(&pages, "Order"), &first);
    assert!(first.client["src/api/shop.rs"].contains("pub struct 订单 {"));
    assert!(translated.client["src/api/shop.rs"].contains("pub struct 订单 {"));
    assert_eq!(translated.names.types["Order"], "订单");
    assert_eq!(translated.names.fields["Order"]["id"], "id");
    assert!(!translated.names.types.contains_key("订单"), "{:?}", translated.names.types);
    // When the old name comes back, nothing changes either.
    let back = again(&renamed(&pages, "订单"), &translated);
    assert!(back.client["src/api/shop.rs"].contains("pub struct 订单 {"));
}

#[test]
fn a_schema_that_shares_too_little_is_no_heir() {
    let pages = [("find", "/shop/orders/find")];
    let first = run(&input(&pages)).made.expect("a sound page");
    let mut other = renamed(&pages, "Invoice");
    for capture in &mut other.captures {
        let text = String::from_utf8(std::mem::take(&mut capture.bytes)).expect("a page is text");
        capture.bytes = text.replace("\nid\n", "\nnumber\n").replace("\"id\"", "\"number\"").into_bytes();
    }
    let later = again(&other, &first);
    assert_eq!(later.names.types["Invoice"], "Invoice");
    assert_eq!(later.names.types["Order"], "Order", "the name waits for its schema");
}

/// A page whose answer has a state, stated by `schema`, where `definitions` stand.
fn stating(schema: &str, definitions: &str) -> Input {
    let text = format!(
        "# Find\n\n```yaml\nopenapi: 3.0.1\npaths:\n  /shop/orders/find:\n    get:\n      responses:\n        '200':\n          \
         description: Found\n          content:\n            application/json:\n              schema:\n                \
         type: object\n                properties:\n                  state: {schema}\n\
         components:\n  schemas:\n{definitions}```\n"
    );
    let mut input = input(&[]);
    input.captures = vec![Capture { file: "captures/en/find.md".into(), bytes: text.into_bytes() }];
    input
}

#[test]
fn an_enumeration_that_pages_name_or_call_otherwise_keeps_its_rust_names() {
    const VALUES: &str = "{ type: string, enum: [open, closed] }";
    let named = |name: &str| {
        stating(&format!("{{ $ref: '#/components/schemas/{name}' }}"), &format!("    {name}: {VALUES}\n"))
    };
    let inline = run(&stating(VALUES, "    Unused: { type: string }\n")).made.expect("a sound page");
    assert!(inline.client["src/api/shop.rs"].contains("pub enum State {"));
    let first = again(&named("OrderState"), &inline);
    let client = &first.client["src/api/shop.rs"];
    assert!(client.contains("pub enum OrderState {"), "{client}");
    assert!(client.contains("pub type State = OrderState;"), "{client}");
    let other = again(&named("Progress"), &first);
    assert_eq!(other.names.types["Progress"], "OrderState");
    assert_eq!(other.client["src/api/shop.rs"].replace("Progress", "OrderState"), *client);
    let mut unlike = named("Weather");
    let text = String::from_utf8(unlike.captures.remove(0).bytes).expect("a page is text");
    let bytes = text.replace("[open, closed]", "[rain, sun]").into_bytes();
    unlike.captures.push(Capture { file: "captures/en/find.md".into(), bytes });
    let later = again(&unlike, &first);
    assert_eq!(later.names.types["Weather"], "Weather");
    assert_eq!(later.names.types["OrderState"], "OrderState", "the name waits for its schema");
}

/// A page that comes first and calls a choice otherwise gives no place another type.
#[test]
fn a_choice_that_a_better_page_calls_otherwise_keeps_its_type() {
    let input = Input::below(&crate::repository::root().join("tests/cases/pages-call-one-choice-otherwise"));
    let (first, second): (Vec<_>, Vec<_>) =
        input.captures.iter().cloned().partition(|capture| capture.file.contains("v1-en"));
    assert_eq!((first.len(), second.len()), (1, 1));
    let before = run(&Input { captures: second, ..input.clone() }).made.expect("one page");
    let after = again(&input, &before);
    let orders = &after.client["src/api/orders.rs"];
    assert!(orders.contains("pub state: Status,"), "{orders}");
}
