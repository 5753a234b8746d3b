#!/usr/bin/env python3
"""Checks the lists of tests/mutation: each fault's text stands in its file, once, so that the fault can still be put in.

    seeded_faults.py FOLDER    prints what is wrong; exit status 1 if anything is.
"""
import pathlib
import sys


def complaints(root):
    sys.path.insert(0, str(root / "tests/mutation"))
    import seeded
    import simulated
    for fault in [*seeded.faults, *simulated.faults]:
        name, file, text = fault[:3]
        count = (root / file).read_text(encoding="utf-8").count(text)
        if count != 1:
            yield f"{file}: the fault \"{name}\" changes a text that stands there {count} times"


if __name__ == "__main__":
    found = list(complaints(pathlib.Path(sys.argv[1]).resolve()))
    print("\n".join(found) or "Every seeded fault can be put in.")
    sys.exit(1 if found else 0)
