#!/usr/bin/env python3
"""Feeds the OpenAPI export to the generators that people use; prints which accepts it. Not run by CI: it downloads them.

    tests/openapi-acceptance/run.py [--api DIR]... [--rust]

- openapi-spec-validator (Python) checks both versions of the export.
- progenitor (`cargo-progenitor` on the PATH, otherwise built for this run alone) makes a Rust client of version 3.0, which
  `cargo check` compiles.
- openapi-generator (by `npx`, which needs Java) validates version 3.0, and makes a Rust client of it; with `--rust`,
  `cargo check` compiles that, too.

A tool that cannot be had is skipped. Ends with 1 when a tool refuses.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGENITOR = "0.15.1"
# The last whose package holds the program itself; later ones fetch it from elsewhere. It reads 3.0 only.
OPENAPI_GENERATOR = "@openapitools/openapi-generator-cli@1.0.18-5.0.0-beta2"
VERSIONS = ["3.1", "3.0"]
# So many lines of a refusal are shown.
SHOWN = 12
# So much of a line; some tools print a whole program as one.
WIDE = 300


def attempt(command, directory):
    """Whether the command succeeds, and what it prints."""
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TERM_COLOR": "never", "RUST_BACKTRACE": "0"}
    ran = subprocess.run(list(map(str, command)), cwd=directory, env=environment, capture_output=True, text=True)
    return ran.returncode == 0, ran.stdout + ran.stderr


def exports(api, work):
    """Both versions of the export, by version."""
    files = {}
    for version in VERSIONS:
        files[version] = work / f"openapi-{version}.json"
        command = ["cargo", "xtask", "openapi", "--api", api, "--openapi-version", version, "--out", files[version]]
        done, said = attempt(command, ROOT)
        if not done:
            raise SystemExit(said)
    return files


def validator(files, work):
    """openapi-spec-validator on each version."""
    if not attempt([sys.executable, "-c", "import openapi_spec_validator"], work)[0]:
        yield "openapi-spec-validator", None, "is not installed"
        return
    for version, file in files.items():
        command = [sys.executable, "-m", "openapi_spec_validator", "--schema", version, file]
        yield (f"openapi-spec-validator {version}", *attempt(command, work))


def progenitor(files, work, tools):
    """progenitor on version 3.0, and the compiler on what it makes."""
    program = shutil.which("cargo-progenitor") or tools / "bin/cargo-progenitor"
    if not pathlib.Path(program).exists():
        install = ["cargo", "install", "cargo-progenitor", "--version", PROGENITOR, "--locked", "--root", tools]
        done, said = attempt(install, work)
        if not done:
            yield "progenitor", None, said
            return
    made = work / "progenitor"
    name = ["--name", "made", "--version", "0.1.0"]
    done, said = attempt([program, "progenitor", "--input", files["3.0"], "--output", made, *name], work)
    yield "progenitor", done, said
    if done:
        yield ("progenitor's client, compiled", *compiled(made))


def openapi_generator(files, work, with_rust):
    """openapi-generator on each version, and on request the compiler on what it makes."""
    if not shutil.which("npx") or not shutil.which("java"):
        yield "openapi-generator", None, "needs npx and Java"
        return
    program = ["npx", "--yes", OPENAPI_GENERATOR]
    done, said = attempt([*program, "version"], work)
    if not done:
        yield "openapi-generator", None, said
        return
    yield ("openapi-generator validate", *attempt([*program, "validate", "-i", files["3.0"]], work))
    made = work / "openapi-generator"
    command = [*program, "generate", "-g", "rust", "-i", files["3.0"], "-o", made]
    done, said = attempt(command, work)
    yield "openapi-generator generate rust", done, said
    if done and with_rust:
        yield ("openapi-generator's client, compiled", *compiled(made))


def compiled(package):
    """Whether the client compiles."""
    manifest = package / "Cargo.toml"
    manifest.write_text(manifest.read_text() + "\n[workspace]\n")
    return attempt(["cargo", "check"], package)


def main():
    """Prints a line for each tool and API."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--api", action="append", type=pathlib.Path, help="default: specs/pandapon")
    arguments.add_argument("--rust", action="store_true", help="also compile the client of openapi-generator")
    arguments = arguments.parse_args()
    refused = False
    with tempfile.TemporaryDirectory() as directory:
        tools = pathlib.Path(directory) / "tools"
        for api in arguments.api or [ROOT / "specs/pandapon"]:
            work = pathlib.Path(directory) / api.resolve().name
            work.mkdir()
            files = exports(api.resolve(), work)
            checks = [validator(files, work), progenitor(files, work, tools)]
            for found in [*checks, openapi_generator(files, work, arguments.rust)]:
                for tool, accepts, said in found:
                    word = {True: "accepts", False: "REFUSES", None: "skipped"}[accepts]
                    print(f"{word:8} {api.name}: {tool}", flush=True)
                    if not accepts:
                        shown = [line[:WIDE] for line in said.strip().splitlines() if line.strip()][-SHOWN:]
                        print("".join(f"         {line}\n" for line in shown), end="", flush=True)
                    refused = refused or accepts is False
    sys.exit(1 if refused else 0)


if __name__ == "__main__":
    main()
