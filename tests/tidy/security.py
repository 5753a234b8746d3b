#!/usr/bin/env python3
"""Checks docs/security.md: each test that it names exists, each requirement of ASVS 5.0, levels 1 and 2, has one line, and what is not met
stands in the list at its end.

    security.py FOLDER    prints what is wrong; exit status 1 if anything is.
"""
import pathlib
import re
import sys

sys.dont_write_bytecode = True
import user_pains  # noqa: E402

# Sections of ASVS 5.0.0, and how many requirements of levels 1 and 2 each has: they come first, so these are also the highest numbers.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3,
    "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2,
    "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3,
    "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1,
    "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}
ALL = [f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)]
ANSWERS = ("met", "not applicable", "NOT MET")


def known_tests(root):
    known = user_pains.known_tests(root)
    for path in (root / "server/web/tests").rglob("*.test.js"):
        for name in re.findall(r"^ *\]\)\('((?:[^'\\]|\\.)+)'", path.read_text(encoding="utf-8"), re.MULTILINE):
            known.add(f"{path.name}: {name}")
    return known


def ids_of(text):
    """"6.5" is a whole section, "9" a whole chapter, "1.2.6-8" a run."""
    run = re.fullmatch(r"(\d+\.\d+)\.(\d+)-(\d+)", text)
    if run:
        return [f"{run.group(1)}.{number}" for number in range(int(run.group(2)), int(run.group(3)) + 1)]
    return [one for one in ALL if one == text or one.startswith(text + ".")] or [text]


def cells_of(line):
    return [cell.strip() for cell in line.strip().strip("|").split(" | ")]


def complaints(root):
    known = known_tests(root)
    text = (root / "docs/security.md").read_text(encoding="utf-8")
    answers = {}
    untested = 0
    for number, line in enumerate(text.splitlines(), 1):
        place = f"docs/security.md:{number}"
        cells = cells_of(line)
        if not line.startswith("| ") or len(cells) < 3 or re.fullmatch("-+", cells[0]):
            continue
        row = re.fullmatch(r"(\d+(?:\.\d+){0,2}(?:-\d+)?)(?: L1)?", cells[0])
        is_threat = len(cells) == 3 and ("`" in cells[2] or cells[2] == "no test")
        if row and len(cells) != 4:
            yield f"{place}: a requirement has four columns"
        if row or is_threat:
            for name in re.findall(r"`([^`]+)`", cells[-1]):
                if name not in known:
                    yield f"{place}: there is no test {name}"
        for one in ids_of(row.group(1)) if row else []:
            answer = next((kind for kind in ANSWERS if re.match(rf"{kind}(?::|$)", cells[2])), None)
            if answer is None:
                yield f"{place}: {one} is neither met, nor not applicable, nor NOT MET"
            if one in answers:
                yield f"{place}: {one} has a line already"
            if one not in ALL:
                yield f"{place}: {one} is no requirement of level 1 or 2"
            answers[one] = answer
            untested += answer == "met" and cells[3] == "-"
    yield from (f"docs/security.md: {one} has no line" for one in ALL if one not in answers)
    yield from wrong_sums(text, answers, untested)


def wrong_sums(text, answers, untested):
    counts = [sum(answer == kind for answer in answers.values()) for kind in ANSWERS]
    said = f"{len(ALL)} requirements: {counts[0]} met ({untested} of them without a test), {counts[1]} not applicable, {counts[2]} NOT MET."
    if said not in text:
        yield f"docs/security.md: it should say \"{said}\""
    end = text.split("## What is not met", 1)[-1]
    listed = [one for found in re.findall(r"\d+\.\d+\.\d+(?:-\d+)?", end) for one in ids_of(found)]
    for one, answer in answers.items():
        if (answer == "NOT MET") != (listed.count(one) == 1):
            yield f"docs/security.md: {one} is {answer}, and stands {listed.count(one)} times in the list of what is not met"


if __name__ == "__main__":
    wrong = list(complaints(pathlib.Path(sys.argv[1])))
    print("\n".join(wrong) if wrong else f"All {len(ALL)} requirements have a line, and every test that is named exists.")
    sys.exit(1 if wrong else 0)
