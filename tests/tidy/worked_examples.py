#!/usr/bin/env python3
"""Every worked example of the rules of the sports (section 10) is a test that names it: Example34, WorkedExampleNo7, No11To15, Examples21And56.

    worked_examples.py FOLDER      prints which tests hold which example; fails where one has none
"""
import pathlib
import re
import sys

# The numbers that the section gives its examples; it leaves some out.
EXAMPLES = [1, 2, 3, 4, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 30, 31, 32, 34, 36, 37, 39, 40, 41, 42, 43, 45, 47,
            49, 51, 52, 54, 56, 57, 59, 62, 63, 64]

TEST = re.compile(r'^\s*(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\((\w+), (\w+)', re.MULTILINE)
NUMBERS = re.compile(r'(?:Examples?|No)(\d+)(?:To(\d+)|And(\d+))?')


def named_by(test):
    """The numbers in a test's name."""
    found = set()
    for first, last, other in NUMBERS.findall(test):
        found.update(range(int(first), int(last or first) + 1))
        if other:
            found.add(int(other))
    return found


def tests_of(folder):
    holders = {}
    for file in sorted(pathlib.Path(folder, 'tests').rglob('*.cpp')):
        for suite, name in TEST.findall(file.read_text(encoding='utf-8')):
            for number in named_by(name) & set(EXAMPLES) if 'Example' in suite + name else ():
                holders.setdefault(number, []).append(f'{suite}.{name}')
    return holders


def main(folder):
    holders = tests_of(folder)
    for number in EXAMPLES:
        print(f'{number:3}  {", ".join(holders.get(number, ["NO TEST"]))}')
    missing = [number for number in EXAMPLES if number not in holders]
    print(f'{len(EXAMPLES) - len(missing)} of {len(EXAMPLES)} worked examples are tests.')
    return 1 if missing else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else '.'))
