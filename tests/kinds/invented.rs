//! Any page: the invented ones of the benchmarks are regular, these are not.

use std::ops::RangeInclusive;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use crate::synthetic::{Member, Page, Value};

/// Names of members; some are words that pages print around members.
const NAMES: [&str; 20] = [
    "id",
    "code",
    "orderId",
    "sku_code",
    "X-9",
    "amount",
    "list",
    "data",
    "Body",
    "Example",
    "string",
    "object",
    "array",
    "required",
    "default",
    "Request",
    "示例",
    "数据",
    "type",
    "Responses",
];

const WORDS: [&str; 6] =
    ["How it is called", "From 1.", "Beträge in €", "单位：元", "Nobody reads it", "Kept for a day"];

const FORMATS: [Option<&str>; 3] = [None, Some("date-time"), Some("uuid")];

/// A page about one call, with schemas of any shape.
pub(crate) fn page() -> impl Strategy<Value = Page> {
    let call = prop_oneof![Just("GET"), Just("POST"), Just("PUT"), Just("DELETE"), Just("PATCH")];
    let words = (select(&["List things", "查询订单", "Make it"][..]), option::of(select(&WORDS[..])));
    let parameters = (option::of(parameter()), members(parameter(), 0..=3), members(parameter(), 0..=2));
    let answers = (object(), option::of(object()));
    (call, words, parameters, option::of(object()), answers).prop_map(
        |(verb, (title, description), (in_path, query, headers), body, (answer, failure))| {
            let in_path: Vec<_> = in_path.into_iter().map(|one| Member { required: true, ..one }).collect();
            let mut path = "/things".to_owned();
            for one in &in_path {
                path = format!("{path}/{{{}}}", one.name);
            }
            let mut page = Page {
                title: title.to_owned(),
                verb,
                path,
                folder: "Things".to_owned(),
                description: description.map(str::to_owned),
                path_parameters: in_path,
                query,
                headers,
                // A call that sends no body has none in its docs.
                body: body.filter(|_| verb != "GET"),
                answers: std::iter::once((200, "Success", answer))
                    .chain(failure.map(|failure| (404, "Not Found", failure)))
                    .collect(),
                modified: "2025-04-25 05:59:59",
            };
            name_schemas(&mut page);
            page
        },
    )
}

fn parameter() -> impl Strategy<Value = Member> {
    member(scalar())
}

fn members(
    one: impl Strategy<Value = Member>,
    count: RangeInclusive<usize>,
) -> impl Strategy<Value = Vec<Member>> {
    let most = *count.end();
    (btree_set(select(&NAMES[..]), count), vec(one, most)).prop_map(|(names, members)| {
        let named = names.into_iter().zip(members);
        named.map(|(name, member)| Member { name: name.to_owned(), ..member }).collect()
    })
}

fn member(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Member> {
    let words = (option::weighted(0.2, select(&WORDS[..])), option::weighted(0.3, select(&WORDS[..])));
    (value, words, any::<bool>(), proptest::bool::weighted(0.2)).prop_map(
        |(value, (title, description), required, nullable)| Member {
            name: "id".to_owned(),
            title: title.map(str::to_owned),
            description: description.map(str::to_owned),
            required,
            nullable,
            value,
        },
    )
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        select(&FORMATS[..]).prop_map(Value::String),
        select(&[None, Some("int32"), Some("int64")][..]).prop_map(Value::Integer),
        Just(Value::Number),
        Just(Value::Boolean),
        // One value alone may be several glued together, as far as text tells.
        btree_set(select(&["NEW", "paid", "in-work", "3"][..]), 2..=4)
            .prop_map(|values| Value::Listed(values.into_iter().map(str::to_owned).collect())),
    ]
}

/// An object of a few members; which of those within it have a name is told later.
fn object() -> impl Strategy<Value = Value> {
    let value = scalar().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| Value::List(Box::new(items))),
            (members(member(inner), 0..=3), any::<bool>())
                .prop_map(|(members, is_named)| Value::Object { name: is_named.then(String::new), members }),
        ]
    });
    // Of a body without members a table of text shows nothing at all.
    (members(member(value), 1..=4), any::<bool>())
        .prop_map(|(members, is_named)| Value::Object { name: is_named.then(String::new), members })
}

/// Gives each schema that has a name one of its own.
fn name_schemas(page: &mut Page) {
    let mut count = 0;
    let answers = page.answers.iter_mut().map(|(_, _, value)| value);
    for value in page.body.iter_mut().chain(answers) {
        name_in(value, &mut count);
    }
}

fn name_in(value: &mut Value, count: &mut usize) {
    match value {
        Value::List(items) => name_in(items, count),
        Value::Object { name, members } => {
            if let Some(name) = name {
                *count += 1;
                *name = format!("Schema{count}");
            }
            for member in members {
                name_in(&mut member.value, count);
            }
        }
        _ => {}
    }
}
