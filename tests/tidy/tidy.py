#!/usr/bin/env python3
"""Holds the house in order: layers, purity, coroutine traps, sizes, names of machines and hosts, links of the docs.

    tidy.py FOLDER    checks a checkout; prints file:line: what is wrong; exit status 1 if anything is.
"""
import pathlib
import re
import subprocess
import sys

# What each folder of server/ may include; itself always. Peers never include each other.
PURE = {"core": [], "clock": ["core"], "rules": ["core"], "engine": ["core", "rules"], "views": ["core", "rules", "engine"]}
LAYERS = PURE | {
    "formats": ["core", "rules", "engine", "views"],
    "io": ["core"],
    "journal": ["core", "rules", "engine", "views", "formats", "io"],
    "capture": ["core", "io"],
    "feeds": ["core", "rules", "engine", "views", "formats", "io"],
    "nats": ["core"],
    "relay": ["core", "rules", "engine", "views", "formats", "io", "journal", "nats"],
    "race": ["core", "clock", "rules", "engine", "views", "journal", "io"],
    "cases": ["core", "rules", "engine", "views", "formats", "io", "journal"],
    "net": ["core", "rules", "engine", "views", "formats", "io"],
    "demo": ["core", "rules", "engine", "views", "formats", "io", "drivers"],
}
# drivers/ sees core and the one header of the contract.
DRIVER_HEADERS = {"capture/driver.hpp"}

IMPURE = [
    (r"\b(?:system|steady|high_resolution)_clock\b|::now\(\)", "reads a clock"),
    (r"#include <(?:random|thread|mutex|iostream|fstream|locale|unordered_map|unordered_set|atomic|filesystem)>", "includes what a pure layer must not"),
    (r"\b(?:float|double)\b", "uses floating point"),
    (r"spdlog", "logs"),
]
# operator new fails on any thread, and nothing can be posted from there.
MAY_SHARE = {"io/memory_reserve.cpp"}
EVERYWHERE = [
    (r"std::(?:mutex|recursive_mutex|shared_mutex|atomic|condition_variable|call_once|once_flag)|asio::strand", "shares state between threads; cross with post"),
    (r"\bTODO\b|\bFIXME\b", "leaves something for later"),
]
HOSTS = re.compile(r"registry\.npmjs\.org|deb\.debian\.org|pypi\.org|files\.pythonhosted|deb\.nodesource|/home/[a-z]|/root/|\"/work/|=/work/")
LARGEST = 400
TOP = {"CMakeLists.txt", "server", "drivers", "config", "tests", "docs", "README.md", "LICENSE", "CMakePresets.json", "run", "check"}


def tracked(root):
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True)
    if listing.returncode == 0 and listing.stdout:
        return [pathlib.Path(root, name) for name in listing.stdout.decode().split("\0") if name and pathlib.Path(root, name).is_file()]
    return [path for path in pathlib.Path(root).rglob("*") if path.is_file()]


def without_comments(line):
    return re.sub(r"\"(?:[^\"\\]|\\.)*\"", '""', line.split("//")[0])


class Tidy:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.found = []

    def complain(self, path, line, what):
        self.found.append(f"{path.relative_to(self.root)}:{line}: {what}")

    def check(self):
        files = tracked(self.root)
        for path in files:
            parts = path.relative_to(self.root).parts
            if len(parts) == 1 and parts[0] not in TOP and not parts[0].startswith("."):
                self.complain(path, 1, "does not belong at the top level")
            if path.suffix in {".cpp", ".hpp"} and parts[0] in {"server", "drivers", "tests"}:
                self.check_source(path, parts)
            self.check_text(path)
            if path.suffix == ".md":
                self.check_links(path)
        for command in ["run", "check", ".ci/run"]:
            path = self.root / command
            if path.exists() and not path.stat().st_mode & 0o100:
                self.complain(path, 1, "has no run bit")
        return self.found

    def check_source(self, path, parts):
        lines = path.read_text(encoding="utf-8").splitlines()
        own_header = f'#include "{"/".join(parts[1:])}"'.replace(".cpp", ".hpp")
        opens_well = bool(lines) and (lines[0].startswith("//") or lines[0] == own_header or (parts[0] == "tests" and lines[0].startswith("#include")))
        if not opens_well:
            self.complain(path, 1, "the first line must say what the file is for")
        if path.suffix == ".hpp" and "#pragma once" not in lines:
            self.complain(path, 1, "lacks #pragma once")
        if len(lines) > LARGEST and parts[0] != "tests":
            self.complain(path, len(lines), f"is longer than {LARGEST} lines: split it")
        folder = parts[1] if parts[0] == "server" and len(parts) > 2 else None
        for number, line in enumerate(lines, 1):
            code = without_comments(line)
            if parts[0] in {"server", "drivers"}:
                self.check_include(path, number, line, parts, folder)
                for pattern, what in EVERYWHERE:
                    is_known = "shares" in what and "/".join(parts[1:]) in MAY_SHARE
                    if not is_known and re.search(pattern, line if "TODO" in pattern else code):
                        self.complain(path, number, what)
                if "co_await" in code and re.search(r"co_await.*(?:\[|\{|\?)", code):
                    self.complain(path, number, "builds a temporary inside co_await: g++ 12 destroys it twice; name it on the line above")
            if folder in PURE:
                for pattern, what in IMPURE:
                    estimator = folder == "clock" and "floating" in what
                    if not estimator and re.search(pattern, code):
                        self.complain(path, number, f"{folder} is pure and {what}")

    def check_include(self, path, number, line, parts, folder):
        include = re.match(r'#include "([^"]+)"', line)
        if not include:
            return
        target = include.group(1)
        wanted = target.split("/")[0]
        if parts[0] == "drivers":
            if wanted not in {"core", "drivers"} and target not in DRIVER_HEADERS:
                self.complain(path, number, f"a driver sees core and the driver contract, not {target}")
        elif folder is not None:
            if folder not in LAYERS:
                self.complain(path, number, f"server/{folder} is not in the table of layers")
            elif wanted != folder and wanted not in LAYERS[folder]:
                self.complain(path, number, f"{folder} may not include {wanted}")

    def check_text(self, path):
        if path.name in {"tidy.py", "tidy_test.py"} or path.suffix in {".png", ".woff2", ".cap", ".bin"}:
            return
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return
        for match in HOSTS.finditer(text):
            self.complain(path, text.count("\n", 0, match.start()) + 1, f"names a machine or a package host: {match.group(0)}")

    def check_links(self, path):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            target = match.group(1)
            if "://" in target or target.startswith("mailto:"):
                continue
            if not (path.parent / target).exists():
                self.complain(path, text.count("\n", 0, match.start()) + 1, f"the link leads nowhere: {target}")


if __name__ == "__main__":
    complaints = Tidy(sys.argv[1]).check()
    print("\n".join(complaints) if complaints else "The house is tidy.")
    sys.exit(1 if complaints else 0)
