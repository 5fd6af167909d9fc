//! Temporary git repositories, which know nothing of the user's settings.

use std::path::Path;
use std::process::Command;

/// Runs git in `directory`.
pub(crate) fn git(directory: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.arg("-C").arg(directory);
    for setting in
        ["user.name=Tester", "user.email=tester@example.org", "commit.gpgsign=false", "tag.gpgsign=false"]
    {
        git.args(["-c", setting]);
    }
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    let output = git.args(arguments).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Makes `directory` a repository, and commits everything in it.
pub(crate) fn commit_all(directory: &Path) {
    git(directory, &["init", "--quiet"]);
    git(directory, &["add", "--all"]);
    git(directory, &["commit", "--quiet", "--allow-empty", "--message", "Captured"]);
}
