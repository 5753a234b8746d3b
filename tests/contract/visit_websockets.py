#!/usr/bin/env python3
"""The visit of visit_ws.mjs with python3-websockets, which shares no code with Bowball either.

    python3 tests/contract/visit_websockets.py ws://127.0.0.1:8080/live deflate|plain EPOCH:SEQ LAST
"""
import asyncio
import json
import sys

import websockets

LONGEST_SILENCE_S = 60


def is_complete(report, last):
    """Whether everything that was wanted is here."""
    return "race/1/results" in report["views"] and report["entries"] and report["entries"][-1]["seq"] >= int(last)


def take(report, text):
    frame = json.loads(text)
    report["characters"] += len(text)
    kind = frame["kind"]
    if kind == "hello":
        report["hello"] = frame
    elif kind == "pong":
        report["clock"] = frame
    elif kind == "event":
        report["entries"].append(frame)
    elif kind == "view":
        report["views"][frame["topic"]] = frame
    elif kind != "heartbeat":
        raise ValueError(f"a frame that nobody asked for: {text}")


class CountedReader(asyncio.StreamReader):
    """Counts what comes from the socket, before anything is decompressed."""
    bytes_read = 0

    def feed_data(self, data):
        self.bytes_read += len(data)
        super().feed_data(data)


class Visitor(websockets.WebSocketClientProtocol):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.reader.__class__ = CountedReader


async def visit(url, how, since, last):
    report = {"hello": None, "extension": "", "pong": "", "clock": None, "views": {}, "entries": [], "bytes_read": 0, "characters": 0, "closed": 0}
    compression = "deflate" if how == "deflate" else None
    socket = await websockets.connect(url, subprotocols=["bowball.v1"], compression=compression, ping_interval=None, create_protocol=Visitor)
    report["extension"] = ", ".join(extension.name for extension in socket.extensions)
    await asyncio.wait_for(await socket.ping("are you there?"), LONGEST_SILENCE_S)
    report["pong"] = "are you there?"  # what was waited for: a pong of these very bytes
    await socket.send(json.dumps({"v": 1, "kind": "ping", "t0": 42}))
    wish = json.dumps({"v": 1, "kind": "subscribe", "topics": ["race/*/start_list", "race/1/results", "log"], "since": since})
    await socket.send([wish[:20], wish[20:]])
    while not is_complete(report, last):
        take(report, await asyncio.wait_for(socket.recv(), LONGEST_SILENCE_S))
    await socket.close(1000)
    report["closed"] = socket.close_code
    report["bytes_read"] = socket.reader.bytes_read
    print(json.dumps(report))


asyncio.run(visit(*sys.argv[1:]))
