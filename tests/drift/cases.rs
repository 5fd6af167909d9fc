//! Drift of every case folder: nothing against itself, everything against nothing.

use std::fs;

use generator::model::Model;
use generator::model::drift::Version;
use generator::spec::drift::change::{Change, Level};
use generator::spec::names::Names;
use generator::spec::{Spec, drift, yaml};

use crate::pipeline::{Input, Made, run};
use crate::repository;

/// Every case that makes something, with the real pages.
fn cases() -> Vec<(String, Input, Made)> {
    let root = repository::root();
    let entries = fs::read_dir(root.join("tests/cases")).expect("tests/cases lists its entries");
    let mut folders: Vec<_> = entries.map(|entry| entry.expect("an entry reads").path()).collect();
    folders.push(root.join("specs/pandapon"));
    let made = folders.into_iter().filter_map(|folder| {
        let input = Input::below(&folder);
        let made = run(&input).made?;
        Some((folder.display().to_string(), input, made))
    });
    made.collect()
}

fn client(spec: &Spec, input: &Input, names: &Names) -> (Model, Names) {
    let mut names = names.clone();
    let (model, _) = generator::resolve(spec, &input.api, &mut names, &input.client);
    (model, names)
}

fn changes(before: &Spec, after: &Spec, input: &Input, names: &Names) -> Vec<Change> {
    let (old, old_names) = client(before, input, names);
    let (new, new_names) = client(after, input, names);
    let version = |spec| drift::Version { spec, api: &input.api };
    let before = Version { of: version(before), names: &old_names, model: &old };
    generator::drift(before, Version { of: version(after), names: &new_names, model: &new })
}

#[test]
fn a_spec_that_is_written_and_read_back_has_not_changed() {
    let mut count = 0;
    for (case, input, made) in cases() {
        let read = yaml::read_spec(&made.yaml).expect("a written spec reads");
        let found = changes(&read, &made.spec, &input, &made.names);
        assert!(found.is_empty(), "{case}: {found:#?}");
        count += 1;
    }
    assert!(count >= 30, "only {count} cases");
}

#[test]
fn what_comes_from_nothing_goes_to_nothing() {
    for (case, input, made) in cases() {
        let nothing = Spec::default();
        let come = changes(&nothing, &made.spec, &input, &made.names);
        let gone = changes(&made.spec, &nothing, &input, &made.names);
        let ids = |changes: &[Change]| -> Vec<String> {
            let mut ids: Vec<_> = changes.iter().map(|change| change.id.clone()).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&come), ids(&gone), "{case}");
        assert!(come.iter().all(|change| change.before.is_none()), "{case}: {come:#?}");
        // An envelope that no page shows is of any JSON; once it is shown, its fields have other types.
        let mut come = come.iter().filter(|change| change.place != "envelope");
        assert!(come.all(|change| change.level() < Level::Breaking), "{case}");
        assert!(gone.iter().all(|change| change.after.is_none()), "{case}: {gone:#?}");
        let endpoints: usize = made.spec.groups.values().map(|group| group.endpoints.len()).sum();
        let removed = gone.iter().filter(|change| change.endpoints == [change.place.clone()]);
        assert_eq!(removed.filter(|change| change.wire == Level::Breaking).count(), endpoints, "{case}");
    }
}
