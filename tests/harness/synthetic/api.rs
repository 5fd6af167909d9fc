//! An API of any size, the same each time.

use super::{Member, Page, Value};

/// `count` endpoints with about twenty fields each, in folders of twenty-five, some of whose schemas have names that
/// several pages share.
pub(crate) fn api(count: usize) -> Vec<Page> {
    (0..count).map(page).collect()
}

fn page(number: usize) -> Page {
    let folder = format!("Folder {}", number / 25);
    let resource = format!("/folder{}/thing{number}", number / 25);
    let base = Page {
        title: format!("Thing {number}"),
        verb: "POST",
        path: resource.clone(),
        folder,
        description: Some(format!("Does what thing {number} is for.")),
        path_parameters: Vec::new(),
        query: Vec::new(),
        headers: vec![Member::optional("trace-id", Value::String(None))],
        body: None,
        answers: vec![(200, "Success", answer(number))],
        modified: "2025-04-25 05:59:59",
    };
    match number % 3 {
        0 => Page {
            verb: "GET",
            path: format!("{resource}/{{id}}"),
            path_parameters: vec![Member::required("id", Value::String(None))],
            query: vec![
                Member::optional("page", Value::Integer(Some("int32"))).described("From 1."),
                Member::optional("size", Value::Integer(Some("int32"))),
            ],
            ..base
        },
        _ => Page { body: Some(body(number)), ..base },
    }
}

fn body(number: usize) -> Value {
    let kinds = vec!["NEW".to_owned(), "PAID".to_owned(), "DONE".to_owned()];
    Value::Object {
        name: None,
        members: vec![
            Member::required("name", Value::String(None)).titled("Name"),
            Member::optional("remark", Value::String(None)).described("Shown to nobody.").nullable(),
            Member::required("kind", Value::Listed(kinds)),
            Member::optional("amount", Value::Number),
            Member::required("quantity", Value::Integer(Some("int32"))),
            Member::optional("tags", Value::List(Box::new(Value::String(None)))),
            Member::optional("buyer", address(number)),
            Member::optional("urgent", Value::Boolean),
        ],
    }
}

fn answer(number: usize) -> Value {
    let line = Value::Object {
        name: Some(format!("Line{}", number % 40)),
        members: vec![
            Member::required("sku", Value::String(None)),
            Member::required("count", Value::Integer(Some("int64"))),
            Member::optional("price", Value::Number).described("Per piece."),
            Member::optional(&format!("extra{}", number % 40), Value::Boolean),
        ],
    };
    Value::Object {
        name: Some(format!("Thing{number}")),
        members: vec![
            Member::required("id", Value::Integer(Some("int64"))).titled("Identifier"),
            Member::required("createdAt", Value::String(Some("date-time"))),
            Member::optional("lines", Value::List(Box::new(line))),
            Member::optional("seller", address(number)),
            Member::optional("total", Value::Number),
            Member::optional("note", Value::String(None)).nullable(),
            Member::required("open", Value::Boolean),
        ],
    }
}

fn address(number: usize) -> Value {
    Value::Object {
        name: Some(format!("Address{}", number % 10)),
        members: vec![
            Member::required("street", Value::String(None)),
            Member::required("city", Value::String(None)),
            Member::optional(&format!("region{}", number % 10), Value::String(None)),
        ],
    }
}
