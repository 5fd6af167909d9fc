#!/usr/bin/env python3
"""Counts the instructions of `cargo xtask regen` under callgrind, and its memory, and compares with what is noted.

    tests/benches/instructions.py            # counts and compares
    tests/benches/instructions.py --write    # counts and notes

The counts are stable from run to run and hardly depend on the machine, so that a change of a few percent shows. One
thread only: how work is shared between threads is not stable. Needs `valgrind`.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTED = ROOT / "tests/benches/instructions.json"
TOLERANCE = 0.02


def built(work):
    """The program, built as users of a release would, and the invented captures."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "xtask"], cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    invent = ["cargo", "run", "--quiet", "-p", "integration-tests", "--example", "invent", "--"]
    subprocess.run([*invent, work / "invented", "2000"], cwd=ROOT, check=True)
    return pathlib.Path(target) / "release/xtask"


def project(work, name):
    """An API directory to run on."""
    if name == "four pages":
        api = work / "four"
        shutil.copytree(ROOT / "specs/pandapon/captures", api / "captures")
        for file in ("api.yaml", "names.yaml"):
            shutil.copy(ROOT / "specs/pandapon" / file, api)
        return api
    return work / "invented"


def command(program, api, prefix=()):
    """A run that has everything to write."""
    client = api.with_name(api.name + "-client")
    for made in (client, api / "spec", api / "schema"):
        shutil.rmtree(made, ignore_errors=True)
    return [*prefix, program, "regen", "--api", api, "--client", client]


def instructions(program, api):
    """How many instructions a run on one thread takes."""
    with tempfile.NamedTemporaryFile() as out:
        valgrind = ("valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}")
        environment = {**os.environ, "RAYON_NUM_THREADS": "1"}
        run = command(program, api, valgrind)
        told = subprocess.run(run, check=True, capture_output=True, text=True, cwd=ROOT, env=environment).stderr
    return int(re.search(r"Collected : (\d+)", told).group(1))


def memory(program, api):
    """The most memory that a run on all threads has at once, in MiB."""
    run = subprocess.Popen(command(program, api), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(run.pid, 0)
    if status:
        sys.exit(f"the run that measures memory ended with {status}")
    return usage.ru_maxrss / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        program = built(work)
        found = {}
        for name in ("four pages", "2000 invented endpoints"):
            found[name] = instructions(program, project(work, name))
        peak = memory(program, work / "invented")
    noted = json.loads(NOTED.read_text()) if NOTED.exists() else {}
    worse = False
    for name, count in found.items():
        before = noted.get(name)
        change = f"{(count / before - 1) * 100:+.2f} %" if before else "not noted yet"
        worse |= bool(before) and count > before * (1 + TOLERANCE)
        print(f"{name}: {count / 1e6:,.1f} million instructions ({change})")
    print(f"most memory for 2000 invented endpoints: {peak:,.0f} MiB")
    if "--write" in sys.argv:
        NOTED.write_text(json.dumps(found, indent=4) + "\n")
    elif worse:
        sys.exit(f"more than {TOLERANCE:.0%} above what is noted; run with --write if that is meant")


main()
