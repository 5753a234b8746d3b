#!/usr/bin/env python3
"""Every driver and every decoder under libFuzzer and the sanitizers of clang 19, some time each.

    tests/fuzz/fuzz.py [--seconds 60] [--only NAME[,NAME...]] [--jobs 1] [--corpus FOLDER] [--no-build]

Builds the preset `fuzz` (apt-get install clang-19 libclang-rt-19-dev), writes the seeds of each, and goes on from what earlier runs kept in the
corpus folder (build/fuzz_corpus). Prints a line of a table for each: executions, edges covered, inputs kept, findings. A finding is a file in
build/fuzz_findings, and the exit status is 1: put it into tests/fuzz/corpus/<name>/found_<what it was> when it is mended."""
import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]
programs = root / "build" / "fuzz" / "tests" / "fuzz"
most_bytes = 16 * 1024   # a longer input takes long, and finds little that a short one does not
most_mb = 2048           # of memory: what an input may take is said by the decoders themselves, far below


def names():
    drivers = sorted(file.stem for file in (root / "drivers").glob("*.cpp"))
    decoders = sorted(file.stem for file in (root / "tests" / "fuzz" / "decoders").glob("*.cpp"))
    return [(name, "driver") for name in drivers] + [(name, "decoder") for name in decoders]


def write_seeds(name, kind, folder):
    if kind == "driver":
        recordings = sorted(str(file) for file in (root / "tests" / "devices").glob(name + ".cap"))
        command = [programs / "fuzz_replay", name, "--seeds", folder, *recordings]
        if not recordings:
            return folder.mkdir(parents=True, exist_ok=True)
    else:
        command = [programs / "fuzz_decoders", name, "--seeds", folder]
    return subprocess.run(command, check=True)


def fuzz(name, kind, given):
    corpus = pathlib.Path(given.corpus) / name
    seeds = pathlib.Path(given.corpus) / (name + ".seeds")
    findings = root / "build" / "fuzz_findings" / name
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    write_seeds(name, kind, seeds)
    before = set(findings.iterdir())
    command = [programs / f"fuzz_{name}", corpus, seeds, f"-max_total_time={given.seconds}", f"-max_len={most_bytes}", f"-rss_limit_mb={most_mb}", "-timeout=20", "-print_final_stats=1",
               f"-artifact_prefix={findings}/"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    counts = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)/(\S+)", done.stderr)
    executions = re.search(r"number_of_executed_units: *(\d+)", done.stderr) or re.search(r"Done (\d+) runs", done.stderr)
    found = sorted(set(findings.iterdir()) - before)
    (findings.parent / (name + ".log")).write_text(done.stderr[-20_000:])
    cov, features, kept, _ = counts[-1] if counts else ("0", "0", "0", "")
    has_failed = done.returncode != 0 or bool(found)
    print(f"| {name} | {kind} | {int(executions.group(1)) if executions else 0:,} | {int(cov):,} | {int(features):,} | {int(kept):,} | {len(found) if found else 1 if has_failed else 0} |", flush=True)
    for one in found:
        print(f"  {one}", flush=True)
    return not has_failed


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--jobs", type=int, default=1)
    arguments.add_argument("--corpus", default=str(root / "build" / "fuzz_corpus"))
    arguments.add_argument("--no-build", action="store_true")
    given = arguments.parse_args()
    wanted = set(filter(None, given.only.split(",")))
    chosen = [(name, kind) for name, kind in names() if not wanted or name in wanted or kind in wanted]
    if not chosen or (wanted - {"driver", "decoder"}) - {name for name, _ in chosen}:
        sys.exit(f"--only: known are driver, decoder, {', '.join(name for name, _ in names())}")
    if not given.no_build:
        subprocess.run(["cmake", "--preset", "fuzz"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["cmake", "--build", "--preset", "fuzz"], cwd=root, check=True)
    print("| what | kind | executions | edges | features | inputs kept | findings |\n|---|---|---:|---:|---:|---:|---:|", flush=True)
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        outcomes = list(pool.map(lambda one: fuzz(*one, given), chosen))
    print(f"{len(outcomes)} targets, {given.seconds} s each, {outcomes.count(False)} with findings")
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
