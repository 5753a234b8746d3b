#!/usr/bin/env python3
"""Tries what docs/reliability.md promises and prints its table: fault, how often tried, what was lost, and the command that repeats the row.

    tests/reliability/trials.py [--build FOLDER] [--only WORDS] [--long] [--check]

Each trial fails where anything is lost, so what it prints of losses is whether it failed. `--long` takes the lengths of the long run instead of those
of ./check. `--check` tries nothing: it only says where docs/reliability.md lacks a row. Trying is no part of ./check, whose tests are the same ones; `--check` is."""
import argparse
import os
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[2]

# (fault, test program and gtest filter or a script of tests/e2e, the same in a long run, what it prints of how often)
trials = [
    ("power cut at any moment", "test_journal PowerCut.AtAnyMoment*", "BOWBALL_POWER_CUTS=2000 test_journal PowerCut.AtAnyMoment*", r"\d+ cuts among .* entries"),
    ("a sync fails, then the power goes", "test_journal PowerCut.AfterSyncsThatFailed*", "BOWBALL_POWER_CUTS=2000 test_journal PowerCut.AfterSyncsThatFailed*", r"\d+ cuts among .* entries"),
    ("a sync fails, the process dies, the next one writes on, the power goes", "test_journal PowerCut.AfterLives*", "BOWBALL_POWER_CUTS=2000 test_journal PowerCut.AfterLives*", r"\d+ cuts among .* entries"),
    ("one call to the disk fails, once or from then on", "test_race DiskFaults.*", None, r"\d+ days, one fault each; \d+ met it"),
    ("disk full", "test_journal JournalFile.AFullDisk*", None, None),
    ("nothing can be written: NOT RECORDED", "test_race Recording.*", None, None),
    ("the disk hangs, or is slow each time", "test_race SlowDisk*", None, None),
    ("the disk hangs under the whole program; killed and stopped meanwhile", "slow_disk.mjs", None, r"NOT RECORDED was on .*|killed while it hung.*"),
    ("the file is damaged", "test_journal JournalFile.*", None, None),
    ("the disk is lost: backups while it races, restored", "backup.mjs", None, r".* backups while it raced.*"),
    ("`kill -9` while it races or opens the journal", "kill_loop.mjs", "kill_loop.mjs 1000", r"\d+ kills in .*"),
    ("`kill -9`, and every view to the byte", "kill.mjs", None, r"\d+ kills, seed.*"),
    ("an allocation fails, whichever", "test_race NoMemory.*", None, None),
    ("files run out; memory runs out", "scarce.mjs", None, r"\d+ screens, .*"),
    ("no thread can be made", "test_io WorkerLink.WithoutAThread*", None, None),
    ("the first server is killed, another takes over", "standby.mjs", None, r".* log entries that the first server had shown.*"),
    ("a standby comes late", "standby_late.mjs", "standby_late.mjs 48000", r"all \d+ orders .*"),
    ("a day of racing with screens that come and go", "soak.mjs 60", "soak.mjs 900", r"\d+ visits, .*|(?:at the start|in the end|begin|end).*resident.*"),
    ("the time of day is set by an hour, or by a leap second", "test_simulation Seeds/SimulatedDay.AWallClock*", None, None),
    ("the time of day jumps every two seconds, with a timer's recording", "ctest e2e_jumping_clock", None, None),
    ("nothing sets the time of day", "test_io HostClock.*", None, None),
    ("NTP hangs", "test_race ChronyWatch.*", None, None),
    ("quartzes off by 100 parts in a million", "test_simulation Seeds/SimulatedDay.ClocksThatRunOff*", None, None),
    ("all of it at once: simulated regattas", "test_simulation Seeds/SimulatedRegattas*", "BOWBALL_DAYS=20000 test_simulation Seeds/SimulatedRegattas*", r"\d+ regattas, \d+ races, \d+ times|deaths \d+|batches that failed \d+"),
]


def words_of(command):
    """The settings before it, and the program with what follows."""
    words = command.split(" ")
    settings = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    return settings, words[len(settings):]


def shown(command):
    """As a person types it in the project's folder."""
    settings, (program, *rest) = words_of(command)
    before = "".join(f"{name}={value} " for name, value in settings.items())
    if program.endswith(".mjs"):
        return before + " ".join(["node", f"tests/e2e/{program}", *rest])
    if program == "ctest":
        return f"{before}ctest --test-dir build -R {rest[0]}"
    return f"{before}build/tests/{program} --gtest_filter='{rest[0]}'"


def run(command, build):
    settings, (program, *rest) = words_of(command)
    known = {"BOWBALL_PROGRAM": str(build / "bowball"), "BOWBALL_BUILD": str(build)}
    argv = [str(build / "tests" / program), f"--gtest_filter={rest[0]}"] if rest else []
    if program.endswith(".mjs"):
        argv = ["node", str(root / "tests/e2e" / program), *rest]
    if program == "ctest":
        argv = ["ctest", "--test-dir", str(build), "-R", f"^{rest[0]}$"]
    done = subprocess.run(argv, cwd=root, env={**os.environ, **known, **settings}, capture_output=True, text=True, errors="replace")
    said = done.stdout + done.stderr
    return done.returncode == 0 and tests_in(program, said) > 0, said


def tests_in(program, said):
    """How many tests ran: a filter that fits none would lose nothing."""
    if program.endswith(".mjs"):
        return 1
    count = re.search(r"tests? failed out of (\d+)" if program == "ctest" else r"\] (\d+) tests? from", said)
    return int(count.group(1)) if count else 0


def summed(lines):
    """What the shares of a trial say in the same words is one line, its numbers summed."""
    alike = {}
    for line in lines:
        numbers = [int(number) for number in re.findall(r"\d+", line)]
        before = alike.setdefault(re.sub(r"\d+", "{}", line), [0] * len(numbers))
        alike[re.sub(r"\d+", "{}", line)] = [a + b for a, b in zip(before, numbers)]
    return [words.format(*numbers) for words, numbers in alike.items()]


def tried(program, said, pattern):
    """What the trial itself says of how often; else so many tests."""
    told = summed(re.findall(pattern, said)) if pattern else []
    tests = tests_in(program, said)
    return "; ".join(told) or ("once" if program.endswith(".mjs") else f"{tests} test" + ("" if tests == 1 else "s"))


def row_of(fault, how_often, lost, command):
    return f"| {fault} | {how_often.replace('|', '/')} | {lost} | `{command}` |"


def complaints():
    text = (root / "docs/reliability.md").read_text(encoding="utf-8")
    for fault, command, long, _ in trials:
        row = next((line for line in text.splitlines() if line.startswith(f"| {fault} |")), "")
        if not any(f"`{shown(one)}`" in row for one in (command, long) if one):
            yield f"docs/reliability.md: no row for \"{fault}\" with its command"
    names = "\n".join(path.read_text(encoding="utf-8") for path in (root / "tests").rglob("*.cpp"))
    for fault, command, _, _ in trials:
        _, (program, *rest) = words_of(command)
        for chosen in rest[0].split(":") if program.startswith("test_") else []:
            suite, _, name = chosen.removeprefix("Seeds/").partition(".")
            if not re.search(rf"^TEST\w*\({suite.replace('*', chr(92) + 'w*')}\w*, {name.removesuffix('*')}", names, re.MULTILINE):
                yield f"tests/reliability/trials.py: no test fits {chosen}"
        if program.endswith(".mjs") and not (root / "tests/e2e" / program).exists():
            yield f"tests/reliability/trials.py: there is no {program}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--build", default=str(root / "build"), type=pathlib.Path)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--long", action="store_true")
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    if given.check:
        found = list(complaints())
        print("\n".join(found) or "Every trial has its row.")
        return 1 if found else 0
    all_well = True
    for fault, command, long, pattern in trials:
        if given.only not in fault:
            continue
        chosen = long if given.long and long else command
        went_well, said = run(chosen, given.build.resolve())
        all_well = all_well and went_well
        print(row_of(fault, tried(words_of(chosen)[1][0], said, pattern), "nothing" if went_well else "FAILED", shown(chosen)), flush=True)
    return 0 if all_well else 1


if __name__ == "__main__":
    sys.exit(main())
