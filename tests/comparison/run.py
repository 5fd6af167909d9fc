#!/usr/bin/env python3
"""Measures our client against the one that progenitor makes from our own OpenAPI export; prints a Markdown table.

Needs `strip`. Where `cargo-progenitor` is not on the PATH, it is built for this run alone.
With `--write`, the table also replaces the one in README.md beside this file. Takes a quarter of an hour on two idle cores.
"""

import argparse
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAMS = HERE / "programs"
PROGENITOR = "0.15.1"
TOKIO = 'tokio = { version = "1", features = ["macros", "rt"] }\n'
MADE = 'progenitor-made = { path = "../made" }\n'
# Each program with its dependencies. `equipped` adds what our client has by default.
CANDIDATES = {
    "ours": ("ours", 'generated-client = { path = "%s" }\n' % (ROOT / "generated-client")),
    "progenitor, equipped": (
        "progenitor_equipped",
        MADE
        + 'getrandom = "0.4"\nmd-5 = { version = "0.11", default-features = false }\n'
        + 'reqwest = { version = "0.13", default-features = false, features = ["gzip", "http2", "rustls"] }\n',
    ),
    "progenitor, as it comes": ("progenitor", MADE),
}


def run(command, directory, **variables):
    """Runs a command that must not fail, and returns what it prints."""
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TERM_COLOR": "never", **variables}
    ran = subprocess.run(command, cwd=directory, env=environment, capture_output=True, text=True)
    if ran.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{ran.stdout}{ran.stderr}")
    return ran.stdout


def progenitor(work):
    """The program `cargo-progenitor`: the one on the PATH, or the version that README.md names."""
    if found := shutil.which("cargo-progenitor"):
        return found
    run(["cargo", "install", "cargo-progenitor", "--version", PROGENITOR, "--locked", "--root", work / "tools"], work)
    return work / "tools/bin/cargo-progenitor"


def prepare(work):
    """Makes progenitor's client, and one package for each program; every source is downloaded."""
    document = work / "openapi.json"
    run(["cargo", "xtask", "openapi", "--api", "specs/pandapon", "--openapi-version", "3.0", "--out", document], ROOT)
    name = ["--name", "progenitor-made", "--version", "0.1.0"]
    run([progenitor(work), "progenitor", "--input", document, "--output", work / "made", *name], work)
    for program, dependencies in CANDIDATES.values():
        package = work / program
        (package / "src").mkdir(parents=True)
        shutil.copy(PROGRAMS / f"{program}.rs", package / "src/main.rs")
        # The same versions of what both use.
        shutil.copy(ROOT / "Cargo.lock", package)
        shutil.copy(ROOT / "rust-toolchain.toml", package)
        manifest = f'[package]\nname = "{program}"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
        (package / "Cargo.toml").write_text(manifest + TOKIO + dependencies)
        run(["cargo", "fetch"], package)


def check(package):
    """Seconds of wall clock and of processor time of one cold `cargo check`."""
    shutil.rmtree(package / "target", ignore_errors=True)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run(["cargo", "check", "--offline"], package)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def recheck(package, sources):
    """Seconds of processor time to check the client alone, everything below it being checked."""
    for source in sources:
        (source / "src/lib.rs").touch()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(["cargo", "check", "--offline"], package)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def crates(package):
    """The third-party crates and clients in the tree of normal dependencies, without the program itself."""
    lines = run(["cargo", "tree", "--offline", "--edges", "normal", "--prefix", "none"], package).splitlines()
    return len({tuple(line.split()[:2]) for line in lines if line}) - 1


def sizes(package):
    """Bytes of the release binary, and of the same without symbols."""
    run(["cargo", "build", "--offline", "--release"], package)
    binary = package / "target/release" / package.name
    stripped = binary.with_name("stripped")
    run(["strip", "-o", stripped, binary], package)
    return binary.stat().st_size, stripped.stat().st_size


def lines(files):
    """Lines of code and of everything: comments, docs and blank lines are no code."""
    texts = [line.strip() for file in files for line in file.read_text().splitlines()]
    code = [line for line in texts if line and not line.startswith(("//", "#![doc", "#[doc"))]
    return len(code), len(texts)


def endpoint_lines(work):
    """Lines of the functions alone: from `fn` to its closing brace, without types."""
    def functions(text, pattern):
        found = re.findall(pattern, text, re.S | re.M)
        return [len([line for line in body.splitlines() if line.strip()]) for body in found]

    made = (work / "made/src/lib.rs").read_text()
    ours = "\n".join(file.read_text() for file in sorted((ROOT / "generated-client/src/api").rglob("after_sales.rs")))
    return (
        statistics.mean(functions(ours, r"^pub fn .*?^}")),
        statistics.mean(functions(made, r"^    pub async fn .*?^    }")),
    )


def measure(work, runs):
    rows = {}
    for name, (program, _) in CANDIDATES.items():
        package = work / program
        sources = [ROOT / "generated-client", ROOT / "generated-client/runtime"] if program == "ours" else [work / "made"]
        checks = [check(package) for _ in range(runs)]
        alone = [recheck(package, sources) for _ in range(runs)]
        size, stripped = sizes(package)
        files = (
            (ROOT / "generated-client/src/api").rglob("*.rs") if program == "ours" else (work / "made/src").rglob("*.rs")
        )
        rows[name] = {
            "clean `cargo check`, wall clock": f"{statistics.median(wall for wall, _ in checks):.1f} s",
            "clean `cargo check`, processor": f"{statistics.median(cpu for _, cpu in checks):.1f} s",
            "of that, the client itself": f"{statistics.median(alone):.1f} s",
            "crates in the tree": str(crates(package)),
            "code lines": lines(files),
            "release binary": f"{size / 2**20:.2f} MiB",
            "release binary, stripped": f"{stripped / 2**20:.2f} MiB",
        }
    endpoints = len(re.findall(r"pub async fn ", (work / "made/src/lib.rs").read_text()))
    ours, made = endpoint_lines(work)
    for name, row in rows.items():
        code, everything = row.pop("code lines")
        row["generated lines of code for each endpoint"] = f"{code / endpoints:.0f}"
        row["the same with comments and blank lines"] = f"{everything / endpoints:.0f}"
        row["of the code, the function itself"] = f"{ours if name == 'ours' else made:.0f}"
        shutil.rmtree(work / CANDIDATES[name][0] / "target")
    return rows


def table(rows):
    names = list(rows)
    head = ["| | " + " | ".join(names) + " |", "|---|" + "--:|" * len(names)]
    return "\n".join(head + [f"| {what} | " + " | ".join(rows[name][what] for name in names) + " |" for what in rows[names[0]]])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="cold checks of each, of which the median counts")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        prepare(work)
        found = table(measure(work, options.runs))
    print(found)
    if options.write:
        readme = HERE / "README.md"
        marked = re.compile(r"(<!-- numbers -->\n).*?(<!-- end -->)", re.S)
        readme.write_text(marked.sub(lambda marks: f"{marks[1]}{found}\n{marks[2]}", readme.read_text()))


if __name__ == "__main__":
    main()
