//! Rows change places, and new ones come that want the names of others.

use generator::model::Model;
use generator::spec::Spec;

use crate::pipeline::{Input, Made};
use crate::{apis, changes, surface};

/// What is made of the changed spec, with the names that the run before has left.
fn resolved(input: &Input, before: &Made, change: impl Fn(&mut Spec)) -> Model {
    let mut spec = before.spec.clone();
    change(&mut spec);
    let mut names = before.names.clone();
    let (model, diagnostics) = generator::resolve(&spec, &input.api, &mut names, &input.client);
    assert!(!diagnostics.iter().any(generator::diagnostic::Diagnostic::is_error), "{diagnostics:#?}");
    model
}

#[test]
fn rows_in_another_order_change_nothing() {
    for (api, input, before) in apis() {
        let after = resolved(&input, &before, changes::shuffle);
        let (before, after) = (surface::of(&before.model), surface::of(&after));
        assert_eq!(surface::lost(&before, &after), [""; 0], "{api}");
        assert_eq!(before.len(), after.len(), "{api}");
    }
}

#[test]
fn new_rows_take_no_name() {
    let mut new = 0;
    for (api, input, before) in apis() {
        let after = resolved(&input, &before, changes::crowd);
        let (before, after) = (surface::of(&before.model), surface::of(&after));
        assert_eq!(surface::lost(&before, &after), [""; 0], "{api}");
        new += after.len() - before.len();
    }
    assert!(new > 500, "only {new} new items");
}
