//! `cargo xtask mock` as people run it: what it prints, and that it goes on until it is ended.
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

/// No line takes longer, on the busiest machine.
const PATIENCE: Duration = Duration::from_secs(60);

const PAGE: &str = "\
Find an order
GET
/orders/{orderId}
请求参数
Path 参数
orderId
string
必需
返回响应
🟢200成功
application/json
Body
id
integer
必需
示例
{
\"id\": 9007199254740993
}
修改于 2025-04-25 05:59:59
";

const API: &str = "\
name: Acme
authentication:
  headers:
    - name: token
      carries: { credential: app-token }
";

/// An API directory.
fn api() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir_all(directory.path().join("captures/en")).unwrap();
    fs::write(directory.path().join("captures/en/find.txt"), PAGE).unwrap();
    fs::write(directory.path().join("api.yaml"), API).unwrap();
    directory
}

/// The command while it runs; it is ended when this is dropped.
struct Running {
    process: Child,
    lines: Receiver<String>,
}

impl Running {
    fn start(directory: &TempDir, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["mock", "--api", "."])
            .args(arguments)
            .current_dir(directory)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Self { process, lines }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).unwrap()
    }

    /// Ends it, and gives what it said to people.
    fn end(&mut self) -> String {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let mut messages = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        messages
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The status and the body of the answer to a call.
fn answer(address: &str, first: &str, header: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    write!(stream, "{first} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{header}\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().to_owned(), body.to_owned())
}

#[test]
fn it_prints_what_to_paste_and_a_line_for_each_call() {
    let directory = api();
    let mut running = Running::start(&directory, &[]);
    let base = running.line();
    let address = base.strip_prefix("export ACME_BASE_URL=http://").unwrap().to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{base}");
    assert_eq!(running.line(), "export ACME_APP_TOKEN=mock-app-token");

    // Without an envelope the HTTP status tells a refusal.
    let (status, body) = answer(&address, "GET /orders/7?secret=hunter2", "");
    assert_eq!((status.as_str(), body.contains("the header `token` is missing")), ("401", true), "{body}");
    let line = running.line();
    assert!(line.starts_with("GET /orders/{orderId} 401 (refused: the header `token` is missing"), "{line}");
    assert!(!line.contains("hunter2"), "{line}");

    let answered = answer(&address, "GET /orders/7", "token: mock-app-token\r\n");
    assert_eq!(answered, ("200".to_owned(), "{\"id\":9007199254740993}".to_owned()));
    assert_eq!(running.line(), "GET /orders/{orderId} 200");

    let messages = running.end();
    assert!(messages.contains(&format!("Serving 1 endpoint of . on http://{address}")), "{messages}");
    assert!(!messages.contains("seed"), "nothing is left to chance: {messages}");
}

#[test]
fn it_misbehaves_as_it_is_told_and_tells_the_seed() {
    let directory = api();
    let mut running = Running::start(&directory, &["--lie", "--latency", "1ms..5ms", "--seed", "7"]);
    let address = running.line().strip_prefix("export ACME_BASE_URL=http://").unwrap().to_owned();
    running.line();
    let (_, body) = answer(&address, "GET /orders/7", "token: mock-app-token\r\n");
    assert_ne!(body, "{\"id\":9007199254740993}");
    let line = running.line();
    assert!(line.starts_with("GET /orders/{orderId} 200 (lie: id number->"), "{line}");
    let messages = running.end();
    assert!(messages.contains("; repeat what happens with `--seed 7`"), "{messages}");
}

#[test]
fn a_port_that_is_taken_and_a_wrong_command_line_are_told() {
    let directory = api();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["mock", "--api", "."])
            .args(arguments)
            .current_dir(&directory)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let (code, messages) = run(&["--port", &port]);
    assert_eq!(code, Some(1), "{messages}");
    assert!(messages.contains(&format!("the port {port} on 127.0.0.1 cannot be listened on")), "{messages}");
    for wrong in [
        ["--fail-rate", "2"].as_slice(),
        &["--lie", "often"],
        &["--latency", "5"],
        &["--seed", "x"],
        &["--port", "70000"],
    ] {
        let (code, messages) = run(wrong);
        assert_eq!(code, Some(2), "{wrong:?}: {messages}");
    }
}

#[test]
fn pages_with_errors_are_told_as_by_regen() {
    let directory = api();
    fs::write(directory.path().join("captures/en/find.txt"), PAGE.replace("integer", "intger")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["mock", "--api", "."])
        .current_dir(&directory)
        .output();
    let output = output.unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{messages}");
    assert!(messages.contains("error[unknown-type]") && messages.contains("find.txt:14"), "{messages}");
}
