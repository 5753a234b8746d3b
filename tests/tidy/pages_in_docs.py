#!/usr/bin/env python3
"""Checks docs/pages.md: every page has a section of at least ten lines and a picture; and README.md shows at least four pictures.

    pages_in_docs.py FOLDER    prints what is wrong; exit status 1 if anything is.

A page is a file of server/web/*.html or server/web/public/*.html. Its section names its address: `## Console: `/console``; that of index.html is `/`.
Lines are those that say something: no headings, pictures, comments or empty ones.
"""
import pathlib
import re
import sys

LINES = 10
PICTURES_OF_README = 4
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")


def addresses(root):
    """The address of each page: server/web/console.html is /console."""
    files = [*(root / "server/web").glob("*.html"), *(root / "server/web/public").glob("*.html")]
    return sorted("/" if file.stem == "index" else f"/{file.stem}" for file in files)


def sections(text):
    """Address -> the text below its heading."""
    parts = re.split(r"^## (.*)$", text, flags=re.MULTILINE)
    return {address: body for title, body in zip(parts[1::2], parts[2::2]) for address in re.findall(r"`(/[\w-]*)`", title)}


def lines_of(body):
    without_comments = re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL)
    return [line for line in map(str.strip, without_comments.splitlines()) if line and not line.startswith(("#", "!["))]


def missing_pictures(folder, text):
    return [name for name in PICTURE.findall(text) if not (folder / name).is_file()]


def complaints(root):
    pages = addresses(root)
    if not pages:
        yield "server/web: there is no page to look for"
    told = sections((root / "docs/pages.md").read_text(encoding="utf-8"))
    for address in pages:
        if address not in told:
            yield f"docs/pages.md: {address} has no section"
            continue
        body = told[address]
        if len(lines_of(body)) < LINES:
            yield f"docs/pages.md: {address} has {len(lines_of(body))} lines, at least {LINES} are wanted"
        if not PICTURE.search(body):
            yield f"docs/pages.md: {address} has no picture"
        for name in missing_pictures(root / "docs", body):
            yield f"docs/pages.md: {address} shows {name}, which is not there"
    for address in told:
        if address not in pages:
            yield f"docs/pages.md: there is no page {address}"
    readme = (root / "README.md").read_text(encoding="utf-8")
    shown = set(PICTURE.findall(readme))
    if len(shown) < PICTURES_OF_README:
        yield f"README.md: shows {len(shown)} pictures, at least {PICTURES_OF_README} are wanted"
    for name in missing_pictures(root, readme):
        yield f"README.md: shows {name}, which is not there"


if __name__ == "__main__":
    wrong = list(complaints(pathlib.Path(sys.argv[1])))
    print("\n".join(wrong) if wrong else "Every page is told of in ten lines and shown.")
    sys.exit(1 if wrong else 0)
