//! Whatever the caller's environment says of git, drift reads the repository around the API, or says why it cannot.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PAGE: &str = "Find an order\nGET\n/shop/orders/find\nResponses\n🟢200OK\napplication/json\nBody\nid\nstring\nrequired\n\
                    Modified at 2025-04-25 05:59:59\n";

fn git(directory: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory).args(["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    assert!(git.args(arguments).status().unwrap().success());
}

/// Runs the command below `root` with these variables.
fn xtask(root: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).args(["--api", "api", "--client", "client"]).current_dir(root);
    command.env("GIT_CEILING_DIRECTORIES", root.parent().unwrap());
    command.envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn the_repository_around_the_api_counts_and_no_other() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().join("own");
    let other = directory.path().join("other");
    fs::create_dir_all(root.join("api/captures/en")).unwrap();
    fs::create_dir_all(&other).unwrap();
    fs::write(root.join("api/captures/en/find.txt"), PAGE).unwrap();
    assert!(xtask(&root, &["regen"], &[]).status.success());
    git(&other, &["init", "--quiet"]);
    git(&other, &["commit", "--quiet", "--allow-empty", "--message", "Other"]);

    let no_repository = xtask(&root, &["drift"], &[]);
    assert_eq!(no_repository.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&no_repository.stderr).contains("lies in no git repository"));

    git(&root, &["init", "--quiet"]);
    git(&root, &["add", "--all"]);
    git(&root, &["commit", "--quiet", "--message", "Captured"]);
    let foreign = other.join(".git").display().to_string();
    for name in ["GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE", "GIT_SHALLOW_FILE"] {
        let ran = xtask(&root, &["drift"], &[(name, &foreign)]);
        let words = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(0), "{name}: {words}");
    }

    let nowhere = [("PATH", "/nonexistent")];
    let ran = xtask(&root, &["drift"], &nowhere);
    assert_eq!(ran.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("the program `git` was not found"));
    assert!(
        xtask(&root, &["regen", "--check"], &nowhere).status.success(),
        "without git there is no release"
    );
}
