#!/usr/bin/env python3
"""Follows the live feed of a Bowball server. Needs python3-websockets.

As a program, prints what the server says:   python3 bowball.py http://127.0.0.1:8080 'race/*/results' log

As a module:

    class Mine(Feed):
        def view(self, topic, data, frame): ...     # the whole state of a topic: replaces what you had
        def entry(self, entry, frame): ...          # the next entry of the log, from the oldest held; none missed, none twice
        def gap(self, frame): ...                   # except here: entries up to frame["first"] are not held, or another journal

    asyncio.run(Mine("http://127.0.0.1:8080", ["current/board", "log"]).follow())

Fields of the frames: docs/schemas. License: Apache-2.0.
"""
import asyncio
import contextlib
import json
import random
import sys
import time

import websockets

FIRST_WAIT_S = 0.5
LONGEST_WAIT_S = 30
PROBE_EVERY_S = 4
PROBES_KEPT = 8
SILENT_HEARTBEATS = 2.5
HANDSHAKE_S = 15
FOR_GOOD = {4003, 4009, 4010}  # close codes after which coming back would not help


def local_us():
    return time.monotonic_ns() // 1000


class Feed:
    def __init__(self, address, topics):
        self.url = "ws" + address.removeprefix("http") + "/live"
        self.topics = topics
        self.position = None      # of the log: the last entry that came, (epoch, seq)
        self.heartbeat_s = 5
        self.clock_of = None      # epoch and speed that the probes belong to
        self.speed = 1
        self.probes = []          # (trip, offset), the newest last

    def view(self, topic, data, frame): pass
    def entry(self, entry, frame): pass
    def gap(self, frame): pass
    def heartbeat(self, frame): pass
    def status(self, text): pass

    def now_us(self):
        """What the venue's clock says; None before the first answer. Wrong by half of the shortest trip at most."""
        return round(min(self.probes)[1] + local_us() * self.speed) if self.probes else None

    async def follow(self):
        """Until the server says that coming back would not help."""
        attempt = 0
        while True:
            self.planned_s = None  # how long to stay away, if the server says so
            self.greeted = False
            why = await self.connection()
            if why in FOR_GOOD:
                return self.status(f"ended: {why}")
            attempt = 0 if self.greeted else attempt + 1
            # Full jitter: ten thousand screens that lost one server must not come back in one second.
            ceiling = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(attempt, 16))
            wait_s = self.planned_s if self.planned_s is not None else max(0.1, random.random() * ceiling)
            self.status(f"lost ({why}), again in {wait_s:.1f} s")
            await asyncio.sleep(wait_s)

    async def connection(self):
        """One connection, to its end; returns why it ended."""
        prober = None
        socket = None
        try:
            socket = await asyncio.wait_for(websockets.connect(self.url, subprotocols=["bowball.v1"], ping_interval=None, close_timeout=1), HANDSHAKE_S)
            while True:
                # Silence means that the link is gone, whatever the socket believes.
                text = await asyncio.wait_for(socket.recv(), self.heartbeat_s * SILENT_HEARTBEATS)
                heard_us = local_us()
                frame = json.loads(text)
                if frame["kind"] == "hello":
                    await self.greet(socket, frame)
                    prober = prober or asyncio.create_task(self.probe(socket))
                else:
                    self.hear(frame, heard_us)
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else "broken"
        except (OSError, asyncio.TimeoutError, websockets.WebSocketException) as problem:
            return str(problem) or "silent"
        finally:
            if prober:
                prober.cancel()
            if socket:
                await socket.close()

    async def greet(self, socket, hello):
        self.greeted = True
        self.heartbeat_s = hello["heartbeat_ms"] / 1000
        if self.clock_of != (hello["epoch"], hello["speed"]):
            self.clock_of, self.speed, self.probes = (hello["epoch"], hello["speed"]), hello["speed"], []
        elsewhere = ": another server leads this meet now " + " ".join(hello.get("others", [])) if hello.get("role") == "superseded" else ""
        self.status(f"connected to {hello['product']} {hello['version']}{elsewhere}")
        epoch, seq = self.position or (hello["epoch"], 0)
        await socket.send(json.dumps({"v": 1, "kind": "subscribe", "topics": self.topics, "since": f"{epoch}:{seq}"}))

    async def probe(self, socket):
        with contextlib.suppress(websockets.ConnectionClosed):  # connection() says so
            while True:
                await socket.send(json.dumps({"v": 1, "kind": "ping", "t0": local_us()}))
                await asyncio.sleep(PROBE_EVERY_S)

    def hear(self, frame, heard_us):
        kind = frame["kind"]
        if kind == "view":
            self.view(frame["topic"], frame["data"], frame)
        elif kind == "event":
            self.position = (frame["epoch"], frame["seq"])
            self.entry(frame["data"], frame)
        elif kind == "gap":  # the views come anew by themselves, for they were subscribed to in the same breath
            self.position = (frame["epoch"], frame["first"])
            self.gap(frame)
        elif kind == "heartbeat":
            self.heartbeat(frame)
        elif kind == "pong":
            t0, t1, t2, t3 = frame["t0"], frame["t1_us"], frame["t2_us"], heard_us
            self.probes.append((t3 - t0 - (t2 - t1) / self.speed, (t1 + t2) / 2 - (t0 + t3) / 2 * self.speed))
            del self.probes[:-PROBES_KEPT]
        elif kind == "bye":
            self.planned_s = frame["retry_ms"] / 1000
        elif kind == "error":
            self.status(f"{frame.get('topic', '')} {frame['text']}")
        # Later versions may say more.


class Printer(Feed):
    def view(self, topic, data, frame): print("view", topic, frame["seq"], json.dumps(data), flush=True)
    def entry(self, entry, frame): print("entry", entry["seq"], entry["kind"], flush=True)
    def gap(self, frame): print("gap", frame["first"], frame["text"], flush=True)
    def heartbeat(self, frame): print("clock", self.now_us(), frame["sent_us"], flush=True)
    def status(self, text): print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("bowball.py ADDRESS TOPIC...")
    try:
        asyncio.run(Printer(sys.argv[1], sys.argv[2:]).follow())
    except KeyboardInterrupt:
        pass
