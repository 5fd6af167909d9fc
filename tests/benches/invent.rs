//! Writes an invented API for what measures from outside of Rust: `invent DIR COUNT [FORM]`, where the form is `text`,
//! `markdown` or `payload`.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a tool for developers says what is wrong by panicking"
)]
#![allow(dead_code, reason = "it uses what it needs of the harness")]

#[path = "../harness/synthetic/mod.rs"]
mod synthetic;

use std::env;
use std::fs;
use std::path::PathBuf;

use synthetic::Form;
use synthetic::api::api;

fn main() {
    let mut arguments = env::args().skip(1);
    let directory = PathBuf::from(arguments.next().expect("the directory to write to"));
    let count = arguments.next().and_then(|count| count.parse().ok()).expect("how many endpoints");
    let form = match arguments.next().as_deref() {
        None | Some("text") => Form::Text,
        Some("markdown") => Form::Markdown,
        Some("payload") => Form::Payload,
        Some(other) => panic!("{other} is no form"),
    };
    for (number, page) in api(count).iter().enumerate() {
        let capture = page.captured(form, number);
        let file = directory.join(&*capture.file);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("the folder is made");
        fs::write(file, capture.bytes).expect("the capture is written");
    }
}
