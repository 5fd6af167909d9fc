//! Ways to prove who calls that travel in one place.

use crate::project::Project;
use crate::repository;

#[test]
fn the_way_that_most_endpoints_take_comes_first() {
    let case = repository::root().join("tests/cases/two-ways-to-prove-who-calls-share-a-header/captures");
    let project = Project::with(&[]);
    for (path, bytes) in repository::files(&case) {
        project.write(&format!("api/captures/{path}"), bytes);
    }
    let told = project.regenerated().messages;
    assert!(told.contains("warning[contested-place]: `account` travels where `session` does"), "{told}");
    let description = project.read("client/src/api/description.rs");
    let order =
        ["\"Bearer \"", "\"token\"", "required: false", "\"Basic \"", "\"username\"", "required: false"];
    let mut rest = description.as_str();
    for word in order {
        rest = rest.split_once(word).unwrap_or_else(|| panic!("{word}: {description}")).1;
    }

    // Whoever knows better states the one way that is real.
    project.write("api/api.yaml", "authentication:\n  headers:\n    - { name: Authorization, prefix: \"Bearer \", carries: { credential: token } }\n");
    let told = project.regenerated().messages;
    assert!(!told.contains("contested-place"), "{told}");
    assert!(!project.read("client/src/api/description.rs").contains("Basic"));
}
