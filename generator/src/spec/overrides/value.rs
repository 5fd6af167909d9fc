//! The values of `overrides.yaml`: `null` is told from what is not said, and numbers are read as the words they are.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

use super::Statement;
use crate::spec::schema::EnumScalar;

/// What is said of one property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said<T> {
    /// Nothing is said.
    #[default]
    Nothing,
    /// That there is none: `null`.
    Null,
    /// This.
    Is(T),
}

impl<T> Said<T> {
    /// Whether nothing is said.
    pub const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Is))
    }
}

impl<T: Serialize> Serialize for Said<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing | Self::Null => serializer.serialize_none(),
            Self::Is(value) => value.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Said<T> {
    fn schema_name() -> Cow<'static, str> {
        <Option<T>>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        <Option<T>>::json_schema(generator)
    }
}

/// The words of a scalar: text, a number, `true` or `false`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(pub String);

/// `true` and `false` need no quotes, since they are read as the same words.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_str() {
            "true" => serializer.serialize_bool(true),
            "false" => serializer.serialize_bool(false),
            words => serializer.serialize_str(words),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Scalar(PhantomData))
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// Reads any scalar as what can be made of its words.
struct Scalar<T>(PhantomData<T>);

impl Visitor<'_> for Scalar<Text> {
    type Value = Text;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a number, `true` or `false`")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    /// `1.10` is read as `1.1`, which is not what the docs print.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Text, E> {
        Err(E::custom(format_args!("the number {value} is not read digit by digit")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Text, E> {
        Ok(Text(value.to_owned()))
    }
}

/// One listed value: the value alone, or with its name and description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The value on the wire.
    pub value: EnumScalar,
    /// Its name.
    pub name: Option<String>,
    /// What else there is to say of it.
    pub description: Option<String>,
}

impl Serialize for Listed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.name.is_none() && self.description.is_none() {
            return self.value.serialize(serializer);
        }
        let (value, name, description) = (self.value.clone(), self.name.clone(), self.description.clone());
        ListedKeys { value, name, description }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Listed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListedVisitor)
    }
}

impl JsonSchema for Listed {
    fn schema_name() -> Cow<'static, str> {
        "Listed".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let keys = generator.subschema_for::<ListedKeys>();
        json_schema!({ "anyOf": [{ "type": ["string", "integer"] }, keys] })
    }
}

#[derive(Serialize, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListedKeys {
    /// The value on the wire.
    value: EnumScalar,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// What else there is to say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

struct ListedVisitor;

impl ListedVisitor {
    const fn only(value: EnumScalar) -> Listed {
        Listed { value, name: None, description: None }
    }
}

impl<'de> Visitor<'de> for ListedVisitor {
    type Value = Listed;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, an integer, or `value` with `name` and `description`")
    }

    fn visit_i64<E>(self, value: i64) -> Result<Listed, E> {
        Ok(Self::only(EnumScalar::Integer(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Listed, E> {
        i64::try_from(value).map(|value| Self::only(EnumScalar::Integer(value))).map_err(E::custom)
    }

    fn visit_str<E>(self, value: &str) -> Result<Listed, E> {
        Ok(Self::only(EnumScalar::String(value.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Listed, A::Error> {
        let ListedKeys { value, name, description } =
            ListedKeys::deserialize(MapAccessDeserializer::new(members))?;
        Ok(Listed { value, name, description })
    }
}

/// What the docs say: a statement, or `absent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Was {
    /// No page shows the place.
    Absent,
    /// The pages say this of it.
    Says(Box<Statement>),
}

impl Serialize for Was {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_str("absent"),
            Self::Says(statement) => statement.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Was {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WasVisitor)
    }
}

impl JsonSchema for Was {
    fn schema_name() -> Cow<'static, str> {
        "Was".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let statement = generator.subschema_for::<Statement>();
        json_schema!({ "anyOf": [{ "const": "absent" }, statement] })
    }
}

struct WasVisitor;

impl<'de> Visitor<'de> for WasVisitor {
    type Value = Was;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("`absent`, or what the docs say, such as `type: integer`")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Was, E> {
        if word == "absent" {
            Ok(Was::Absent)
        } else {
            Err(E::custom(format_args!("`was: {word}`, but expected `absent` or keys such as `type`")))
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Was, A::Error> {
        Statement::deserialize(MapAccessDeserializer::new(members)).map(|says| Was::Says(Box::new(says)))
    }
}
