//! The page of this folder, rendered: its server sends no rows, a script makes them.

use generator::diagnostic::Code;
use generator::scrape::facts::{Badge, PageKind, SchemaShape, Verb};
use generator::scrape::{Capture, read};

use crate::{browser, repository};

#[test]
fn what_a_script_renders_is_read_as_the_article() {
    let path = repository::root().join("tests/chromium/page.html");
    let source = std::fs::read(&path).expect("the page reads");
    let file = "captures/en/page.md";
    // Before the script has run there are no rows.
    let before = read(&Capture { file: file.into(), bytes: source });
    assert!(before.pages.iter().all(|page| page.bodies.is_empty()), "{:?}", before.pages);
    let Some(bytes) = browser::saved(&path) else { return };
    let reading = read(&Capture { file: file.into(), bytes });
    let [page] = reading.pages.as_slice() else { panic!("{reading:?}") };
    assert_eq!(page.kind, PageKind::Article);
    assert_eq!((page.title.value.as_str(), page.verb.value), ("Reserve a seat", Verb::Post));
    assert_eq!(page.path.value, "/shows/{show}/seats");
    assert_eq!(page.parameters[0].fields[0].name.value, "show");
    let schema = page.bodies[0].schema.as_ref().expect("a schema");
    let SchemaShape::Object { fields, .. } = &schema.shape else { panic!("{schema:?}") };
    let names: Vec<_> = fields.iter().map(|field| (field.name.value.as_str(), field.presence)).collect();
    let expected =
        [("row", Some(Badge::Required)), ("guest", Some(Badge::Optional)), ("extras", Some(Badge::Optional))];
    assert_eq!(names, expected);
    let SchemaShape::String { values, .. } = &fields[0].schema.shape else { panic!("{:?}", fields[0]) };
    assert_eq!(values.len(), 3);
    let SchemaShape::Object { fields: guest, .. } = &fields[1].schema.shape else {
        panic!("{:?}", fields[1])
    };
    assert_eq!(guest[0].name.value, "name");
    assert_eq!(guest[0].schema.description.as_deref(), Some("As on the ticket & the door list."));
    // The script left the last row closed.
    assert!(matches!(fields[2].schema.shape, SchemaShape::Collapsed { is_array: true, .. }));
    let told: Vec<_> = reading.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(told, [Code::CollapsedRows]);
    assert_eq!(page.responses[0].status, Some(201));
    let example = &page.responses[0].body.as_ref().expect("a body").examples[0];
    assert!(example.json.is_some(), "{example:?}");
}
