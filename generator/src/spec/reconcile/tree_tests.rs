//! What is made of stated trees: what no reader of text can give.

use std::sync::Arc;

use super::reconcile;
use super::tree_pages::*;
use crate::diagnostic::{Code, Origin};
use crate::scrape::facts::{
    Badge, BodyFacts, DiscriminatorFacts, Facts, Location, PageKind, ParameterGroup, SchemaFacts, SchemaShape,
};
use crate::scrape::json::JsonValue;
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::Rule;
use crate::spec::names::Names;
use crate::spec::schema::{Discriminator, EnumScalar, Presence, Shape};
use crate::spec::type_words::type_words;

#[test]
fn a_tree_is_taken_as_it_is_stated() {
    let mut note = string();
    note.nullable = true;
    note.title = Some("Note".to_owned());
    note.description = Some("Whatever.".to_owned());
    note.default = Some("none".to_owned());
    note.example = Some("a note".to_owned());
    note.bounds = vec!["<= 180 characters".to_owned()];
    note.deprecated = true;
    let schema = object(&[
        ("id!", integer()),
        ("note", note),
        ("prices", map(number())),
        ("lines!", array(object(&[("sku!", string())]))),
        ("file", of(SchemaShape::Binary)),
        ("anything", of(SchemaShape::Any)),
    ]);
    let spec = clean(&[answering(schema, &[], &[])]);
    let schema = answered(&spec);
    assert_eq!(
        shown(schema),
        [
            "id!: integer",
            "note: string?",
            "prices: map[number]",
            "lines!: array[object]",
            "file: file",
            "anything: any"
        ]
    );
    let note = &members(schema)[1];
    let words =
        [&note.title, &note.description, &note.default, &note.example].map(|text| text.as_deref().unwrap());
    assert_eq!(words, ["Note", "Whatever.", "none", "a note"]);
    assert_eq!(note.bounds, ["<= 180 characters"]);
    assert!(note.deprecated);
    assert_eq!(note.schema.evidence[0].to_string(), "schema captures/en/find.md:1");
}

#[test]
fn listed_values_are_an_enumeration_where_the_type_can_have_one() {
    let numbers = |values: &[&str]| {
        values.iter().map(|text| listed(JsonValue::Number((*text).to_owned()))).collect::<Vec<_>>()
    };
    let mut told = numbers(&["1", "2"]);
    told[0].name = Some("Open".to_owned());
    told[1].name = Some("关闭".to_owned());
    let schema = object(&[
        ("state", of(SchemaShape::Integer { format: None, values: told })),
        ("rate", of(SchemaShape::Number { format: None, values: numbers(&["0.5", "1"]) })),
        ("code", of(SchemaShape::String { format: None, values: numbers(&["1", "2"]) })),
    ]);
    let spec = clean(&[answering(schema, &[], &[])]);
    let [state, rate, code] = members(answered(&spec)) else { panic!() };
    let Shape::Integer { values, .. } = &state.schema.shape else { panic!() };
    let told: Vec<_> = values
        .iter()
        .map(|one| (one.value.clone(), one.name.as_deref(), one.description.as_deref()))
        .collect();
    assert_eq!(
        told,
        [(EnumScalar::Integer(1), Some("Open"), None), (EnumScalar::Integer(2), None, Some("关闭"))]
    );
    assert_eq!(rate.allowed, ["0.5", "1"]);
    let Shape::String { values, .. } = &code.schema.shape else { panic!() };
    assert_eq!(values[1].value, EnumScalar::String("2".to_owned()));
}

#[test]
fn recursion_ends_in_a_name() {
    let node = object(&[
        ("children", array(reference("Node"))),
        ("byName", map(reference("Node"))),
        ("next", one_of(&[reference("Leaf"), string()])),
    ]);
    let leaf = object(&[("node!", reference("Node"))]);
    let text = r#"{"children": [{"next": "end"}], "byName": {"a": {"next": {"node": {"children": []}}}}}"#;
    let spec = clean(&[answering(reference("Node"), &[text], &[("Node", node), ("Leaf", leaf)])]);
    assert_eq!(type_words(answered(&spec)), "Node");
    let node = &spec.schema("Node").unwrap().schema;
    assert_eq!(shown(node), ["children: array[Node]", "byName: map[Node]", "next: Leaf or string"]);
    assert_eq!(shown(&spec.schema("Leaf").unwrap().schema), ["node!: Node"]);
}

#[test]
fn a_choice_may_hold_itself() {
    let json = one_of(&[string(), array(reference("Json"))]);
    let (spec, diagnostics) =
        reconciled(&[answering(reference("Json"), &[r#"["a", ["b", ["c"]]]"#], &[("Json", json.clone())])]);
    assert_eq!(type_words(answered(&spec)), "Json");
    assert_eq!(type_words(&spec.schema("Json").unwrap().schema), "string or array[Json]");
    assert_eq!(diagnostics, []);
    // What is no `Json` within an example is told where it stands.
    let (spec, _) = reconciled(&[answering(reference("Json"), &[r#"["a", {"b": 1}]"#], &[("Json", json)])]);
    let found = type_words(&spec.schema("Json").unwrap().schema);
    assert_eq!(found, "string or array[string or array[Json] or object]");
}

#[test]
fn a_circle_of_names_is_any_json() {
    let circle = [("A", reference("B")), ("B", reference("A"))];
    let (_, diagnostics) = reconciled(&[answering(reference("A"), &[], &circle)]);
    assert_eq!(diagnostics.len(), 1);
}

#[test]
fn schemas_that_multiply_are_bounded() {
    let twice = |name: &str| object(&[("a", array(reference(name))), ("b", array(reference(name)))]);
    let double = |name: &str| one_of(&[array(reference(name)), map(reference(name))]);
    let names: Vec<_> = (0..40).map(|number| format!("D{number}")).collect();
    for make in [&twice as &dyn Fn(&str) -> SchemaFacts, &double] {
        let mut definitions: Vec<_> =
            names.windows(2).map(|pair| (pair[0].as_str(), make(&pair[1]))).collect();
        definitions.push((&names[39], string()));
        let page = answering(reference("D0"), &[], &definitions);
        drop(reconcile(
            &Facts { pages: vec![page], ..Facts::default() },
            &ApiDescription::default(),
            &mut Names::default(),
        ));
    }
}

#[test]
fn all_of_several_objects_is_one_object() {
    let mut id = string();
    id.description = Some("Its number.".to_owned());
    let base = object(&[("id", id), ("kind!", string())]);
    let mut again = string();
    again.title = Some("Id".to_owned());
    let pet = all_of(&[reference("Base"), object(&[("id!", again), ("name", string())])]);
    let mut only = all_of(&[reference("Base")]);
    only.nullable = true;
    let schema = object(&[("pet", reference("Pet")), ("base", only)]);
    let spec = clean(&[answering(schema, &[], &[("Base", base), ("Pet", pet)])]);
    assert_eq!(shown(answered(&spec)), ["pet: Pet", "base: Base?"]);
    let pet = &spec.schema("Pet").unwrap().schema;
    assert_eq!(shown(pet), ["id!: string", "kind!: string", "name: string"]);
    let id = &members(pet)[0];
    assert_eq!((id.title.as_deref(), id.description.as_deref()), (Some("Id"), Some("Its number.")));
}

#[test]
fn members_beside_a_choice_belong_to_each_alternative() {
    let choice = one_of(&[object(&[("iban!", string())]), object(&[("card!", string())])]);
    let schema = all_of(&[object(&[("sum!", integer())]), choice]);
    let spec = clean(&[answering(schema, &[r#"{"sum": 1, "card": "x"}"#], &[])]);
    let Shape::Union { variants, .. } = &answered(&spec).shape else { panic!() };
    let all: Vec<_> = variants.iter().map(shown).collect();
    assert_eq!(all, [["sum!: integer", "iban!: string"], ["sum!: integer", "card!: string"]]);
}

#[test]
fn an_example_shows_the_alternative_that_it_fits_best() {
    let pay = of(SchemaShape::OneOf {
        variants: vec![reference("Card"), reference("Bank"), string()],
        discriminator: Some(DiscriminatorFacts { member: "type".to_owned(), mapping: Vec::new() }),
    });
    let card = object(&[("type!", one_of_words(&["card"])), ("number!", string())]);
    let bank = object(&[("type!", one_of_words(&["bank"])), ("number!", string())]);
    let examples = [
        r#"{"pay": {"type": "bank", "number": "1", "bic": "X"}}"#,
        r#"{"pay": {"type": "card", "number": "1"}}"#,
        r#"{"pay": "cash"}"#,
    ];
    let page = answering(object(&[("pay", pay)]), &examples, &[("Card", card), ("Bank", bank)]);
    let (spec, _) = reconciled(&[page]);
    assert_eq!(shown(answered(&spec)), ["pay: Card or Bank or string"]);
    let Shape::Union { discriminator, .. } = &members(answered(&spec))[0].schema.shape else { panic!() };
    assert_eq!(discriminator.as_ref().map(Discriminator::member), Some("type"));
    assert_eq!(shown(&spec.schema("Card").unwrap().schema), ["type!: string", "number!: string"]);
    assert_eq!(
        shown(&spec.schema("Bank").unwrap().schema),
        ["type!: string", "number!: string", "bic: string"]
    );
    let found: Vec<_> = spec.contradictions().map(|one| (one.subject.as_str(), one.rule)).collect();
    assert_eq!(found, [("Bank.bic", Rule::AbsenceProvesNothing)]);
}

#[test]
fn an_example_of_no_alternative_is_one_more() {
    let page = answering(object(&[("id", one_of(&[integer(), array(integer())]))]), &[r#"{"id": "a"}"#], &[]);
    let (spec, _) = reconciled(&[page]);
    assert_eq!(shown(answered(&spec)), ["id: integer or array[integer] or string"]);
    let found: Vec<_> = spec.contradictions().collect();
    let says: Vec<_> = found[0].readings.iter().map(|reading| reading.says.as_str()).collect();
    assert_eq!((found.len(), says), (1, vec!["one of integer, array", "string, in an example"]));
}

#[test]
fn alternatives_of_one_kind_are_one() {
    let null = of(SchemaShape::Null);
    let schema = object(&[
        ("word", one_of(&[one_of_words(&["a"]), one_of_words(&["b"])])),
        ("only", one_of(&[reference("Thing"), null, reference("Thing")])),
        ("size", one_of(&[integer(), number()])),
    ]);
    let thing = object(&[("id", string())]);
    let spec = clean(&[answering(schema, &[], &[("Thing", thing)])]);
    assert_eq!(shown(answered(&spec)), ["word: string", "only: Thing?", "size: number"]);
    let Shape::String { values, .. } = &members(answered(&spec))[0].schema.shape else { panic!() };
    assert_eq!(values.len(), 2);
}

#[test]
fn keys_that_are_data_make_a_map() {
    let text = r#"{"rates": {"usd": 1.5, "eur": 1.25}, "days": {"2025-01-01": 1, "2025-01-02": 2, "2025-01-03": 3},
        "few": {"1": true, "2": false}}"#;
    let schema = object(&[("rates!", map(number()))]);
    let (spec, _) = reconciled(&[answering(schema, &[text], &[])]);
    assert_eq!(shown(answered(&spec)), ["rates!: map[number]", "days: map[integer]", "few: object"]);
    assert!(!members(answered(&spec))[1].schema.certainty.is_stated());
}

#[test]
fn two_answers_of_one_status_are_one() {
    let found = object(&[("code!", integer()), ("id!", integer())]);
    let lost = object(&[("code!", integer()), ("why!", string())]);
    let definitions = [("Found", found), ("Lost", lost)];
    let answers = vec![
        answer(200, "Found", body(reference("Found"), &[r#"{"code": 0, "id": 1}"#])),
        answer(200, "Lost", body(reference("Lost"), &[r#"{"code": 0, "why": "x"}"#])),
    ];
    let (spec, _) = reconciled(&[page(answers, &definitions)]);
    let response = &endpoint(&spec).responses[0];
    assert_eq!((response.label.as_str(), endpoint(&spec).responses.len()), ("Found / Lost", 1));
    assert_eq!(type_words(answered(&spec)), "Found or Lost");
    assert_eq!(shown(&spec.schema("Lost").unwrap().schema), ["code!: integer", "why!: string"]);
}

#[test]
fn a_file_is_shown_as_text() {
    let mut page = answering(string(), &[], &[]);
    page.bodies = vec![body(object(&[("file", of(SchemaShape::Binary))]), &[r#"{"file": "photo.png"}"#])];
    assert_eq!(shown(&endpoint(&clean(&[page])).bodies[0].schema), ["file: file"]);
}

#[test]
fn a_poorer_kind_contradicts_nothing_that_it_cannot_know() {
    let mut id = integer();
    id.description = Some("The id.".to_owned());
    let schema = object(&[
        ("order!", reference("Order")),
        ("buyer!", object(&[("id!", id), ("deep", object(&[("er", string())]))])),
        ("either", one_of(&[string(), integer()])),
        ("rates", map(number())),
    ]);
    let order = object(&[("id!", integer()), ("state", string())]);
    let definitions = [("Order", order)];
    let markdown = answering(schema, &[], &definitions);
    // Nothing tells that `state` and `id` stand below `order` and `buyer` but the tree.
    let rows = vec![
        row("order", "object (Order)", Some(Badge::Required), 3),
        row("id", "integer", Some(Badge::Required), 4),
        row("state", "string", None, 5),
        row("buyer", "object", None, 6),
        row("id", "integer", Some(Badge::Required), 7),
        row("either", "any", None, 8),
        row("rates", "object", Some(Badge::Optional), 9),
    ];
    let both = clean(&[text(rows), markdown.clone()]);
    let alone = clean(&[markdown]);
    assert_eq!(shown(answered(&both)), shown(answered(&alone)));
    assert_eq!(
        shown(answered(&both)),
        ["order!: Order", "buyer!: object", "either: string or integer", "rates: map[number]"]
    );
    let order = |spec: &Spec| shown(&spec.schema("Order").unwrap().schema);
    assert_eq!(order(&both), order(&alone));
    let buyer = &members(answered(&both))[1];
    assert_eq!(shown(&buyer.schema), ["id!: integer", "deep: object"]);
    assert_eq!(members(&buyer.schema)[0].description.as_deref(), Some("The id."));
    assert_eq!(buyer.description.as_deref(), Some("What buyer is."));
    assert_eq!(endpoint(&both).responses[0].label, "OK");
    assert_eq!(endpoint(&both).pages.len(), 2);
}

#[test]
fn a_poorer_kind_that_says_otherwise_is_heard() {
    let markdown = answering(object(&[("id!", integer())]), &[], &[]);
    let (spec, _) = reconciled(&[
        markdown,
        text(vec![row("id", "string", Some(Badge::Optional), 3), row("extra", "string", None, 4)]),
    ]);
    assert_eq!(shown(answered(&spec)), ["id: integer or string", "extra: string"]);
    let rules: Vec<_> = spec.contradictions().map(|one| one.rule).collect();
    assert!(rules.contains(&Rule::UnionOfTypes) && rules.contains(&Rule::WeakestDemand), "{rules:?}");
    assert!(rules.contains(&Rule::AbsenceProvesNothing), "{rules:?}");
}

#[test]
fn one_edition_has_one_page_of_a_kind() {
    let first = answering(object(&[("id", integer())]), &[], &[]);
    let mut copy = first.clone();
    copy.file = "captures/en/copy.md".into();
    // Every origin of the copy is in the copy.
    let moved = |origin: &mut Origin| origin.file = Arc::from("captures/en/copy.md");
    moved(&mut copy.verb.origin);
    let mut document = first.clone();
    document.kind = PageKind::OpenApi;
    document.file = "captures/en/openapi.json".into();
    let (spec, diagnostics) = reconciled(&[first.clone(), document]);
    assert_eq!((endpoint(&spec).pages.len(), diagnostics.len()), (2, 0));
    let mut other = copy;
    other.title.value = "Another title".to_owned();
    let (spec, diagnostics) = reconciled(&[first, other]);
    assert_eq!((endpoint(&spec).pages.len(), diagnostics[0].code), (1, Code::DuplicateEndpoint));
}

#[test]
fn sample_credentials_of_trees_stay_in_the_captures() {
    const SECRET: &str = "s3cr3t-value";
    let sample = || {
        let mut schema = one_of_words(&[SECRET]);
        schema.default = Some(SECRET.to_owned());
        schema.example = Some(SECRET.to_owned());
        schema
    };
    let mut login = object(&[("password!", sample())]);
    login.example = Some(format!(r#"{{"password": "{SECRET}"}}"#));
    let text = format!(r#"{{"login": {{"password": "{SECRET}"}}, "token": "{SECRET}"}}"#);
    let schema = object(&[("login", reference("Login")), ("token", sample()), ("nested", login.clone())]);
    let mut page = answering(schema.clone(), &[&text], &[("Login", login)]);
    page.bodies = vec![body(schema, &[&text])];
    for (location, name) in [
        (Location::Header, "X-Client"),
        (Location::Header, "Authorization"),
        (Location::Cookie, "visitor"),
        (Location::Query, "api_key"),
    ] {
        let fields = fields(&[(name, sample())]);
        page.parameters.push(ParameterGroup { location, origin: at(1), rows: Vec::new(), fields });
    }
    let (spec, _) = reconciled(&[page]);
    let written = format!("{spec:?}");
    assert!(!written.contains(SECRET), "{written}");
    assert!(written.contains(super::secrets::WITHHELD));
}

#[test]
fn parameters_keep_how_they_are_written() {
    let mut list = fields(&[("ids!", array(integer()))]);
    list[0].style = Some("pipeDelimited".to_owned());
    list[0].explode = Some(false);
    let mut page = answering(string(), &[], &[]);
    page.parameters.push(ParameterGroup {
        location: Location::Query,
        origin: at(1),
        rows: Vec::new(),
        fields: list,
    });
    let spec = clean(&[page]);
    let [ids] = endpoint(&spec).parameters.as_slice() else { panic!() };
    assert_eq!((ids.style.as_deref(), ids.explode), (Some("pipeDelimited"), Some(false)));
    assert_eq!(
        (type_words(&ids.field.schema).as_str(), ids.field.presence),
        ("array[integer]", Presence::Required)
    );
    assert!(endpoint(&spec).unknown.is_empty());
}

#[test]
fn a_body_is_optional_where_a_page_says_so() {
    let sent = |required| BodyFacts { required, ..body(object(&[("id", integer())]), &[]) };
    for (required, optional) in [(None, false), (Some(true), false), (Some(false), true)] {
        let mut page = answering(string(), &[], &[]);
        page.bodies = vec![sent(required)];
        assert_eq!(endpoint(&clean(&[page])).bodies[0].optional, optional);
    }
}

#[test]
fn members_without_a_name_are_told_of() {
    let mut schema = object(&[("id", integer())]);
    if let SchemaShape::Object { rest, .. } = &mut schema.shape {
        *rest = Some(Box::new(string()));
    }
    let spec = clean(&[answering(schema, &[], &[])]);
    let [sentence] = endpoint(&spec).unknown.as_slice() else { panic!() };
    assert!(sentence.contains("line 1 of `captures/en/find.md`"), "{sentence}");
}
