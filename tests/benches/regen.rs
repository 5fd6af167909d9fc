//! Times whole runs of `cargo xtask regen`: the four captured pages, real pages of another vendor where they are at
//! hand, and invented APIs. `cargo bench -p integration-tests --bench regen`; see README.md beside this file.
#![expect(clippy::expect_used, clippy::panic, reason = "a benchmark says what is wrong by panicking")]
#![allow(missing_docs, reason = "criterion's macros make functions without docs")]
#![allow(dead_code, reason = "the benchmark uses what it needs of the harness")]

#[path = "../harness/repository.rs"]
mod repository;
#[path = "../harness/synthetic/mod.rs"]
mod synthetic;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use synthetic::Form;
use synthetic::api::api;
use tempfile::TempDir;
use xtask::{Environment, Exit};

/// An API directory on its own, and the client beside it.
struct Project(TempDir);

impl Project {
    /// One whose files are copied from an API directory that stays as it is.
    fn copied(from: &Path) -> Self {
        let project = Self::empty();
        for (path, bytes) in repository::files(from) {
            let is_input = path.starts_with("captures/") || !path.contains('/');
            if is_input {
                project.write(&path, &bytes);
            }
        }
        project
    }

    fn invented(count: usize, form: Form) -> Self {
        let project = Self::empty();
        for (number, page) in api(count).iter().enumerate() {
            let capture = page.captured(form, number);
            project.write(&capture.file, &capture.bytes);
        }
        project
    }

    fn empty() -> Self {
        Self(tempfile::tempdir().expect("a temporary directory"))
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let file = self.0.path().join("api").join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder is made");
        fs::write(file, bytes).expect("the file is written");
    }

    /// One run; `exit` is how it ends.
    fn regen(&self, exit: Exit) {
        let arguments = ["cargo xtask", "regen", "--api", "api", "--client", "client", "--keep-going"];
        let environment = Environment::plain(self.0.path(), repository::root());
        let (mut output, mut messages) = (Vec::new(), Vec::new());
        let ended = xtask::run(arguments.map(OsString::from), &environment, &mut output, &mut messages);
        assert_eq!(ended, exit, "{}", String::from_utf8_lossy(&messages));
    }
}

fn regen(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("regen");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(10));
    let pages = repository::root().join("specs/pandapon");
    let mut both = |name: &str, project: &dyn Fn() -> Project| {
        group.bench_function(format!("{name}, everything written"), |bencher| {
            bencher.iter_batched(project, |project| project.regen(Exit::Done), BatchSize::PerIteration);
        });
        let project = project();
        project.regen(Exit::Done);
        group.bench_function(format!("{name}, nothing changed"), |bencher| {
            bencher.iter(|| project.regen(Exit::Done));
        });
    };
    both("four pages", &|| Project::copied(&pages));
    match repository::real_api() {
        Some(corpus) => both("real pages of another vendor", &|| Project::copied(&corpus)),
        None => println!("the real pages of another vendor are not at hand: left out"),
    }
    for form in [Form::Text, Form::Markdown] {
        for count in [2000, 4000] {
            both(&format!("{count} endpoints, {form:?}"), &|| Project::invented(count, form));
        }
    }
}

criterion_group!(benches, regen);
criterion_main!(benches);
