//! The `Cargo.toml` of a client: kept up until somebody edits it, and told what it lacks from then on.

use xtask::Exit;

use crate::command::xtask_in;
use crate::project::{CANCEL, FIND, Project};

const MANIFEST: &str = "client/Cargo.toml";

const SIGNED: &str = "\
authentication:
  headers:
    - { name: sign, carries: signature }
  signature: { parts: [timestamp], digest: sha256, key: app-secret, encoding: lower-hex }
";

/// A project whose client was made by `new`, before anything was captured.
fn project() -> Project {
    let project = Project::with(&[]);
    let ran = xtask_in(project.root(), &["new", "made", "--name", "Acme Shop", "--client", "client"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    project.write("api/captures/en/cancel.txt", CANCEL);
    project
}

#[test]
fn a_manifest_that_nobody_has_edited_is_kept_up() {
    let project = project();
    let made = project.read(MANIFEST);
    assert!(made.contains("name = \"acme-shop\"") && made.contains("default = [\"reqwest\"]"), "{made}");
    let ran = project.regenerated();
    assert!(!ran.messages.contains("Hint"), "{}", ran.messages);
    let first = project.read(MANIFEST);
    let expected = made
        .replace("[\"reqwest\"]", "[\"reqwest\", \"shop\"]")
        .replace("what they use.\n", "what they use.\nshop = []\n");
    assert_eq!(first, expected);

    project.write("api/api.yaml", SIGNED);
    let find = FIND.replace("/shop/", "/parcels/");
    project.write("api/captures/en/find.txt", find);
    let checked = project.regen(&["--check"]);
    assert_eq!(checked.exit, Exit::Stale, "{}", checked.messages);
    assert!(checked.messages.contains("client/Cargo.toml"), "{}", checked.messages);
    assert_eq!(project.read(MANIFEST), first);
    let ran = project.regenerated();
    assert!(!ran.messages.contains("Hint"), "{}", ran.messages);
    let expected = first
        .replace("\"shop\"]", "\"parcels\", \"shop\"]")
        .replace("shop = []", "parcels = []\nshop = []")
        .replace("default-features = false }", "default-features = false, features = [\"hmac-sha256\"] }");
    assert_eq!(project.read(MANIFEST), expected);
    let module = project.read("client/src/api/mod.rs");
    assert!(module.contains("#[cfg(feature = \"parcels\")]"), "{module}");

    // The same pages give the same manifest, whatever was there before.
    std::fs::remove_file(project.path("api/captures/en/find.txt")).expect("it is there");
    std::fs::remove_file(project.path("api/api.yaml")).expect("it is there");
    project.regenerated();
    assert_eq!(project.read(MANIFEST), first);
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
}

#[test]
fn a_manifest_that_was_edited_is_left_alone_and_the_lines_can_be_pasted() {
    let project = project();
    let edited = project.read(MANIFEST).replace("version = \"0.1.0\"", "version = \"0.2.0\"");
    project.write(MANIFEST, &edited);
    project.write("api/api.yaml", SIGNED);
    let told = project.regenerated().messages;
    assert_eq!(project.read(MANIFEST), edited);
    assert!(told.contains("Hint 1 group of the client can be a cargo feature"), "{told}");
    assert!(
        told.contains(
            "Hint calls are signed with a digest; below `[dependencies]` of client/Cargo.toml write"
        )
    );
    let line = |start: &str| {
        let line = told.lines().map(str::trim).find(|line| line.starts_with(start));
        line.unwrap_or_else(|| panic!("{start}: {told}")).to_owned()
    };
    let dependency = edited.lines().find(|line| line.starts_with("client-runtime = ")).expect("a dependency");
    let pasted = edited
        .replacen(dependency, &line("client-runtime = "), 1)
        .replace("[features]\n", &format!("[features]\n{}\n", line("shop = ")))
        .replace("default = [\"reqwest\"]", "default = [\"reqwest\", \"shop\"]");
    project.write(MANIFEST, &pasted);
    let told = project.regenerated().messages;
    assert!(!told.contains("Hint"), "{told}");
    assert_eq!(project.read(MANIFEST), pasted);
}
