//! Runs that are interrupted anywhere, forged leftovers, and two runs at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::plan::Plan;
use super::{Roots, Transaction, recover};
use crate::Environment;
use crate::problem::Problem;
use crate::report::Report;
use crate::tree::Change;

const DIRECTORIES: [&str; 2] = ["api", "client"];

fn roots(directory: &Path) -> Roots {
    Roots::new(&directory.join("api"), &[&directory.join("client")]).unwrap()
}

/// A file that is rewritten, one that is removed with its directories, and new ones in new directories.
fn changes(directory: &Path) -> Vec<Change> {
    let change =
        |file: &str, text: Option<&str>| Change { path: directory.join(file), text: text.map(str::to_owned) };
    vec![
        change("api/spec/a.yaml", Some("new a")),
        change("api/spec/deep/er/gone.yaml", None),
        change("client/src/api/a.rs", Some("new rs")),
        change("client/src/api/sub/b.rs", Some("new b")),
        change("client/gone.rs", None),
    ]
}

/// The files before the changes.
fn start() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for file in [
        "api/spec/a.yaml",
        "api/spec/deep/er/gone.yaml",
        "api/spec/same.yaml",
        "client/gone.rs",
        "client/mine.rs",
    ] {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "old").unwrap();
    }
    root
}

/// Path → text of every file, directories with a `/` at their end.
fn tree(directory: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(directory).min_depth(1).into_iter().map(Result::unwrap);
    let shown = |entry: &walkdir::DirEntry| {
        let path = entry.path().strip_prefix(directory).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() {
            (path + "/", String::new())
        } else {
            (path, fs::read_to_string(entry.path()).unwrap())
        }
    };
    entries.map(|entry| shown(&entry)).collect()
}

fn with_report<T>(directory: &Path, run: impl FnOnce(&Environment, &mut Report<'_>) -> T) -> (T, String) {
    let environment = Environment::plain(directory, directory);
    let mut messages = Vec::new();
    let done = run(&environment, &mut Report::new(&environment, &mut messages));
    (done, String::from_utf8(messages).unwrap())
}

fn replaced(directory: &Path) -> Result<(), Problem> {
    with_report(directory, |environment, report| {
        Transaction::begin(&roots(directory), report)?.replace(&changes(directory), environment)
    })
    .0
}

fn recovered(directory: &Path) -> (Result<(), Problem>, String) {
    with_report(directory, |environment, report| recover(&roots(directory), environment, report))
}

/// Commits to the changes and stops there.
fn committed(directory: &Path) {
    with_report(directory, |_, report| {
        let mut transaction = Transaction::begin(&roots(directory), report).unwrap();
        transaction.commit(&changes(directory)).unwrap();
    });
}

fn expected() -> BTreeMap<String, String> {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    [
        file("api/", ""),
        file("api/spec/", ""),
        file("api/spec/a.yaml", "new a"),
        file("api/spec/same.yaml", "old"),
        file("client/", ""),
        file("client/mine.rs", "old"),
        file("client/src/", ""),
        file("client/src/api/", ""),
        file("client/src/api/a.rs", "new rs"),
        file("client/src/api/sub/", ""),
        file("client/src/api/sub/b.rs", "new b"),
    ]
    .into()
}

#[test]
fn all_is_replaced_and_nothing_is_left_over() {
    let root = start();
    replaced(root.path()).unwrap();
    assert_eq!(tree(root.path()), expected());
    assert_eq!(recovered(root.path()).1, "");
}

#[test]
fn a_run_goes_on_from_every_step() {
    for done in 0..=changes(Path::new("")).len() {
        let root = start();
        committed(root.path());
        let mut left = done;
        for directory in DIRECTORIES {
            let directory = root.path().join(directory);
            for step in Plan::read(&directory).unwrap().unwrap().steps.iter().take(left) {
                step.carry_out(&directory, None).unwrap();
                left -= 1;
            }
        }
        assert_eq!(left, 0);
        let (result, messages) = recovered(root.path());
        result.unwrap();
        assert_eq!(tree(root.path()), expected(), "after {done} steps");
        assert_eq!(messages, "   Recovered api (finished what an interrupted run had begun)\n");
    }
}

#[test]
fn a_run_goes_on_when_it_was_clearing_away() {
    let root = start();
    committed(root.path());
    let client = root.path().join("client");
    Plan::read(&client).unwrap().unwrap().carry_out(&client, None).unwrap();
    fs::remove_dir_all(client.join(".regen")).unwrap();
    recovered(root.path()).0.unwrap();
    assert_eq!(tree(root.path()), expected());
}

#[test]
fn what_was_not_committed_is_cleared_away() {
    let root = start();
    let before = tree(root.path());
    committed(root.path());
    fs::remove_file(root.path().join("api/.regen/committed")).unwrap();
    let (result, messages) = recovered(root.path());
    result.unwrap();
    assert_eq!(tree(root.path()), before);
    assert_eq!(messages, "   Recovered api (cleared away what an interrupted run had prepared)\n");
}

#[test]
fn what_a_person_edited_since_stays() {
    let root = start();
    committed(root.path());
    let edited = root.path().join("api/spec/a.yaml");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    fs::write(&edited, "by hand").unwrap();
    fs::File::options().write(true).open(&edited).unwrap().set_modified(later).unwrap();
    recovered(root.path()).0.unwrap();
    assert_eq!(fs::read_to_string(edited).unwrap(), "by hand");
    assert!(root.path().join("client/src/api/a.rs").exists());
}

#[test]
fn a_refused_file_leaves_the_others_as_they_were() {
    let root = start();
    fs::create_dir_all(root.path().join("client/src")).unwrap();
    fs::write(root.path().join("client/src/api"), "in the way").unwrap();
    let before = tree(root.path());
    assert!(replaced(root.path()).is_err());
    assert_eq!(tree(root.path()), before);
}

#[test]
fn a_root_that_was_made_for_nothing_is_removed() {
    let root = start();
    fs::remove_dir_all(root.path().join("client")).unwrap();
    let before = tree(root.path());
    let (begun, _) = with_report(root.path(), |_, report| Transaction::begin(&roots(root.path()), report));
    assert!(root.path().join("client/.regen/lock").exists());
    drop(begun.unwrap());
    assert_eq!(tree(root.path()), before);
}

#[test]
fn a_forged_plan_leads_nowhere() {
    for target in
        ["../mine", "/tmp/mine", "spec/../../mine", "elsewhere/mine", ".git/config", "captures/en/a.txt"]
    {
        let root = start();
        committed(root.path());
        fs::write(root.path().join("mine"), "by hand").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.path(), root.path().join("api/elsewhere")).unwrap();
        let plan = root.path().join("api/.regen/plan");
        let text = fs::read_to_string(&plan).unwrap();
        fs::write(&plan, text.replace("spec/deep/er/gone.yaml", target)).unwrap();
        let problem = recovered(root.path()).0.unwrap_err();
        assert!(
            problem.remedy.contains("`.regen`") || problem.message.contains("link"),
            "{target}: {problem:?}"
        );
        assert_eq!(fs::read_to_string(root.path().join("mine")).unwrap(), "by hand", "{target}");
        assert_eq!(fs::read_to_string(root.path().join("api/spec/a.yaml")).unwrap(), "old", "{target}");
    }
}

#[test]
fn a_plan_of_another_run_is_not_carried_out() {
    let root = start();
    committed(root.path());
    let plan = root.path().join("client/.regen/plan");
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replacen("\"id\":\"", "\"id\":\"forged", 1)).unwrap();
    recovered(root.path()).0.unwrap();
    assert!(root.path().join("client/gone.rs").exists() && !root.path().join("client/.regen").exists());
}

#[test]
fn a_commit_to_another_client_is_named() {
    let root = start();
    committed(root.path());
    let other = Roots::new(&root.path().join("api"), &[&root.path().join("other")]).unwrap();
    let before = tree(root.path());
    let (result, _) = with_report(root.path(), |environment, report| recover(&other, environment, report));
    assert!(result.unwrap_err().message.contains("client"));
    assert_eq!(tree(root.path()), before);
}

#[test]
fn what_is_no_commit_is_a_problem() {
    let root = start();
    fs::create_dir_all(root.path().join("api/.regen")).unwrap();
    fs::write(root.path().join("api/.regen/committed"), "{}").unwrap();
    let problem = recovered(root.path()).0.unwrap_err();
    assert!(
        problem.message.starts_with("this is nothing that a run of ours has left"),
        "{}",
        problem.message
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (root, elsewhere) = (start(), tempfile::tempdir().unwrap());
    symlink(elsewhere.path(), root.path().join("api/.regen")).unwrap();
    assert!(recovered(root.path()).0.is_err());
    assert!(replaced(root.path()).is_err());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn two_runs_at_once_write_one_after_the_other() {
    let root = start();
    let (first, _) = with_report(root.path(), |_, report| Transaction::begin(&roots(root.path()), report));
    let directory = root.path().to_path_buf();
    let second = std::thread::spawn(move || {
        let ((), messages) = with_report(&directory, |environment, report| {
            let transaction = Transaction::begin(&roots(&directory), report).unwrap();
            transaction.replace(&changes(&directory), environment).unwrap();
        });
        messages
    });
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert_eq!(fs::read_to_string(root.path().join("api/spec/a.yaml")).unwrap(), "old");
    drop(first.unwrap());
    let messages = second.join().unwrap();
    assert!(messages.contains("Waiting until another run has written to api\n"), "{messages}");
    assert_eq!(tree(root.path()), expected());
}
