#!/usr/bin/env python3
"""A pseudo-terminal for tests: prints the name of its device, then writes to it whatever comes in on standard input.

What the server sends to the device goes to standard output, one line of hexadecimal each; ends with its input.
"""
import os
import pty
import select
import sys
import time
import tty

master, slave = pty.openpty()
tty.setraw(slave)
print(os.ttyname(slave), flush=True)
os.close(slave)  # the server says it when somebody else has its port open
waiting = [0, master]
while True:
    ready, _, _ = select.select(waiting, [], [])
    if master in ready:
        try:
            print(os.read(master, 65536).hex(), flush=True)
        except OSError:
            time.sleep(0.01)  # nobody has it open
    if 0 in ready:
        piece = os.read(0, 65536)
        if not piece:
            break
        while piece:
            piece = piece[os.write(master, piece):]
