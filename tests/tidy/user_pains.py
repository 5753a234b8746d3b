#!/usr/bin/env python3
"""Checks docs/user_pains.md: each of the seventy cases has a line, and each test that a line names exists.

A line whose last cell begins with **not held** says that its case can still happen; it is counted and printed. Any other names a test.

    user_pains.py FOLDER    prints what is wrong; exit status 1 if anything is.
"""
import pathlib
import re
import sys

CASES = range(1, 71)
NOT_HELD = "**not held**"


def known_tests(root):
    known = set()
    for path in (root / "tests").rglob("*.cpp"):
        for suite, name in re.findall(r"^TEST(?:_F|_P)?\((\w+), (\w+)\)", path.read_text(encoding="utf-8"), re.MULTILINE):
            known.add(f"{suite}.{name}")
    known.update(re.findall(r"^bowball_e2e\((\w+)", (root / "tests/e2e/CMakeLists.txt").read_text(), re.MULTILINE))
    for path in (root / "server/web/tests").rglob("*.test.js"):
        for name in re.findall(r"^ *test(?:\.each\(.*?\))?\('((?:[^'\\]|\\.)+)'", path.read_text(encoding="utf-8"), re.MULTILINE):
            known.add(f"{path.name}: {name}")
    return known


def complaints(root, not_held):
    """What is wrong, a sentence each. Adds to `not_held` the number of each case whose line says so."""
    known = known_tests(root)
    found = {}
    for number, line in enumerate((root / "docs/user_pains.md").read_text(encoding="utf-8").splitlines(), 1):
        row = re.match(r"\| (\d+) \|.*\| ([^|]*) \|$", line)
        if not row:
            continue
        names = re.findall(r"`([^`]+)`", row.group(2))
        if int(row.group(1)) in found:
            yield f"docs/user_pains.md:{number}: case {row.group(1)} has two lines"
        found[int(row.group(1))] = names
        if row.group(2).startswith(NOT_HELD):
            not_held.append(int(row.group(1)))
        elif not names:
            yield f"docs/user_pains.md:{number}: case {row.group(1)} names no test"
        for name in names:
            if name not in known:
                yield f"docs/user_pains.md:{number}: there is no test {name}"
    for case in CASES:
        if case not in found:
            yield f"docs/user_pains.md: case {case} has no line"


if __name__ == "__main__":
    not_held = []
    wrong = list(complaints(pathlib.Path(sys.argv[1]), not_held))
    rest = f"{len(not_held)} are not: {', '.join(map(str, not_held))}." if not_held else "none is not."
    print("\n".join(wrong) if wrong else f"{len(CASES) - len(not_held)} cases are held by tests that exist, {rest}")
    sys.exit(1 if wrong else 0)
