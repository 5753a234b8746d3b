#!/usr/bin/env python3
"""Flips one operator at a time in what judges a race, and runs the tests: a fault that no test sees is a test that is missing.

    tests/mutation/mutate.py [--build FOLDER] [--count N] [--seed N] [--only FILE[:LINE]] [--list]
    tests/mutation/mutate.py --seeded [--only WORDS]       the faults of seeded.py, over the whole house
    tests/mutation/mutate.py --simulator [--only WORDS]    those of simulated.py, which the simulated regattas must see by themselves
    ... --table                                            prints rows as they stand in docs/reliability.md

Sources and build folder stay as they are: each mutant is compiled beside them and linked in the place of the real object, into a test program
of its own. Prints a line for each mutant, then how many were found; the exit status is 1 where one was not. Not part of ./check: a
mutant costs some seconds."""
import argparse
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tempfile
import time

import simulated
from seeded import faults

root = pathlib.Path(__file__).resolve().parents[2]

# What judges, and the test programs that must see it go wrong; the fastest first.
in_rules = ["test_rules", "test_engine", "test_races"]
in_engine = ["test_engine", "test_races"]
targets = {
    **{f"rules/{name}.cpp": in_rules for name in "rounding round onset dead_heat hand_time swimming_time cut points penalty_schedule".split()},
    **{f"engine/{name}.cpp": in_engine for name in
       "judge judge_adjusted judge_case judge_crossings judge_dead_heats judge_due judge_hand judge_ranking judge_redundancy judge_relay judge_replacements judge_rerow judge_start judge_swimming".split()},
}

# So many regattas may pass before one of them shows a fault: half of what ./check has.
simulator = [("test_simulation", "Seeds/SimulatedRegattas*")]
regattas = "800"
longest_run = 1500   # seconds, of a sound program
patience = 10        # times as long as without the fault, and two minutes at least: then it does not end

# House style sets blanks around operators and none around the brackets of templates.
flips = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "),
    (r" == ", " != "), (r" != ", " == "), (r" && ", " || "), (r" \|\| ", " && "),
    (r" \+ ", " - "), (r" - ", " + "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"),
    (r"std::min\b", "std::max"), (r"std::max\b", "std::min"), (r"\(!(?=[a-z_])", "("), (r"\+= ", "-= "), (r"\bcontinue;", ";"),
    (r"\bbreak;", "continue;"),
]


def blank(text):
    """The same text with comments and literals blanked out, character for character."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'|#include[^\n]*'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", "_", m.group(0)), text, flags=re.S)


def mutants_of(name):
    text = (root / "server" / name).read_text()
    bare = blank(text)
    for pattern, new in flips:
        for match in re.finditer(pattern, bare):
            line = bare.count("\n", 0, match.start()) + 1
            source = bare.split("\n")[line - 1]
            if "operator" in source or "&&)" in source or " = default" in source or "switch" in source:
                continue
            yield {"file": name, "line": line, "old": match.group(0), "new": new, "text": text[:match.start()] + new + text[match.end():], "at": match.start()}


class Builder:
    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.commands = {}
        self.sound = {}   # what tests say without a fault

    def command(self, target):
        """The last command that makes `target`."""
        if target not in self.commands:
            out = subprocess.run(["ninja", "-t", "commands", target], cwd=self.build, capture_output=True, text=True, check=True).stdout
            self.commands[target] = out.strip().split("\n")[-1]
        return self.commands[target]

    def compile(self, mutant):
        """`file`: from server, or drivers/NAME.cpp."""
        module, _, name = mutant["file"].partition("/")
        real = f"drivers/CMakeFiles/bowball_drivers.dir/{name}.o" if module == "drivers" else f"server/CMakeFiles/bowball_{module}.dir/{mutant['file']}.o"
        source = self.folder / pathlib.Path(mutant["file"]).name
        source.write_text(mutant["text"])
        words = shlex.split(self.command(real))
        made = str(self.folder / "mutant.o")
        words = [made if w == real else str(source) if w.endswith(("/server/" + mutant["file"], str(root / mutant["file"]))) else w for w in words]
        words = [w for i, w in enumerate(words) if not (w in ("-MD", "-MT", "-MF") or (i > 0 and words[i - 1] in ("-MT", "-MF")))]
        return subprocess.run(words, cwd=self.build, capture_output=True).returncode == 0

    def link(self, test):
        # An object on the command line comes before the archive that has the real one.
        command = self.command(f"tests/{test}")
        made = str(self.folder / test)
        command = re.sub(r" -o tests/" + test + r"\b", f" {self.folder}/mutant.o -o {made}", command, count=1)
        command = command.split("&& cd ")[0].removesuffix("&& :").strip().removesuffix("&&")
        done = subprocess.run(command, cwd=self.build, shell=True, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(done.stderr[:2000])
        return made


def outcome(builder, mutant, tests):
    if not builder.compile(mutant):
        return "does not compile"
    for test in tests:
        program = builder.link(test)
        try:
            done = subprocess.run([program, "--gtest_brief=1", "--gtest_fail_fast"], cwd=builder.build, capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            return f"found by {test}: it does not end"
        if done.returncode != 0:
            named = re.search(r"FAILED\s+\] (\S+)", done.stdout)
            return f"found by {test}: {named.group(1) if named else 'it died'}"
    return "NOT FOUND"


def run_filtered(program, chosen, folder, limit=longest_run):
    """What gtest says, and whether all went well within `limit` seconds."""
    try:
        done = subprocess.run([program, "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=" + chosen], cwd=folder, capture_output=True, text=True, errors="replace", timeout=limit,
                              env={**os.environ, "BOWBALL_DAYS": regattas})
    except subprocess.TimeoutExpired:
        return "it does not end", False
    named = re.search(r"FAILED\s+\] (\S+)", done.stdout)
    count = re.search(r"\] (\d+) tests? from", done.stdout)
    if done.returncode != 0:
        return " ".join([named.group(1).rstrip(",") if named else "it died", *first_broken(done.stdout)]), False
    return count.group(1) if count else "0", True


def first_broken(said):
    """What the oracle said first, and the seed of that regatta."""
    promise = re.search(r"regatta_test\.cpp:\d+: Failure\nFailed\n([^\n]*)", said)
    seed = re.search(r"BOWBALL_SEED=(\d+)", said)
    return [f"seed {seed.group(1)}: {promise.group(1)[:110]}"] if seed and promise else []


def row_of(fault, result):
    """Of the tables in docs/reliability.md."""
    return f"| {fault[0]} | `{fault[1]}` | {result.replace('|', '/')} |"


def seeded_outcome(builder, fault, tests):
    text = (root / fault[1]).read_text()
    if text.count(fault[2]) != 1:
        return f"ROTTEN: the text stands there {text.count(fault[2])} times"
    mutant = {"file": fault[1].removeprefix("server/"), "text": text.replace(fault[2], fault[3])}
    if not builder.compile(mutant):
        return "ROTTEN: it does not compile"
    for test, chosen in tests:
        # A filter that fits no test, or a test that fails anyway, would find everything.
        if (test, chosen) not in builder.sound:
            began = time.monotonic()
            said, is_sound = run_filtered(str(pathlib.Path(builder.build) / "tests" / test), chosen, builder.build)
            builder.sound[test, chosen] = said, is_sound, max(120, patience * (time.monotonic() - began))
        said, is_sound, limit = builder.sound[test, chosen]
        if not is_sound or said == "0":
            return f"ROTTEN: {test} {chosen} without the fault: {said}"
        said, went_well = run_filtered(builder.link(test), chosen, builder.build, limit)
        if not went_well:
            return f"found by {test}: {said}"
    return "NOT FOUND"


def run_seeded(given, faults):
    chosen = [one for one in faults if given.only in one[0] or given.only in one[1]]
    tally = {"found": 0, "NOT": 0, "ROTTEN:": 0}
    with tempfile.TemporaryDirectory(prefix="bowball-mutant-") as folder:
        builder = Builder(given.build, pathlib.Path(folder))
        for fault in chosen:
            result = seeded_outcome(builder, fault, fault[4] if len(fault) > 4 else simulator)
            tally[result.split(" ")[0]] += 1
            print(row_of(fault, result) if given.table else f"{fault[0]} ({fault[1]}): {result}", flush=True)
    print(f"{len(chosen)} faults: {tally['found']} found, {tally['NOT']} not found, {tally['ROTTEN:']} that cannot be made any more")
    return 0 if tally["found"] == len(chosen) else 1


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", default=str(root / "build"))
    arguments.add_argument("--count", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    arguments.add_argument("--only", default="")
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("--seeded", action="store_true")
    arguments.add_argument("--simulator", action="store_true")
    arguments.add_argument("--table", action="store_true")
    given = arguments.parse_args()
    if given.seeded or given.simulator:
        return run_seeded(given, faults if given.seeded else simulated.faults)
    file, _, line = given.only.partition(":")
    all_mutants = [one for name in targets if file in name and (root / "server" / name).exists() for one in mutants_of(name)]
    if line:
        all_mutants = [one for one in all_mutants if one["line"] == int(line)]
    chosen = all_mutants if len(all_mutants) <= given.count else random.Random(given.seed).sample(all_mutants, given.count)
    print(f"{len(chosen)} of {len(all_mutants)} mutants, seed {given.seed}", flush=True)
    missed = found = 0
    with tempfile.TemporaryDirectory(prefix="bowball-mutant-") as folder:
        builder = Builder(given.build, pathlib.Path(folder))
        for mutant in sorted(chosen, key=lambda one: (one["file"], one["at"])):
            result = "" if given.list else outcome(builder, mutant, targets[mutant["file"]])
            missed += result == "NOT FOUND"
            found += result.startswith("found")
            source = (root / "server" / mutant["file"]).read_text().split("\n")[mutant["line"] - 1].strip()
            print(f"{mutant['file']}:{mutant['line']}:{mutant['old'].strip()} -> {mutant['new'].strip()}: {result}\n    {source}", flush=True)
    print(f"{found} found, {missed} not found, {len(chosen) - found - missed} do not compile")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
