//! A type of every shape, as the generator writes types.

use client_runtime::{Documented, Field, Json, Number, NumberOrString, ResponseBody, Shape, Source, Variant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const fn line(line: u32) -> Source {
    Source::new("captures/parcel.txt", line)
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parcel {
    pub id: i64,
    pub weight: Number,
    pub reference: NumberOrString,
    pub name: String,
    pub fragile: bool,
    pub state: State,
    pub kind: Kind,
    pub items: Vec<Item>,
    pub tags: Vec<String>,
    pub counts: BTreeMap<String, i64>,
    pub owner: Owner,
    pub address: Address,
    pub extra: Json,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<Box<Parcel>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gaps: Option<Vec<Option<i64>>>,
}

impl Documented for Parcel {
    fn shape() -> Shape {
        Shape::Object(
            const {
                &[
                    Field::new::<i64>("id", line(1)),
                    Field::new::<Number>("weight", line(2)),
                    Field::new::<NumberOrString>("reference", line(3)),
                    Field::new::<String>("name", line(4)),
                    Field::new::<bool>("fragile", line(5)),
                    Field::new::<State>("state", line(6)),
                    Field::new::<Kind>("kind", line(7)),
                    Field::new::<Vec<Item>>("items", line(8)),
                    Field::new::<Vec<String>>("tags", line(9)),
                    Field::new::<BTreeMap<String, i64>>("counts", line(10)),
                    Field::new::<Owner>("owner", line(11)),
                    Field::new::<Address>("address", line(12)),
                    Field::new::<Json>("extra", line(13)),
                    Field::new::<Option<String>>("note", line(14)),
                    Field::new::<Option<i64>>("count", line(15)),
                    Field::new::<Option<Box<Parcel>>>("parent", line(16)),
                    Field::new::<Option<Vec<Option<i64>>>>("gaps", line(17)),
                ]
            },
        )
    }
}

impl ResponseBody for Parcel {}
impl ResponseBody for Address {}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub sku: Number,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
}

impl Documented for Item {
    fn shape() -> Shape {
        Shape::Object(
            const { &[Field::new::<Number>("sku", line(20)), Field::new::<Option<i64>>("size", line(21))] },
        )
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Owner {
    pub phone: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<i64>,
}

impl Documented for Owner {
    fn shape() -> Shape {
        Shape::Object(
            const { &[Field::new::<String>("phone", line(30)), Field::new::<Option<i64>>("age", line(31))] },
        )
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    Pair(Pair),
    Owner(Owner),
    Text(String),
    Lines(Vec<Address>),
}
client_runtime::untagged_union!(Address {
    Pair(Pair),
    Owner(Owner),
    Text(String),
    Lines(Vec<Address>)
});

impl Documented for Address {
    fn shape() -> Shape {
        Shape::Union(
            const {
                &[
                    Variant::new::<Pair>("Pair"),
                    Variant::new::<Owner>("Owner"),
                    Variant::new::<String>("Text"),
                    Variant::new::<Vec<Address>>("Lines"),
                ]
            },
        )
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<i64>,
}

impl Documented for Pair {
    fn shape() -> Shape {
        Shape::Object(
            const {
                &[
                    Field::new::<Option<String>>("street", line(40)),
                    Field::new::<Option<i64>>("number", line(41)),
                ]
            },
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub enum State {
    Packed,
    Sent,
    Other(i64),
}

impl From<i64> for State {
    fn from(value: i64) -> Self {
        match value {
            0 => Self::Packed,
            1 => Self::Sent,
            other => Self::Other(other),
        }
    }
}

impl From<State> for i64 {
    fn from(value: State) -> Self {
        match value {
            State::Packed => 0,
            State::Sent => 1,
            State::Other(other) => other,
        }
    }
}

impl Documented for State {
    fn shape() -> Shape {
        Shape::Integers(&[0, 1])
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Kind {
    Box,
    Other(String),
}

impl From<String> for Kind {
    fn from(value: String) -> Self {
        if value == "BOX" { Self::Box } else { Self::Other(value) }
    }
}

impl From<Kind> for String {
    fn from(value: Kind) -> Self {
        match value {
            Kind::Box => "BOX".to_owned(),
            Kind::Other(other) => other,
        }
    }
}

impl Documented for Kind {
    fn shape() -> Shape {
        Shape::Strings(&["BOX"])
    }
}

/// A parcel with this member in place of its own, or beside them.
pub fn parcel(member: &str) -> String {
    let conforming = [
        r#""id":1"#,
        r#""weight":0.10"#,
        r#""reference":"r""#,
        r#""name":"n""#,
        r#""fragile":true"#,
        r#""state":1"#,
        r#""kind":"BOX""#,
        r#""items":[]"#,
        r#""tags":[]"#,
        r#""counts":{}"#,
        r#""owner":{"phone":"0"}"#,
        r#""address":"a""#,
        r#""extra":1"#,
    ];
    let key = |member: &str| member.split(':').next().unwrap_or_default().to_owned();
    let mut members: Vec<&str> =
        conforming.into_iter().filter(|conforming| key(conforming) != key(member)).collect();
    members.push(member);
    format!("{{{}}}", members.join(","))
}
