#!/usr/bin/env python3
"""Checks a journal of Bowball: its chain of hashes, and the checkpoints that were signed of it. See docs/verify.md.

    verify.py JOURNAL [--head SEQ:HASH] [--checkpoints FILE] [--key KEY]

Checkpoints need python3-nacl. Exit status 0 where everything holds, 1 where something is wrong, with the first bad entry's number.
License: Apache-2.0.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import sqlite3
import sys

ED25519 = b"\x01"
DASH = "\u2014 "


class Broken(Exception):
    """Something is wrong; the text says what."""


def key_id(name, key):
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + key).digest()[:4]


def parse_key(text):
    name, key_hash, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded, validate=True)
    if raw[:1] != ED25519 or len(raw) != 33 or key_id(name, raw[1:]).hex() != key_hash:
        raise Broken("this is no key")
    return name, raw[1:]


def open_note(note, name, key):
    """The text of a signed note, if this key signed it."""
    from nacl.exceptions import BadSignatureError
    from nacl.signing import VerifyKey

    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    for line in signatures.splitlines():
        if not line.startswith(f"{DASH}{name} "):
            continue
        raw = base64.b64decode(line.rsplit(" ", 1)[1], validate=True)
        if raw[:4] != key_id(name, key):
            continue
        try:
            VerifyKey(key).verify(text.encode(), raw[4:])
            return text
        except BadSignatureError:
            pass
    raise Broken(f"no good signature of {name}")


def split_notes(text):
    """Notes one after another, an empty line behind each: text, empty line, signatures, empty line. A last one that was cut off is left out."""
    parts = text.split("\n\n")
    notes = [f"{body}\n\n{signatures}\n" for body, signatures in zip(parts[:-1:2], parts[1:-1:2])]
    if len(parts) % 2 == 0 and parts[-1].endswith("\n"):
        notes.append(f"{parts[-2]}\n\n{parts[-1]}")
    return notes


def checkpoints(path, key_text):
    name, key = parse_key(key_text)
    ends = []
    for number, note in enumerate(split_notes(path.read_text(encoding="utf-8")), 1):
        try:
            origin, entries, encoded = open_note(note, name, key).split("\n")[:3]
        except (Broken, ValueError) as problem:
            raise Broken(f"{path}, checkpoint {number}: {problem}") from problem
        if not origin.startswith("bowball/"):
            raise Broken(f"{path}, checkpoint {number} is of no journal")
        ends.append((int(entries), base64.b64decode(encoded, validate=True)))
    return ends


def flaw_of(row, before):
    """Why a row is bad, or None. `before`: number and hash of the row before it."""
    seq, entry, stored, kind, race, wall_us = row
    if seq != before[0] + 1:
        return "missing"
    if kind == "redacted" and not entry:
        return None if len(stored) == 32 else "its hash has the wrong length"
    if hashlib.sha256(before[1] + entry.encode()).digest() != stored:
        return "the chain of hashes breaks here"
    try:
        said = json.loads(entry)
    except ValueError as problem:
        return f"it cannot be read: {problem}"
    if said.get("seq") != seq:
        return f"it says that it is entry {said.get('seq')}"
    for column, value, told in (("kind", kind, said.get("kind")), ("race", race, said.get("data", {}).get("race")), ("wall_us", wall_us, said.get("wall_us"))):
        if value != told:
            return f"its column {column} is not what its text says"
    return None


def verify(journal, expected):
    """Number and hash of the newest entry. Raises Broken with the first bad one."""
    expected = sorted(expected)
    head = (0, bytes(32))
    file = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
    for row in file.execute("SELECT seq, entry, hash, kind, race, wall_us FROM entries ORDER BY seq"):
        why = flaw_of(row, head)
        if why:
            raise Broken(f"BROKEN at entry {head[0] + 1 if why == 'missing' else row[0]}: {why}.")
        head = (row[0], bytes(row[2]))
        while expected and expected[0][0] == head[0]:
            if expected.pop(0)[1] != head[1]:
                raise Broken(f"BROKEN at entry {head[0]}: its hash is not the expected one.")
    if expected:
        raise Broken(f"BROKEN at entry {head[0] + 1}: the journal ends before entry {expected[-1][0]}.")
    return head


def main():
    cli = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cli.add_argument("journal", type=pathlib.Path)
    cli.add_argument("--head", help="SEQ:HASH, an end that the journal had")
    cli.add_argument("--checkpoints", type=pathlib.Path, help="default: the file beside the journal")
    cli.add_argument("--key", help="default: signing.pub beside the journal")
    given = cli.parse_args()
    try:
        expected = []
        if given.head:
            seq, _, digest = given.head.partition(":")
            expected.append((int(seq), bytes.fromhex(digest)))
        notes = given.checkpoints or pathlib.Path(f"{given.journal}.checkpoints")
        signed = []
        if given.checkpoints or notes.exists():
            signed = checkpoints(notes, given.key or (given.journal.parent / "signing.pub").read_text(encoding="utf-8"))
        seq, digest = verify(given.journal, expected + signed)
    except (Broken, OSError, ValueError, sqlite3.Error) as problem:
        sys.exit(str(problem))
    print(f"The chain holds: {seq} entries, head {seq}:{digest.hex()}. {len(signed)} signed checkpoints agree.")


if __name__ == "__main__":
    main()
