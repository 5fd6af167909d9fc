//! Asks rustdoc for the items of a crate, in the JSON that only its unstable options write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use public_api::{Builder, PublicItem};
use serde::Deserialize;

use crate::repository;

/// The version of rustdoc's JSON that our `public-api` reads; rustdoc 1.95 writes it.
const FORMAT: u32 = 57;

#[derive(Deserialize)]
struct Format {
    format_version: u32,
}

/// The public items of a member with all features, one on each line, as `cargo public-api` prints them; `None` where the toolchain's rustdoc writes another format.
pub(crate) fn public_items(package: &str) -> Option<String> {
    let json = document(package);
    let text = fs::read_to_string(&json).expect("rustdoc has written its JSON");
    let format: Format = serde_json::from_str(&text).expect("the JSON names its format");
    if format.format_version != FORMAT {
        let problem = format!(
            "rustdoc writes format {} and public-api reads {FORMAT}: change both in Cargo.toml and here",
            format.format_version
        );
        assert!(env::var_os("CI").is_none(), "{problem}");
        println!("skipped: {problem}");
        return None;
    }
    let written = items(&json, true);
    let is_of_use = |item: &&String| {
        // Of a derived trait it is enough to know that it is there; `StructuralPartialEq` nobody can name.
        written.contains(item) || item.starts_with("impl") && !item.contains("StructuralPartialEq")
    };
    let items = items(&json, false);
    Some(items.iter().filter(is_of_use).cloned().collect::<Vec<_>>().join("\n"))
}

fn items(json: &Path, omit_derived: bool) -> Vec<String> {
    let api = Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(omit_derived)
        .build()
        .expect("public-api reads the JSON");
    api.items().map(PublicItem::to_string).collect()
}

/// Runs rustdoc; a target directory of its own keeps cargo's lock and the files of other builds out of the way.
fn document(package: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("public-api");
    let ran = Command::new(env!("CARGO"))
        .args([
            "rustdoc",
            "--quiet",
            "--locked",
            "--lib",
            "--all-features",
            "--package",
            package,
            "--target-dir",
        ])
        .arg(&target)
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .current_dir(repository::root())
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .expect("cargo runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    target.join("doc").join(format!("{}.json", package.replace('-', "_")))
}
