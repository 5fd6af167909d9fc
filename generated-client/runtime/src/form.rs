//! The fields of a value as pairs of texts, for forms and queries.

use crate::document::{Document, Kind, Value};
use serde::Serialize;
use std::borrow::Cow;

/// The fields of an object: a list gives a pair for each item, `null` none, and what is nested is its JSON text. Numbers are written as
/// they are.
pub(crate) fn fields<T: Serialize + ?Sized>(value: &T) -> Result<Vec<(String, String)>, String> {
    let json = serde_json::to_string(value).map_err(|error| error.to_string())?;
    let document = Document::new(json);
    let root = document.as_ref().and_then(Document::root).filter(|root| root.kind() == Kind::Object);
    let root = root.ok_or_else(|| "only an object has fields".to_owned())?;
    let mut pairs = Vec::new();
    for (key, value) in root.members() {
        let name = key.string().map(Cow::into_owned).unwrap_or_default();
        let items: Vec<_> = if value.kind() == Kind::Array { value.items().collect() } else { vec![value] };
        let said = items.into_iter().filter(|item| item.kind() != Kind::Null);
        pairs.extend(said.map(|item| (name.clone(), text(item))));
    }
    Ok(pairs)
}

/// The body of a form.
pub(crate) fn encoded<T: Serialize + ?Sized>(value: &T) -> Result<String, String> {
    let pairs = fields(value)?;
    Ok(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
}

fn text(value: Value<'_>) -> String {
    value.string().map_or_else(|| value.text().to_owned(), Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Number;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Order {
        title: &'static str,
        price: Number,
        tags: Vec<&'static str>,
        none: Option<i64>,
        empty: Vec<i64>,
        paid: bool,
        buyer: BTreeMap<&'static str, i64>,
        pairs: Vec<[i64; 2]>,
    }

    #[test]
    fn lists_repeat_and_what_is_nested_is_json() {
        let order = Order {
            title: "a b&c=\u{e9}\"+",
            price: "18446744073709551617.10".parse().unwrap(),
            tags: vec!["x", "y z"],
            none: None,
            empty: vec![],
            paid: true,
            buyer: BTreeMap::from([("id", 7)]),
            pairs: vec![[1, 2], [3, 4]],
        };
        // urllib.parse.urlencode([("title", 'a b&c=é"+'), ("price", "18446744073709551617.10"), ("tags", "x"), ("tags", "y z"),
        // ("paid", "true"), ("buyer", '{"id":7}'), ("pairs", "[1,2]"), ("pairs", "[3,4]")])
        assert_eq!(
            encoded(&order).unwrap(),
            "title=a+b%26c%3D%C3%A9%22%2B&price=18446744073709551617.10&tags=x&tags=y+z&paid=true\
             &buyer=%7B%22id%22%3A7%7D&pairs=%5B1%2C2%5D&pairs=%5B3%2C4%5D"
        );
    }

    #[test]
    fn only_an_object_is_a_form() {
        for value in [serde_json::json!([1]), serde_json::json!("a"), serde_json::json!(null)] {
            assert_eq!(encoded(&value).unwrap_err(), "only an object has fields");
        }
        assert_eq!(encoded(&serde_json::json!({})).unwrap(), "");
        assert!(encoded(&BTreeMap::from([([1], 2)])).is_err());
    }
}
