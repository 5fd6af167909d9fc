//! What the README tells of wrong docs holds for the real pages, as it is written there.

use std::fs;

use xtask::Exit;

use crate::project::Project;
use crate::repository;

/// The block of this kind below a heading of the README.
fn block(heading: &str, kind: &str) -> String {
    let readme = fs::read_to_string(repository::root().join("README.md")).expect("the README reads");
    let (_, section) = readme.split_once(heading).expect("the README has the heading");
    let (_, block) = section.split_once(&format!("```{kind}\n")).expect("the section has such a block");
    block.split_once("```").expect("the block ends").0.to_owned()
}

/// A copy of the API checked in, without what an earlier run has written.
fn pandapon() -> Project {
    let project = Project::with(&[]);
    for (path, bytes) in repository::files(&repository::root().join("specs/pandapon")) {
        if !path.starts_with("spec/") {
            project.write(&format!("api/{path}"), bytes);
        }
    }
    project
}

#[test]
fn the_contradiction_of_the_readme_is_printed_and_its_correction_settles_it() {
    let project = pandapon();
    let first = project.regenerated().messages;
    let shown = block("## When the docs are wrong", "text").replace("specs/pandapon", "api");
    let [warning, place, ..] = shown.lines().collect::<Vec<_>>()[..] else { panic!("{shown}") };
    assert!(first.contains(warning) && first.contains(place.trim()), "{shown}\nis not in\n{first}");
    let after_sales = "client/src/api/taobao/after_sales.rs";
    assert!(!project.read(after_sales).contains("pub refund_status: Option<String>,"));

    let correction = block("## When the docs are wrong", "yaml");
    project.write("api/overrides.yaml", &correction);
    project.regenerated();
    let client = project.read(after_sales);
    assert!(client.contains("pub refund_status: Option<String>,"), "{client}");
    assert!(client.contains("Corrected: the only number is the 0 of a machine-made example"), "{client}");
    let spec = project.read("api/spec/taobao.after_sales.yaml");
    assert!(
        spec.contains("- override overrides.yaml:1") && spec.contains("settled: override overrides.yaml:1")
    );
    let tested = project.read("client/tests/api/examples/taobao/after_sales/refund_modify_200.json");
    assert!(!tested.contains("refundStatus") && tested.contains("refundId"), "{tested}");

    // The day the vendor mends the page, nobody needs the correction any more.
    let page = "api/captures/v2-en/reverse-order-modification.txt";
    project.write(page, project.read(page).replace("\"refundStatus\": 0", "\"refundStatus\": \"20\""));
    let caught_up = project.regen(&[]);
    assert_eq!(caught_up.exit, Exit::BadInput);
    assert!(caught_up.messages.contains("error[needless-correction]"), "{}", caught_up.messages);
    assert!(caught_up.messages.contains("--> api/overrides.yaml:3"), "{}", caught_up.messages);
}
