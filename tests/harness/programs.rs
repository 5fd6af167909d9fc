//! The programs of the workspace, built as `cargo test --workspace` builds them, and run as processes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// Name of a program or example → its executable.
pub(crate) fn executable(name: &str) -> PathBuf {
    static EXECUTABLES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    let executables = EXECUTABLES.get_or_init(built);
    executables.get(name).unwrap_or_else(|| panic!("no program {name} among {executables:?}")).clone()
}

fn built() -> BTreeMap<String, PathBuf> {
    let mut cargo = Command::new(env!("CARGO"));
    // With the whole workspace, so that crates have the features they were tested with and are not built once more.
    let cargo = cargo
        .args(["build", "--offline", "--workspace", "--bins", "--examples", "--message-format", "json"])
        .args(["--manifest-path", env!("CARGO_MANIFEST_PATH")]);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = std::str::from_utf8(&output.stdout).expect("cargo writes text").lines();
    let messages = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let named = messages.filter_map(|message| {
        let executable = message["executable"].as_str()?;
        Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(executable)))
    });
    named.collect()
}

/// A program at work, ended with the test.
pub(crate) struct Running {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Running {
    /// Starts a program with these arguments and variables and none of the other variables of the API.
    pub(crate) fn start(name: &str, arguments: &[&str], variables: &[(String, String)]) -> Self {
        let mut child = command(name, arguments, variables)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let output = BufReader::new(child.stdout.take().expect("its output is piped"));
        Self { child, output }
    }

    /// The next line it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it prints text");
        assert!(line.ends_with('\n'), "it ended after {line:?}");
        line.trim_end().to_owned()
    }

    /// Waits for its end; it must be a good one.
    pub(crate) fn rest(&mut self) -> String {
        let rest = std::io::read_to_string(&mut self.output).expect("it prints text");
        let status = self.child.wait().expect("it ends");
        assert!(status.success(), "{status}: {rest}");
        rest
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A program with these arguments and variables and none of the other variables of the API.
pub(crate) fn command(name: &str, arguments: &[&str], variables: &[(String, String)]) -> Command {
    let mut command = Command::new(executable(name));
    for (inherited, _) in std::env::vars_os() {
        if inherited.to_string_lossy().starts_with("PANDAPON_") {
            command.env_remove(inherited);
        }
    }
    command.args(arguments).envs(variables.iter().cloned()).current_dir(crate::repository::root());
    command
}
