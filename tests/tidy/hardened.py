#!/usr/bin/env python3
"""Checks of a built program that it was hardened: that it lies where nobody knows, that its tables are closed before its first line runs, that its
stack is no code, and that frames are looked after.

    hardened.py FILE    prints what is wrong; exit status 1 if anything is. Needs readelf.
"""
import re
import subprocess
import sys


def read(*arguments):
    return subprocess.run(["readelf", "--wide", *arguments], check=True, capture_output=True, text=True).stdout


def complaints(file):
    if not re.search(r"Type:\s+DYN", read("--file-header", file)):
        yield "it is no position-independent program (-pie)"
    segments = read("--segments", file)
    if "GNU_RELRO" not in segments:
        yield "its tables are not made read-only (-z relro)"
    if re.search(r"GNU_STACK\s.*RWE", segments) or "GNU_STACK" not in segments:
        yield "its stack may be run as code"
    if not re.search(r"\(FLAGS(_1)?\).*\bNOW\b", read("--dynamic", file)):
        yield "its tables stay open while it runs (-z now)"
    wanted = read("--dyn-syms", file)
    if "__stack_chk_fail" not in wanted:
        yield "no frame is looked after (-fstack-protector-strong)"


if __name__ == "__main__":
    wrong = list(complaints(sys.argv[1]))
    print("\n".join(f"{sys.argv[1]}: {one}" for one in wrong) if wrong else f"{sys.argv[1]} is hardened.")
    sys.exit(1 if wrong else 0)
