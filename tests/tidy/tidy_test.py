#!/usr/bin/env python3
"""Shows that tidy.py finds what it is for: each bad line below is caught, and a good file is not."""
import pathlib
import tempfile
import unittest

from tidy import Tidy


class Caught(unittest.TestCase):
    def complaints(self, name, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            return Tidy(folder).check()

    def test_a_good_file_is_not_complained_of(self):
        self.assertEqual(self.complaints("server/engine/x.hpp", '// What it is for.\n#pragma once\n#include "core/time.hpp"\n'), [])

    def test_each_kind_of_mistake_is_caught(self):
        for name, text, word in [
            ("server/engine/x.cpp", '// x\n#include "net/hub.hpp"\n', "may not include net"),
            ("server/capture/x.cpp", '// x\n#include "journal/journal.hpp"\n', "may not include journal"),
            ("server/engine/x.cpp", "// x\nauto now = std::chrono::system_clock::now();\n", "reads a clock"),
            ("server/rules/x.cpp", "// x\ndouble seconds = 1;\n", "floating point"),
            ("server/views/x.cpp", "// x\n#include <unordered_map>\n", "pure layer"),
            ("server/net/x.cpp", "// x\nstd::mutex lock;\n", "cross with post"),
            ("server/net/x.hpp", "// x\n#pragma once\nmutable std::once_flag once_;\n", "cross with post"),
            ("server/net/x.cpp", "// x\nstd::call_once(once_, make);\n", "cross with post"),
            ("server/net/x.cpp", "// x\nco_await write({x, 1});\n", "co_await"),
            ("server/net/x.cpp", "int x;\n", "first line"),
            ("server/net/x.hpp", "// x\n", "pragma once"),
            ("server/net/x.cpp", "// x\n" * 401, "longer than"),
            ("server/net/x.cpp", "// x\n// TO" + "DO later\n", "later"),
            ("drivers/x.cpp", '// x\n#include "io/link.hpp"\n', "driver contract"),
            ("notes.txt", "x", "top level"),
            ("docs/x.md", "[a](nowhere.md)\n", "leads nowhere"),
            ("docs/x.md", "see https://registry.npmjs" + ".org\n", "package host"),
        ]:
            with self.subTest(name=name, word=word):
                self.assertTrue(any(word in line for line in self.complaints(name, text)), f"{text!r} in {name} was not caught")


if __name__ == "__main__":
    unittest.main()
