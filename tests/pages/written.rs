//! Head, rows, bodies and samples of each page stand in the spec, with the lines they come from.

use serde_yaml::Value;

use crate::captures::plain;
use crate::expected::{Demand, PAGES, Page, Row, Table};
use crate::spec::{Spec, list, load, text, witnesses};

/// A quotation of the spec: its words and its line.
fn quoted(value: Option<&Value>, page: &Page, kind: &str) -> Option<(u32, String)> {
    let value = value?;
    let evidence = text(value, "evidence").strip_prefix(&format!("{kind} {}:", page.file))?;
    Some((evidence.parse().ok()?, text(value, "text").to_owned()))
}

#[test]
fn heads_and_footers_stand_in_the_spec() {
    let spec = load();
    for page in PAGES {
        let (_, endpoint) = spec.endpoint(page.verb.1, page.path.1);
        let references = list(endpoint, "pages");
        let reference = references.iter().find(|one| text(one, "file") == page.file);
        let reference = reference.unwrap_or_else(|| panic!("{} is not among the pages", page.file));
        let typed = |(line, text): (u32, &str)| (line, text.to_owned());
        let heading = |key: &str| quoted(reference.get(key), page, "heading");
        assert_eq!(text(reference, "edition"), page.edition);
        assert_eq!(heading("title"), Some(typed(page.title)));
        assert_eq!(heading("badge"), page.badge.map(typed), "{}", page.file);
        assert_eq!(heading("modified"), Some(typed(page.modified)));
        assert_eq!(heading("previous"), page.previous.map(typed));
        assert_eq!(heading("next"), page.next.map(typed));
        assert_eq!(text(reference, "call"), format!("heading {}:{}-{}", page.file, page.verb.0, page.path.0));
        let folders: Vec<_> = list(reference, "folder").iter().map(|folder| text(folder, "text")).collect();
        assert_eq!(folders, page.folder, "{}", page.file);
        let status = if page.badge.is_some() { "in-development" } else { "" };
        assert_eq!(text(endpoint, "status"), status, "{}", page.file);
    }
}

#[test]
fn bodies_and_samples_stand_in_the_spec() {
    let spec = load();
    for page in PAGES {
        let (_, endpoint) = spec.endpoint(page.verb.1, page.path.1);
        let media_types: Vec<_> =
            list(endpoint, "bodies").iter().map(|body| text(body, "media_type")).collect();
        assert_eq!(media_types, page.request.into_iter().collect::<Vec<_>>(), "{}", page.file);
        let [response] = list(endpoint, "responses") else { panic!("{}: one response", page.file) };
        assert_eq!(response.get("status").and_then(Value::as_u64), Some(u64::from(page.response.0)));
        assert_eq!(text(response, "label"), page.response.1);
        let [body] = list(response, "bodies") else { panic!("{}: one response body", page.file) };
        assert_eq!(text(body, "media_type"), page.response.2);

        let bodies = list(endpoint, "bodies").iter().chain([body]);
        let examples: Vec<_> =
            bodies.flat_map(|body| list(body, "examples")).flat_map(|one| list(one, "evidence")).collect();
        for line in page.examples {
            let starts = ["example", "curl"].map(|kind| format!("{kind} {}:{line}-", page.file));
            let cited = |evidence: &&Value| {
                evidence.as_str().is_some_and(|it| starts.iter().any(|start| it.starts_with(start)))
            };
            assert!(examples.iter().any(cited), "{}:{line}: the example is not in the spec", page.file);
        }

        let references = list(endpoint, "pages").iter();
        let samples: Vec<_> = references
            .flat_map(|one| list(one, "samples"))
            .map(|one| quoted(Some(one), page, "curl"))
            .collect();
        assert_eq!(samples, [Some((page.curl.line, page.curl.url.to_owned()))], "{}", page.file);
        for header in page.curl.headers.iter().filter(|header| **header != "Content-Type") {
            let parameter = parameter(endpoint, "header", header);
            let sent = parameter
                .as_ref()
                .is_some_and(|one| witnesses(one).iter().any(|line| line.starts_with("curl ")));
            assert!(sent, "{}: the sample's header {header} is not in the spec", page.file);
        }
    }
}

#[test]
fn every_row_stands_in_the_spec() {
    let spec = load();
    for page in PAGES {
        for row in page.rows {
            let field = field(&spec, page, row);
            let field = field
                .unwrap_or_else(|| panic!("{}:{}: {} is not in the spec", page.file, row.line, row.place));
            check(&spec, page, row, &field);
        }
    }
}

fn parameter(endpoint: &Value, location: &str, name: &str) -> Option<Value> {
    let same = |one: &&Value| text(one, "in") == location && text(one, "name") == name;
    list(endpoint, "parameters").iter().find(same).cloned()
}

/// The field of the spec that a row describes; what stands around `data` is the envelope's.
fn field(spec: &Spec, page: &Page, row: &Row) -> Option<Value> {
    let (group, endpoint) = spec.endpoint(page.verb.1, page.path.1);
    match row.table {
        Table::Path => parameter(endpoint, "path", row.place),
        Table::Header => parameter(endpoint, "header", row.place),
        Table::Request => spec.field(group, list(endpoint, "bodies").first()?.get("schema")?, row.place),
        Table::Response => {
            let schema = list(list(endpoint, "responses").first()?, "bodies").first()?.get("schema")?;
            match row.place.strip_prefix("data.") {
                Some(place) => spec.field(group, schema, place),
                None => spec.field(group, spec.shared.get("envelope")?, row.place),
            }
        }
    }
}

/// Every word of the row is in the field, or a contradiction says what became of it.
fn check(spec: &Spec, page: &Page, row: &Row, field: &Value) {
    let at = format!("{}:{} {}", page.file, row.line, row.place);
    let mark = format!("table {}:{}-", page.file, row.line);
    assert!(
        witnesses(field).iter().any(|line| line.starts_with(&mark)),
        "{at}: no evidence {mark}…: {field:?}"
    );
    let disputed = |about: &str| {
        spec.contradictions().any(|one| {
            let readings = list(one, "readings").iter().flat_map(|reading| list(reading, "evidence"));
            text(one, "about") == about
                && readings.filter_map(Value::as_str).any(|line| line.starts_with(&mark))
        })
    };
    let nullable = field.get("nullable").and_then(Value::as_bool).unwrap_or_default();
    assert!(nullable == row.nullable || disputed("nullable"), "{at}: nullable is {nullable}");
    let presence = match row.demand {
        Demand::Required => "required",
        Demand::Optional => "optional",
        Demand::Unsaid => "unknown",
    };
    let found = text(field, "presence");
    // Another page may say more of a field on which this one says nothing.
    assert!(
        found == presence || disputed("presence") || row.demand == Demand::Unsaid,
        "{at}: presence is {found}, the row says {presence}"
    );
    let words = plain(&format!("{} {}", text(field, "title"), text(field, "description")));
    for said in [row.title, row.description].into_iter().flatten() {
        assert!(words.contains(&plain(said)), "{at}: {said:?} is not in {words:?}");
    }
    check_type(row, field, &at);
}

fn check_type(row: &Row, field: &Value, at: &str) {
    let kind = row.words.split([' ', '[', '(']).next().unwrap_or_default();
    let shapes: Vec<_> =
        list(field, "variants").iter().map(|one| text(one, "type")).chain([text(field, "type")]).collect();
    if let Some(name) = row.words.strip_prefix("object (").and_then(|rest| rest.strip_suffix(')')) {
        // The envelope's `data` may be anything; what it is on this page stands in the response's body.
        let is_named = shapes == ["ref"] && text(field, "schema") == name;
        assert!(is_named || row.place == "data", "{at}: {shapes:?} is not {name}");
    } else if kind == "object" {
        assert!(shapes.iter().any(|shape| ["object", "ref", "any"].contains(shape)), "{at}: {shapes:?}");
    } else {
        assert!(shapes.contains(&kind), "{at}: {shapes:?} is not {kind}");
    }
}

#[test]
fn the_named_data_of_each_response_is_referred_to() {
    let spec = load();
    let data = |page: &Page| {
        let (_, endpoint) = spec.endpoint(page.verb.1, page.path.1);
        let body = &list(&list(endpoint, "responses")[0], "bodies")[0];
        assert_eq!(body.get("enveloped").and_then(Value::as_bool), Some(true), "{}", page.file);
        (text(&body["schema"], "type").to_owned(), text(&body["schema"], "schema").to_owned())
    };
    let named = |name: &str| ("ref".to_owned(), name.to_owned());
    assert_eq!(data(&crate::reverse_order_cancellation::PAGE), named("CancelRefundOrderVO"));
    assert_eq!(data(&crate::reverse_order_modification::PAGE), named("SubmitRefundOrderVO"));
    assert_eq!(data(&crate::return_logistics_submission::PAGE).0, "object");
    assert_eq!(data(&crate::refund_info::PAGE).0, "object");
}

#[test]
fn what_stands_only_in_the_example_says_so() {
    let spec = load();
    let page = &crate::return_logistics_submission::PAGE;
    let (group, endpoint) = spec.endpoint(page.verb.1, page.path.1);
    let data = &list(&list(endpoint, "responses")[0], "bodies")[0]["schema"];
    for name in ["logisticsCompanyName", "logisticCompanyCode"] {
        let field = spec.field(group, data, &format!("logisticsCompanyList.{name}"));
        let field = field.unwrap_or_else(|| panic!("{name} is not in the spec"));
        assert_eq!(text(&field, "certainty"), "inferred from an example", "{name}");
        assert_eq!(text(&field, "type"), "string", "{name}");
    }
    let deep = spec.field(group, data, "refundOrderAggregate.purchaseOrderLine.properties.propName");
    assert_eq!(text(&deep.expect("four levels down"), "certainty"), "inferred from an example");
}

#[test]
fn enumerations_told_in_prose_are_listed() {
    let spec = load();
    let page = &crate::reverse_order_modification::PAGE;
    let (group, endpoint) = spec.endpoint(page.verb.1, page.path.1);
    let body = &list(endpoint, "bodies")[0]["schema"];
    let values = |name: &str| -> Vec<(u64, String, String)> {
        let field = spec.field(group, body, name).unwrap_or_else(|| panic!("{name} is not in the spec"));
        let values = list(&field, "enum").iter();
        let value = |one: &Value| one["value"].as_u64().expect("an integer");
        values
            .map(|one| (value(one), text(one, "name").to_owned(), text(one, "description").to_owned()))
            .collect()
    };
    let typed = |list: &[(u64, &str, &str)]| -> Vec<(u64, String, String)> {
        list.iter()
            .map(|(value, english, chinese)| (*value, (*english).to_owned(), (*chinese).to_owned()))
            .collect()
    };
    assert_eq!(
        values("refundType"),
        typed(&[(1, "Refunds only", "仅退款"), (2, "Returned items and refunds", "退货退款")])
    );
    let goods = [
        (1, "Not shipped", "未发货"),
        (2, "Shipped", "已发货"),
        (3, "No goods received", "未收到货"),
        (4, "Received the goods", "已收到货"),
        (5, "Sent back", "已寄回"),
        (6, "Seller's confirmation of receipt", "卖家确认收货"),
    ];
    assert_eq!(values("goodsStatus"), typed(&goods));
}
