#!/usr/bin/env python3
"""Makes the recordings of our own that stand beside this file, one a driver: run it here and commit what changed.

They are scripted after the layouts that the drivers' heads describe, with everything that real sessions hold: false
triggers, cleared and renumbered times, memory lines, garbage. Recordings of real devices may not be copied into the
project; tests take those from ../shared/data where it is there.
"""
import pathlib
import struct

HERE = pathlib.Path(__file__).parent
WALL_US = 1_784_880_000_000_000  # 24 July 2026, 08:00 UTC
SECOND = 1_000_000_000


def escaped(data):
    return "".join(chr(b) if 0x20 <= b < 0x7F and b != 0x5C else f"\\x{b:02x}" for b in data)


def write(name, driver, link, pieces):
    lines = [f"bowball-cap 1 {name} {driver} {link} {WALL_US}"]
    lines += [f"{at} {direction} {escaped(data)}" for at, direction, data in pieces]
    (HERE / f"{driver}.cap").write_text("\n".join(lines) + "\n")


class Timy:
    """An ALGE timer's serial line; its clock reads 10:00:00 when the recording begins."""

    def __init__(self):
        self.pieces = [(0, "*", b"open")]

    def line(self, at, text):
        self.pieces.append((round(at * SECOND), "<", text.encode("latin-1") + b"\r"))

    def clock(self, at, digits=4):
        ticks = round((36_000 + at) * 10**digits)
        seconds, part = divmod(ticks, 10**digits)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{part:0{digits}}"

    def impulse(self, at, channel, number, flag=" ", said_at=None, hand=" "):
        self.line(at if said_at is None else said_at, f"{flag}{number:04} {channel}{hand} {self.clock(at)} 00")

    def run_time(self, at, number, net, flag=" "):
        hundredths = int(net * 100 + 1e-6)
        text = f"{hundredths // 360000:02}:{hundredths // 6000 % 60:02}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"
        self.line(at, f"{flag}{number:04} RT  {text}   00")


def alge_timy():
    timy = Timy()
    timy.line(0.2, "  ALGE-TIMING")
    timy.line(0.3, "  TIMY V 1982")
    timy.line(1.0, "n0001")
    timy.impulse(2.0012, "C1", 0, flag="?")                 # somebody walks through the beam
    timy.impulse(3.5, "C0", 1, hand="M")                    # the operator tries the keypad, and clears it
    timy.impulse(3.5, "C0", 1, flag="c", said_at=4.0, hand="M")
    starts = {number: 20 + 30 * (number - 1) + number * 0.0377 for number in range(1, 9)}
    nets = {1: 421.3344, 2: 418.0001, 3: 433.9999, 4: 418.0079, 5: 425.1000, 6: 440.6061, 8: 419.4321}  # 7 does not finish
    events = [(at, "start", number) for number, at in starts.items()]
    events += [(starts[number] + net, "finish", number) for number, net in nets.items()]
    for at, what, number in sorted(events):
        if what == "start":
            timy.line(at - 5, f"s{number:04}")
            timy.impulse(at, "C0", number)
        elif number == 5:                                   # taken for 6, cleared, and given to 5
            timy.impulse(at, "C1", 6)
            timy.run_time(at + 0.01, 6, at - starts[6])
            timy.impulse(at, "C1", 6, flag="c", said_at=at + 2)
            timy.run_time(at + 2.01, 6, at - starts[6], flag="c")
            timy.impulse(at, "C1", 5, said_at=at + 2.5)
            timy.run_time(at + 2.51, 5, nets[5])
        elif number == 8:                                   # the beam was masked: typed from the backup
            timy.impulse(at, "C1", 8, flag="i", said_at=at + 9)
            timy.run_time(at + 9.01, 8, nets[8], flag="i")
        else:
            timy.impulse(at, "C1", number)
            timy.run_time(at + 0.01, number, nets[number])
        if number == 2 and what == "finish":
            timy.impulse(at + 0.0213, "C1", 0, flag="?")    # the stern, or a wave
            timy.pieces.append((round((at + 1) * SECOND), "<", b"\xff\x00\x1bnoise on the line\r"))
    timy.impulse(starts[1] + nets[1], "C1", 1, flag="m", said_at=700)  # sent again from its memory
    timy.pieces.sort(key=lambda piece: piece[0])
    write("finish_timer", "alge_timy", "serial:///dev/ttyUSB0?baud=9600", timy.pieces)


def sealed(text):
    total = 0
    for byte in text.encode():
        total ^= byte
    return f"{text} *{total:02x}\n".encode()


def simulator():
    pieces = [(0, "*", b"open")]

    def say(at, text):
        pieces.append((round(at * SECOND), "<", sealed(text)))

    def edge(at, channel, edge_of="R"):
        say(at + 0.002, f"I {channel} {round((at + 4321) * SECOND)} {edge_of} 50000")

    for second in range(0, 12):
        say(second + 0.5, f"T {round((second + 0.5 + 4321) * SECOND)}")
    say(1.0, f"Q 1 {round(4322 * SECOND)} {round(4322 * SECOND) + 1500}")
    edge(3.0, "red")
    edge(5.25, "green")
    for lane in range(1, 7):
        edge(5.25 + 0.028 + lane * 0.001, f"gate_{lane}")
        edge(5.25 + 0.028 + lane * 0.001 + 0.004, f"gate_{lane}", "F")
        edge(5.25 + 0.150 + lane * 0.013, f"motion_{lane}")
    pieces.append((round(6.5 * SECOND), "<", b"I green 99999999 R 50000 *00\n"))  # a damaged line
    pieces.append((round(6.6 * SECOND), "<", b"\x80\x81half a li"))
    pieces.append((round(6.7 * SECOND), "<", b"ne\n"))
    say(7.0, "L 2")
    for lane in range(1, 7):
        edge(8.0 + lane * 0.31, f"finish_{lane}")
    pieces.sort(key=lambda piece: piece[0])
    write("start_box", "simulator", "tcp://127.0.0.1:7010", pieces)


def finishlynx():
    first = (
        "2,1,1,Women's Double Sculls Heat 1,,,,09:12:00.1000,,2000,09:12:00.1234,\r\n"
        "1,11,3,Hansen,Ida,NED,6:41.345,,,0.190,,,,,\r\n"
        "1,12,4,\"O'Brien, the second\",Una,IRL,6:41.345,,,,,,,,\r\n"
        "3,13,2,Müller,Eva,SUI,6:44.101,,,,,,,,\r\n"
        ",14,5,Rossi,Pia,ITA,,,,,,,,,\r\n"
        "DNF,15,1,Kowal,Ewa,POL,,,,,,,,,\r\n"
        "DNS,16,6,Silva,Rita,POR,,,,,,,,,\r\n"
    )
    corrected = first.replace(",14,5,Rossi,Pia,ITA,,", "4,14,5,Rossi,Pia,ITA,6:52.870,")
    malformed = "2,1,2,Heat 2,,,,,,2000,,\r\n1,21,three,A,B,NED,6:50.00,,,,\r\n2,22,2,C,D,ITA,6:5x.00,,,,\r\n3,23\r\n4,24,4,E,F,POL,6:59.12,,,,\r\n"
    pieces = [(0, "*", b"open")]
    pieces.append((2 * SECOND, "=", b"002-1-01.lif " + first.encode("utf-8")))
    pieces.append((9 * SECOND, "=", b"002-1-01.lif " + corrected.encode("cp1252")))
    pieces.append((30 * SECOND, "=", b"002-1-02.lif " + malformed.encode()))
    pieces.append((31 * SECOND, "=", b"notes.lif " + b"\xff\xfe\x00not a result"))
    write("camera", "finishlynx", "folder:///srv/lynx?pattern=*.lif", pieces)


class GpioLines:
    """What the kernel says of GPIO lines: struct gpio_v2_line_event, little-endian, on a computer that has run for 4321 s."""

    def __init__(self):
        self.pieces = [(0, "*", b"open")]
        self.seqno = 0
        self.line_seqno = {}

    def lose(self, line, count=1):
        self.seqno += count
        self.line_seqno[line] = self.line_seqno.get(line, 0) + count

    def event(self, at, line, rising=True):
        self.lose(line)
        stamp = round((4321 + at) * SECOND)
        data = struct.pack("<QIIII24x", stamp, 1 if rising else 2, line, self.seqno, self.line_seqno[line])
        self.pieces.append((round(at * SECOND) + 60_000, "<", data))


def gpio():
    lines = GpioLines()
    lines.event(3.0, 5)                                     # the red light, read back
    lines.event(5.25, 5, rising=False)
    lines.event(5.250_004, 6)                               # the green light, read back: the start signal
    for gate in range(1, 7):
        lines.event(5.278 + gate * 0.001, 10 + gate)        # the gates leave their upper sensors
    lines.pieces.append((round(6.0 * SECOND), "<", b"\x01\x00\x00\x02 seven"))  # no kernel writes this
    for bounce in range(8):                                 # a contact that bounces
        lines.event(7.0 + bounce * 0.000_3, 7, rising=bounce % 2 == 0)
    lines.lose(7, 5)                                        # until the buffer is full: the kernel drops the oldest
    lines.lose(13, 2)
    lines.event(7.5, 7)
    lines.event(8.0, 13)                                    # and this line's own numbers show the rest
    lines.event(15.25, 6, rising=False)
    write("start_lines", "gpio", "gpio:///dev/gpiochip0?in=5,6,7,11,12,13,14,15,16", lines.pieces)


def serial_line():
    pieces = [(0, "*", b"open")]

    def change(at, line, level, edges=1):
        data = struct.pack("<4sIqII", b"MLN1", line, round((4321 + at) * SECOND), level, edges)
        pieces.append((round(at * SECOND) + 90_000, "<", data))

    change(2.0, 0, 1)                                       # DCD: a button
    change(2.2, 0, 0)
    change(4.0, 1, 1, edges=3)                              # CTS bounces faster than the thread wakes
    change(4.3, 1, 0)
    pieces.append((round(5 * SECOND), "<", b"MLN1\xff\xff\xff\xffhalf a record"))
    change(6.0, 3, 0)                                       # RI: the kernel tells of its end only
    change(7.0, 2, 1)
    change(7.1, 2, 1, edges=2)                              # DSR: off and on again
    pieces.sort(key=lambda piece: piece[0])
    write("contacts", "serial_line", "modem:///dev/ttyS0?lines=dcd,cts,dsr,ri", pieces)


def pps():
    pieces = [(0, "*", b"open")]
    wall_at_0 = WALL_US * 1000
    ahead = wall_at_0 - 4321 * SECOND

    def pulse(at, sequence, ahead=ahead):
        monotonic = round((4321 + at) * SECOND)
        pieces.append((round(at * SECOND) + 150_000, "<", struct.pack("<4sIqqq", b"PPS1", sequence, monotonic + ahead, ahead, 80)))

    second = 1.000_012                                      # this computer's quartz runs 12 ppm fast
    for count in range(1, 21):
        if count not in (8, 9):                             # two pulses are missed
            pulse(0.4 + count * second, 700 + count)
    pieces.append((round(15.9 * SECOND), "<", b"\x00\x00PPS"))
    pulse(0.4 + 20.31, 721)                                 # a spike on the line
    for count in range(21, 26):                             # meanwhile the wall clock is set by 5 s
        pulse(0.4 + count * second, 701 + count, ahead + 5 * SECOND)
    pieces.sort(key=lambda piece: piece[0])
    write("receiver", "pps", "pps:///dev/pps0", pieces)


alge_timy()
simulator()
finishlynx()
gpio()
serial_line()
pps()
