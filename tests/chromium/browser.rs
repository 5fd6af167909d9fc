//! A browser without a window, which prints the page as a person would save it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A browser that never answers is killed.
const PATIENCE: Duration = Duration::from_secs(90);

/// The document of the page at `path` once its scripts have run; nothing where no browser is installed, which CI demands.
pub(crate) fn saved(path: &Path) -> Option<Vec<u8>> {
    let Some(browser) = installed() else {
        assert!(std::env::var_os("CI").is_none(), "CI needs a browser: apt-get install chromium");
        println!("skipped: no browser is installed (chromium, chromium-browser or google-chrome)");
        return None;
    };
    let profile = tempfile::tempdir().expect("a directory for the profile");
    let output = profile.path().join("saved.html");
    let file = std::fs::File::create(&output).expect("a file for the document");
    let mut child = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        // Nothing of the page lies elsewhere, and nothing else is to be asked for.
        .args(["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"])
        .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
        .arg("--dump-dom")
        .arg(format!("file://{}", path.display()))
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser starts");
    let started = Instant::now();
    while child.try_wait().expect("the browser can be asked").is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().expect("the browser can be killed");
            child.wait().expect("a killed browser ends");
            panic!("the browser did not print the page within {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(std::fs::read(output).expect("the document reads"))
}

fn installed() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&folders)
        .find_map(|folder| names.iter().map(|name| folder.join(name)).find(|program| program.is_file()))
}
