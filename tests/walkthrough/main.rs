//! The walk-through of the README, as it is written there: from a docs URL to a first call.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

#[path = "../harness/programs.rs"]
mod programs;
#[path = "../harness/repository.rs"]
mod repository;
#[path = "../capture/site.rs"]
mod site;

use site::{Reply, Site};

/// What the vendor publishes: an index, prose, and two endpoints that need a token.
const PAGES: [(&str, &str); 4] = [
    ("llms.txt", include_str!("site/llms.txt")),
    ("1m0.md", include_str!("site/1m0.md")),
    ("421118e0.md", include_str!("site/421118e0.md")),
    ("421119e0.md", include_str!("site/421119e0.md")),
];

/// The block of this kind in the README's section about other vendors.
fn block(kind: &str) -> String {
    let readme = fs::read_to_string(repository::root().join("README.md")).expect("the README reads");
    let (_, section) = readme.split_once("## Another vendor").expect("the README has the section");
    let (_, block) = section.split_once(&format!("```{kind}\n")).expect("the section has such a block");
    block.split_once("```").expect("the block ends").0.to_owned()
}

/// Where the README is followed.
struct Reader {
    directory: tempfile::TempDir,
    docs: String,
}

impl Reader {
    fn path(&self, path: &str) -> PathBuf {
        self.directory.path().join(path)
    }

    /// A command of the README, with this build of ours, offline, and the site that is there.
    fn shell(&self, typed: &str) -> Command {
        let xtask = programs::executable("xtask");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client");
        let command = typed
            .replace("cargo xtask", &format!("exec '{}'", xtask.display()))
            .replace(
                "cargo run",
                &format!(
                    "exec '{}' run --quiet --offline --target-dir '{}'",
                    env!("CARGO"),
                    target.display()
                ),
            )
            .replace("https://docs.acme.example", &self.docs);
        assert_ne!(command, typed, "only our commands and cargo's are known");
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(self.directory.path());
        // The same flags as in the other tests that build clients, so that what clients depend on is built once.
        shell.env("RUSTFLAGS", "-Dwarnings").env_remove("CARGO_ENCODED_RUSTFLAGS");
        shell
    }

    fn run(&self, typed: &str) -> Output {
        let output = self.shell(typed).output().expect("there is a shell");
        assert!(output.status.success(), "{typed}\n{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}

/// What is typed of a line, without its comment.
fn typed(line: &str) -> &str {
    line.split(" #").next().unwrap_or(line).trim_end()
}

/// The mock, ended with the test.
struct Mock(Child);

impl Drop for Mock {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_docs_url_becomes_a_call_in_five_commands() {
    let site = Site::start();
    for (name, text) in PAGES {
        site.put(&format!("/{name}"), Reply::markdown(text));
    }
    let reader = Reader { directory: tempfile::tempdir().expect("a directory"), docs: site.url("/") };
    let commands = block("sh");
    let [new, capture, regen, mock, call] = commands.lines().collect::<Vec<_>>()[..] else {
        panic!("these are no five commands: {commands}");
    };

    reader.run(new);
    // What cargo builds there and what an ended run leaves is nothing to commit.
    for (file, line) in [("apis/acme/.gitignore", ".capture/"), ("apis/acme/client/.gitignore", "/target")] {
        let ignored = fs::read_to_string(reader.path(file)).expect("it was made");
        assert!(ignored.lines().any(|one| one == line), "{file}: {ignored}");
    }
    // The crate compiles before there is anything in it; the versions of this workspace are at hand.
    let manifest = "apis/acme/client/Cargo.toml";
    fs::copy(repository::root().join("Cargo.lock"), reader.path("apis/acme/client/Cargo.lock"))
        .expect("Cargo.lock is copied");
    let program = reader.path("apis/acme/client/examples/first_call.rs");
    fs::create_dir(program.parent().expect("it lies in a folder")).expect("the folder is made");
    fs::write(&program, "fn main() {\n    println!(\"{:?}\", acme_shop::from_env().is_err());\n}\n")
        .expect("it is written");
    assert_eq!(reader.run(call).stdout, b"true\n", "{manifest} builds, and no base URL is known");

    let said = reader.run(capture).stderr;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("Finished 4 new") && said.contains(&format!("`{}`", typed(regen))), "{said}");
    let captures = repository::files(&reader.path("apis/acme/captures"));
    for (name, text) in PAGES {
        assert_eq!(captures[name], text.as_bytes(), "{name}");
    }
    let said = reader.run(regen).stderr;
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("2 endpoints in 1 group") && said.contains("0 warnings"), "{said}");
    // Nobody has edited the manifest, so that there is nothing to be pasted into it.
    let text = fs::read_to_string(reader.path(manifest)).expect("it is there");
    assert!(
        text.contains("\ndefault = [\"reqwest\", \"orders\"]\n") && !said.contains("Hint"),
        "{said}{text}"
    );
    let covered = reader.run("cargo xtask coverage --api apis/acme").stdout;
    let covered = String::from_utf8_lossy(&covered);
    assert!(covered.contains("captures/: 3 of 3 pages captured\n"), "{covered}");
    // The docs of the client lead to the page on the web, and so does the export.
    let page = site.url("/421118e0.md");
    let client =
        fs::read_to_string(reader.path("apis/acme/client/src/api/orders.rs")).expect("it was written");
    assert!(client.contains(&format!("/// Source: [`captures/421118e0.md`]({page}).")), "{client}");
    let document = reader.run("cargo xtask openapi --api apis/acme").stdout;
    let document: serde_json::Value = serde_json::from_slice(&document).expect("it is JSON");
    assert_eq!(document["paths"]["/orders/{orderId}"]["get"]["externalDocs"]["url"], page.as_str());

    let mut mock =
        Mock(reader.shell(mock).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts"));
    let printed = BufReader::new(mock.0.stdout.take().expect("its output is piped"));
    let pasted: Vec<_> = printed
        .lines()
        .take(2)
        .map(|line| line.expect("it prints text"))
        .map(|line| {
            let pasted = line.strip_prefix("export ").and_then(|line| line.split_once('='));
            pasted.map(|(name, value)| (name.to_owned(), value.to_owned())).expect("a line to paste")
        })
        .collect();
    assert_eq!((pasted[0].0.as_str(), pasted[1].0.as_str()), ("ACME_SHOP_BASE_URL", "ACME_SHOP_TOKEN"));
    fs::write(&program, block("rust,ignore")).expect("it is written");
    let called = reader.shell(call).envs(pasted.iter().cloned()).output().expect("cargo runs");
    let said = String::from_utf8_lossy(&called.stderr);
    assert!(called.status.success(), "{said}");
    // What the page's example shows.
    assert_eq!(String::from_utf8_lossy(&called.stdout), "order 4711 is shipped\n", "{said}");
    // The token goes along; the mock lets nobody in without it.
    let mut wrong = pasted;
    wrong.retain(|(name, _)| name != "ACME_SHOP_TOKEN");
    let called = reader.shell(call).envs(wrong).output().expect("cargo runs");
    assert!(!called.status.success(), "no token is there");
    assert!(String::from_utf8_lossy(&called.stderr).contains("ACME_SHOP_TOKEN"), "{called:?}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let reader = Reader { directory: tempfile::tempdir().expect("a directory"), docs: String::new() };
    let new = "cargo xtask new apis/acme --name \"Acme Shop\"";
    reader.run(new);
    let before = repository::files(reader.directory.path());
    for typed in [new, "cargo xtask new apis/other --name Other --client apis/acme/client"] {
        let output = reader.shell(typed).output().expect("there is a shell");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("nothing is overwritten") && said.contains("apis/acme"), "{said}");
    }
    for name in ["", "a\nb"] {
        let output = reader
            .shell(&format!("cargo xtask new apis/third --name '{name}'"))
            .output()
            .expect("there is a shell");
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(repository::files(reader.directory.path()), before);
}
