//! A run that is killed at any moment leaves the old files or the new ones, and the next run the new ones.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};
use tempfile::TempDir;

/// So many runs are killed, unless the time is up before.
const KILLS: usize = 300;
const TIME: Duration = Duration::from_secs(40);
/// Fewer would prove nothing, however slow the machine.
const FEWEST: usize = 20;

type Files = BTreeMap<String, Vec<u8>>;

/// An API and a client.
struct Project {
    directory: TempDir,
}

impl Project {
    fn path(&self, path: &str) -> std::path::PathBuf {
        self.directory.path().join(path)
    }

    /// Writes the captures of one of two versions, which share one group; no names are locked.
    fn capture(&self, version: usize) {
        let captures = self.path("api/captures/en");
        let _ = fs::remove_dir_all(&captures);
        fs::create_dir_all(&captures).unwrap();
        let groups = [["orders", "refunds", "parcels"], ["orders", "coupons", "sellers"]];
        for group in groups[version] {
            for verb in ["GET", "DELETE"] {
                let text = page(group, verb, version);
                fs::write(captures.join(format!("{group}-{verb}.txt")), text).unwrap();
            }
        }
        let _ = fs::remove_file(self.path("api/names.yaml"));
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["regen", "--api", "api", "--client", "client"])
            .current_dir(self.directory.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// A run that nobody kills.
    fn run(&self) -> Files {
        assert!(self.start().wait().unwrap().success());
        assert!(!self.path("api/.regen").exists() && !self.path("client/.regen").exists());
        self.files()
    }

    /// Every file that a run writes, whether it should or not.
    fn files(&self) -> Files {
        let root = self.directory.path();
        let is_private = |path: &Path| path.ends_with(".regen") || path.ends_with("captures");
        let entries = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| !is_private(entry.path()));
        let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
        let read = |path: &Path| {
            (path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())
        };
        files.map(|entry| read(entry.path())).collect()
    }

    fn has_begun(&self) -> bool {
        self.path("api/.regen").exists()
    }

    /// Waits for the process that carries out what is committed: it holds the lock as long as it lives.
    fn settle(&self) {
        if let Ok(lock) = File::open(self.path("api/.regen/lock")) {
            flock(&lock, FlockOperation::LockExclusive).unwrap();
        }
    }
}

fn page(group: &str, verb: &str, version: usize) -> String {
    format!(
        "{verb} {group}\n{verb}\n/{group}/one\nRequest\nQuery Params\nid\nstring\nrequired\nResponses\n🟢200OK\n\
         application/json\nBody\nv{version}\nobject (V{version})\nrequired\nname\nstring\nrequired\nExample\n\
         {{\n\"v{version}\": {{\n\"name\": \"a\"\n}}\n}}\nModified at 2025-04-26 05:59:59\n"
    )
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let limit = u64::try_from(limit.as_nanos()).unwrap().max(1);
        Duration::from_nanos(self.0 % limit)
    }
}

/// How long a run takes, and how long of that it writes.
fn measure(project: &Project) -> (Duration, Duration) {
    let start = Instant::now();
    let mut run = project.start();
    while !project.has_begun() && run.try_wait().unwrap().is_none() {}
    let begun = Instant::now();
    assert!(run.wait().unwrap().success());
    (start.elapsed(), begun.elapsed())
}

#[test]
fn a_killed_run_leaves_the_old_files_or_the_new_ones() {
    let project = Project { directory: tempfile::tempdir().unwrap() };
    let versions = [0, 1].map(|version| {
        project.capture(version);
        project.run()
    });
    project.capture(0);
    let (whole, writing) = measure(&project);
    let (mut dice, started, mut version) = (Dice(0x2545_f491_4f6c_dd1d), Instant::now(), 0);
    let (mut landed, mut untouched, mut replaced) = (0, 0, 0);
    for round in 0..KILLS {
        if started.elapsed() > TIME {
            break;
        }
        version = 1 - version;
        project.capture(version);
        let before = project.files();
        let mut run = project.start();
        if round % 3 == 0 {
            std::thread::sleep(dice.below(whole));
        } else {
            // Most runs are killed while they write, which is the shorter part.
            while !project.has_begun() && run.try_wait().unwrap().is_none() {}
            let (wait, begun) = (dice.below(writing), Instant::now());
            while begun.elapsed() < wait {
                std::hint::spin_loop();
            }
        }
        run.kill().unwrap();
        landed += usize::from(run.wait().unwrap().signal() == Some(9));
        project.settle();
        let after = project.files();
        if after == before {
            untouched += 1;
        } else {
            assert_eq!(
                after.keys().collect::<Vec<_>>(),
                versions[version].keys().collect::<Vec<_>>(),
                "round {round}"
            );
            assert!(after == versions[version], "round {round}: some files are old and some are new");
            replaced += 1;
        }
        assert!(project.run() == versions[version], "round {round}: the next run makes all files new");
    }
    println!("{landed} runs were killed in time; {untouched} left the old files, {replaced} the new ones");
    assert!(landed >= FEWEST, "only {landed} runs were killed in time");
    assert!(untouched > 0 && replaced > 0, "{untouched} untouched, {replaced} replaced");
}
