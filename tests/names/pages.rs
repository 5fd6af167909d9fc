//! Pages get other titles, other places among each other, and come and go.

use std::collections::BTreeSet;

use generator::scrape::Capture;

use crate::pipeline::Input;
use crate::{again, apis, changes, surface};

#[test]
fn a_second_run_changes_nothing() {
    for (api, input, before) in apis() {
        let after = again(&input, &before);
        assert_eq!(before.names, after.names, "{api}");
        assert!(before.yaml == after.yaml, "{api}: another spec");
        assert!(before.client == after.client, "{api}: another client");
    }
}

#[test]
fn pages_in_another_order_change_nothing() {
    for (api, input, before) in apis() {
        let captures = changes::in_another_order(&input.captures);
        let after = again(&Input { captures, ..input }, &before);
        let (before, after) = (surface::of(&before.model), surface::of(&after.model));
        assert_eq!(surface::lost(&before, &after), [""; 0], "{api}");
        assert_eq!(before.len(), after.len(), "{api}");
    }
}

#[test]
fn pages_under_other_titles_change_nothing() {
    let is_utf_8 =
        |input: &Input| input.captures.iter().any(|capture| str::from_utf8(&capture.bytes).is_ok());
    for (api, input, before) in apis().into_iter().filter(|(_, input, _)| is_utf_8(input)) {
        let captures = changes::retitled(&input.captures);
        assert_ne!(
            captures.iter().map(|capture| &capture.bytes).collect::<Vec<_>>(),
            input.captures.iter().map(|capture| &capture.bytes).collect::<Vec<_>>(),
            "{api}"
        );
        let after = again(&Input { captures, ..input }, &before);
        assert_eq!(surface::of(&before.model), surface::of(&after.model), "{api}");
        assert_eq!(before.names, after.names, "{api}");
    }
}

/// Each page is taken away and put back: what is left keeps its names, and what comes back finds its own.
#[test]
fn pages_that_go_and_come_back_find_their_names() {
    let mut count = 0;
    for (api, input, before) in apis() {
        let all = surface::of(&before.model);
        for (at, left_out) in input.captures.iter().enumerate() {
            let mut captures: Vec<Capture> = input.captures.clone();
            captures.remove(at);
            let fewer = again(&Input { captures, ..input.clone() }, &before);
            let gone: Vec<_> = fewer.names.removed.keys().map(|id| format!("fn {id}")).collect();
            let renamed = surface::renamed(&all, &surface::of(&fewer.model), &gone);
            assert_eq!(renamed, [""; 0], "{api} without {}", left_out.file);
            let back = again(&input, &fewer);
            assert_eq!(surface::lost(&all, &surface::of(&back.model)), [""; 0], "{api}: {}", left_out.file);
            assert_eq!(back.names.endpoints, before.names.endpoints, "{api}: {}", left_out.file);
            // A schema with two names on the pages may be locked under the other one now.
            let known: BTreeSet<_> = back.names.types.values().collect();
            let lost: Vec<_> = before.names.types.values().filter(|name| !known.contains(name)).collect();
            assert_eq!(lost, [""; 0], "{api}: {}", left_out.file);
            count += 1;
        }
    }
    assert!(count > 60, "only {count} pages");
}

/// Each page is the last one to come: what was there before keeps its names.
#[test]
fn a_new_page_renames_nothing() {
    for (api, input, _) in apis() {
        for (at, new) in input.captures.iter().enumerate() {
            let mut captures: Vec<Capture> = input.captures.clone();
            captures.remove(at);
            let Some(before) = crate::pipeline::run(&Input { captures, ..input.clone() }).made else {
                continue;
            };
            let after = again(&input, &before);
            // Options may all come to be demanded; their name waits all the same.
            let options = before.names.types.iter().filter(|(place, _)| place.ends_with(" options"));
            let lost: Vec<_> =
                options.filter(|(place, name)| after.names.types.get(*place) != Some(name)).collect();
            assert!(lost.is_empty(), "{api} with {}: {lost:?}", new.file);
            let (before, after) = (surface::of(&before.model), surface::of(&after.model));
            assert_eq!(surface::renamed(&before, &after, &[]), [""; 0], "{api} with {}", new.file);
            assert_eq!(surface::forgotten(&before, &after), [""; 0], "{api} with {}", new.file);
        }
    }
}
