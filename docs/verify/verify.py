#!/usr/bin/env python3
"""Checks a journal of Bowball: its chain of hashes, and the checkpoints that were signed of it. See docs/verify.md.

    verify.py JOURNAL [--head SEQ:HASH] [--checkpoints FILE] [--key KEY] [--public-copy]

Checkpoints need python3-nacl. Exit status 0 where everything holds; 1 where something is wrong, with the first bad entry's number; 3 where the chain
holds and notes of the checkpoints are damaged.
License: Apache-2.0.
"""
import argparse
import base64
import hashlib
import json
import math
import pathlib
import re
import sqlite3
import sys
import urllib.parse

ED25519 = b"\x01"
DASH = "\u2014 ".encode()
MOST_BYTES = 4 * 1024 * 1024
DEEPEST = 16
NOTES_ARE_DAMAGED = 3


class Broken(Exception):
    """Something is wrong; the text says what."""


class Text(bytes):
    """What stands as a text in the file, byte for byte; what stands as a blob is plain bytes."""


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
    try:
        from nacl.exceptions import CryptoError
        from nacl.signing import VerifyKey
    except ImportError as problem:
        raise OSError("checkpoints need python3-nacl, which is not installed here") from problem

    text, _, signatures = note.rpartition(b"\n\n")
    text += b"\n"
    for line in signatures.split(b"\n"):
        if not line.startswith(DASH + name.encode() + b" "):
            continue
        try:
            raw = base64.b64decode(line.rsplit(b" ", 1)[1], validate=True)
            if raw[:4] == key_id(name, key) and len(raw) == 68:
                VerifyKey(key).verify(text, raw[4:])
                return text
        except (CryptoError, ValueError):
            pass
    raise Broken(f"no good signature of {name}")


def checkpoint_of(text):
    """Number of entries and hash that a checkpoint names."""
    lines = text.split(b"\n")
    if len(lines) < 4 or not re.fullmatch(rb"[0-9]{1,20}", lines[1]) or not re.fullmatch(rb"[A-Za-z0-9+/]{43}=", lines[2]):
        raise Broken("this is no checkpoint")
    return int(lines[1]), base64.b64decode(lines[2])


def read_checkpoints(raw, key_text):
    """What the good notes of a file vouch for, what is damaged in it, and how many whole notes there are. Each note is taken for itself."""
    name, key = parse_key(key_text)
    begins = [0] + [found.start() for found in re.finditer(b"bowball/", raw) if found.start() > 0] + [len(raw)]
    good, damaged, whole = [], [], 0
    for number, (begin, end) in enumerate(zip(begins, begins[1:]), 1):
        piece = raw[begin:end]
        if not piece:
            continue
        where = f"checkpoint {number}, from byte {begin}"
        note = re.match(rb"bowball/[^\n]*\n(?:[^\n]+\n)*\n(?:" + DASH + rb"[^\n]*\n)+", piece)
        if not note:
            damaged.append(f"{where}: this is no whole note.")
            continue
        whole += 1
        try:
            good.append(checkpoint_of(open_note(note[0], name, key)))
        except Broken as problem:
            damaged.append(f"{where}: {problem}.")
        if piece[note.end():] not in (b"", b"\n"):
            damaged.append(f"{where}: something that belongs to no note stands behind it.")
    return good, damaged, whole


def number_of(digits):
    """A number that a double can hold: larger ones are none."""
    if not math.isfinite(float(digits)):
        raise ValueError("a number is out of range")
    return int(digits) if re.fullmatch("-?[0-9]+", digits) else float(digits)


def refuse(word):
    raise ValueError(f"{word} is no JSON")


def depth_of(entry):
    depth = deepest = 0
    for mark in re.findall(rb'"(?:[^"\\]|\\.)*"|[\[{\]}]', entry, re.DOTALL):
        depth += {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(mark, 0)
        deepest = max(deepest, depth)
    return deepest


def is_whole(value, least):
    return type(value) is int and least <= value < 2**63


def marks_of(entry):
    """What the columns must say: seq, kind, race, wall_us. Raises ValueError where the entry cannot be read."""
    if not entry.startswith(b"{") or not entry.endswith(b"}") or len(entry) > MOST_BYTES or depth_of(entry) > DEEPEST:
        raise ValueError("it is no JSON object within the bounds")
    said = json.loads(entry.decode("utf-8"), parse_int=number_of, parse_float=number_of, parse_constant=refuse)
    if b"\\u" in entry:
        json.dumps(said, ensure_ascii=False).encode("utf-8")  # half a pair of surrogates is no character
    data = said.get("data")
    if not isinstance(data, dict):
        raise ValueError("it lacks data, an object")
    race = data.get("race")
    if ("race" in data and not is_whole(race, 0)) or not is_whole(said.get("seq"), 0) or not is_whole(said.get("wall_us"), -2**63) or not isinstance(said.get("kind"), str):
        raise ValueError("it lacks seq, wall_us, kind or a race as they must be")
    return said["seq"], said["kind"].encode("utf-8"), race, said["wall_us"]


def is_blank(row):
    _, entry, stored, kind, _, _ = row
    return type(entry) is Text and not entry and type(kind) is Text and kind == b"redacted" and type(stored) is bytes and len(stored) == 32


def flaw_of(row, before, may_be_blank):
    """Why a row is bad, or None. `before`: number and hash of the row before it."""
    seq, entry, stored, kind, race, wall_us = row
    if is_blank(row):
        return None if may_be_blank else "it is blank, known by its hash alone, and this is no copy of what the public may see"
    text = entry if type(entry) is Text else b""
    if type(stored) is not bytes or hashlib.sha256(before[1] + text).digest() != stored:
        return "the chain of hashes breaks here"
    try:
        said = marks_of(text)
    except (ValueError, RecursionError) as problem:
        return f"it cannot be read: {problem}"
    if said[0] != seq:
        return f"it says that it is entry {said[0]}"
    for column, value, told, kept in (("kind", kind, said[1], Text), ("race", race, said[2], int), ("wall_us", wall_us, said[3], int)):
        if value != told or (told is not None and type(value) is not kept):
            return f"its column {column} is not what its text says"
    return None


def is_public_copy(file):
    """Whether the file says of itself that it is a copy of what the public may see."""
    try:
        return file.execute("SELECT value FROM meta WHERE key='public_copy'").fetchone() == (b"yes",)
    except sqlite3.Error:
        return False


def verify(journal, expected, may_be_blank):
    """Number and hash of the newest entry, and how many are blank. Raises Broken with the first bad one."""
    expected = sorted(end for end in expected if end[0] > 0)  # that it was empty once says nothing
    head = (0, bytes(32))
    blank = held = 0
    file = sqlite3.connect(f"file:{urllib.parse.quote(str(journal))}?mode=ro", uri=True)
    file.text_factory = Text
    may_be_blank = may_be_blank or is_public_copy(file)
    for row in file.execute("SELECT seq, entry, hash, kind, race, wall_us FROM entries ORDER BY seq"):
        if type(row[0]) is not int or row[0] != head[0] + 1:
            raise Broken(f"BROKEN at entry {head[0] + 1}: it is missing.")
        why = flaw_of(row, head, may_be_blank)
        if why:
            raise Broken(f"BROKEN at entry {row[0]}: {why}.")
        head = (row[0], row[2])
        if is_blank(row):
            blank += 1
        else:
            held = head[0]
        while expected and expected[0][0] == head[0]:
            if expected.pop(0)[1] != head[1]:
                raise Broken(f"BROKEN at entry {head[0]}: its hash is not the expected one.")
            held = head[0]
    if held < head[0]:
        raise Broken(f"BROKEN at entry {held + 1}: it is blank, and neither an entry after it nor a checkpoint holds it.")
    if expected:
        raise Broken(f"BROKEN at entry {head[0] + 1}: the journal ends before entry {expected[-1][0]}.")
    return head[0], head[1], blank


def read_notes(given):
    """As read_checkpoints(), from the file that was named, or stands beside the journal; and why they vouch for nothing, or None."""
    notes = given.checkpoints or pathlib.Path(f"{given.journal}.checkpoints")
    if not given.checkpoints and not notes.exists():
        return [], [], None
    try:
        key = given.key or (given.journal.parent / "signing.pub").read_text(encoding="utf-8")
        good, damaged, whole = read_checkpoints(notes.read_bytes(), key)
    except (Broken, OSError, ValueError) as problem:
        return [], [], str(problem)
    trouble = None if good or not (given.checkpoints or whole) else f"{notes} holds no checkpoint that this key signed: it vouches for nothing."
    return good, [f"DAMAGED: {notes}, {one}" for one in damaged], trouble


def say(found, signed, damaged):
    seq, digest, blank = found
    print(f"The chain holds: {seq} entries, head {seq}:{digest.hex()}.")
    if blank:
        print(f"{blank} of them are blank and known by their hash alone: this is a copy of what the public may see.")
    print("\n".join(damaged), end="\n" if damaged else "")
    if signed:
        newest = max(number for number, _ in signed)
        print(f"{len(signed)} signed checkpoints agree. The newest is of entry {newest}; no checkpoint vouches for the {seq - newest} entries after it.")


def main():
    cli = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cli.add_argument("journal", type=pathlib.Path)
    cli.add_argument("--head", help="SEQ:HASH, an end that the journal had")
    cli.add_argument("--checkpoints", type=pathlib.Path, help="default: the file beside the journal")
    cli.add_argument("--key", help="default: signing.pub beside the journal")
    cli.add_argument("--public-copy", action="store_true", help="a copy of what the public may see: entries may be blank")
    given = cli.parse_args()
    signed, damaged, trouble = read_notes(given)
    try:
        expected = list(signed)
        if given.head:
            seq, _, digest = given.head.partition(":")
            expected.append((int(seq), bytes.fromhex(digest)))
        found = verify(given.journal, expected, given.public_copy)
    except (Broken, OSError, ValueError, sqlite3.Error) as problem:
        sys.exit("\n".join([str(problem), *damaged]))
    say(found, signed, damaged)
    if trouble:
        sys.exit(trouble)
    sys.exit(NOTES_ARE_DAMAGED if damaged else 0)


if __name__ == "__main__":
    main()
