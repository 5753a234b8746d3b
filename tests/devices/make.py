#!/usr/bin/env python3
"""Makes the recordings of our own that stand beside this file, one a driver: run it here and commit what changed.

They are scripted after the layouts that the drivers' heads describe, with everything that real sessions hold: false
triggers, cleared and renumbered times, memory lines, garbage. Most recordings of real devices may not be copied into the
project; tests take those from ../shared/data where it is there. SOURCES.md names what was copied, and its licence.
"""
import base64
import hashlib
import pathlib
import struct
import zlib

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


def ptp():
    pieces = [(0, "*", b"open")]
    ahead = WALL_US * 1000 - 4321 * SECOND
    card = WALL_US * 1000 + 37 * SECOND                     # TAI

    def reading(at, set_by=0):
        monotonic = round((4321 + at) * SECOND)
        device = card + round(at * 1.000_008 * SECOND) + set_by  # the card runs 8 ppm faster than this computer's quartz
        pieces.append((round(at * SECOND) + 200_000, "<", struct.pack("<4sIqqqq", b"PTP1", 0, device, monotonic + ahead, ahead, 1300)))

    for count in range(1, 31):
        reading(0.3 + count, set_by=-750_000_000 if count > 20 else 0)  # ptp4l finds another grandmaster
    pieces.append((round(15.9 * SECOND), "<", b"PTP1 and then nothing"))
    pieces.sort(key=lambda piece: piece[0])
    write("grandmaster", "ptp", "ptp:///dev/ptp0", pieces)


def colorado():
    """Excerpts of a real meet, joined: the results of heat 26-1 stand, 27-1 starts, its lanes finish, 28-1 is named."""
    meet = HERE.parents[2] / "shared/data/real/cts-scoreboard/meet.bin"
    if not meet.exists():
        return print("colorado.cap stays as it is: the real capture is not here")
    data = meet.read_bytes()
    pieces = [(0, "*", b"open"), (0, "*", b"excerpts of a real capture, see SOURCES.md; the time stamps are made up")]
    at = 0
    for first, last in [(0, 750), (2380, 3200), (26150, 28350), (29350, 30050), (31350, 31950), (38650, 39300), (51950, 52550), (53020, 53700), (59090, 60000)]:
        while first > 0 and data[first] < 0x80:
            first += 1
        for begin in range(first, last, 64):
            pieces.append((at, "<", data[begin:min(begin + 64, last)]))
            at += 64 * 11 * SECOND // 9600
    write("scoreboard", "colorado", "serial:///dev/ttyUSB0?baud=9600&parity=even", pieces)


def rtd(offset, text, header="00000000"):
    body = f"{header}\x01004210{offset:04}\x02{text}\x04".encode("latin-1")
    return b"\x16" + body + f"{sum(body) % 256:02X}".encode() + b"\x17"


def daktronics():
    pieces = [(0, "*", b"open")]

    def say(at, offset, text):
        pieces.append((round(at * SECOND), "<", rtd(offset, text)))

    def line(at, number, lane="", place="", time="", lengths="", name="", team=""):
        say(at, 222 + 36 * (number - 1), f"{name:15}{team:5}{lane:>2}{place:>3}{time:>8} {lengths:>2}")

    for number in range(1, 9):                              # the heat before still stands when the console is connected
        line(0.1, number, number, number, f"1:0{number}.11", 4)
    say(0.2, 99, "  7")
    say(0.2, 102, "  2")
    say(0.3, 125, "F 4 4")
    for number in range(1, 9):
        line(1.0, number, name=f"SWIMMER {number}", team="TEAM")
    say(1.5, 102, "  3")
    say(1.6, 126, " 4 0")
    for tenth in range(0, 12):
        say(2 + tenth / 10, 0, f"    0.{tenth % 10}  " if tenth < 10 else f"    1.{tenth % 10}  ")
    pieces.append((round(2.55 * SECOND), "<", b"noise"))
    broken = bytearray(rtd(0, "    9.9  "))
    broken[25] ^= 1
    pieces.append((round(2.65 * SECOND), "<", bytes(broken)))
    for number in range(1, 9):
        line(30 + number / 10, number, number, number, f"28.{10 + number}", 2, f"SWIMMER {number}", "TEAM")
    for number in (3, 1, 2, 4, 8, 5, 7):                    # 6 does not finish
        place = (3, 1, 2, 4, 8, 5, 7).index(number) + 1
        line(60 + place, number, number, place, f"1:00.{10 + place}" if number != 8 else "59.99", 4, f"SWIMMER {number}", "TEAM")
    line(70, 8, 8, 1, "1:00.09", 4, "SWIMMER 8", "TEAM")    # corrected
    say(80, 102, "  4")                                     # the next heat is named, the old one stands
    line(80.5, 1, 1, 2, "1:00.55", 4, "SWIMMER 1", "TEAM")
    pieces.sort(key=lambda piece: piece[0])
    write("swim_console", "daktronics", "serial:///dev/ttyUSB0?baud=19200", pieces)


def osm6_first(sent, kind, event, heat, rank="", how=" ", lanes=8, laps=2):
    return f"\x01\x02\x08{sent}{kind}{how}{lanes:02}{laps:02}{event:03}{heat:02}  {rank:>2}\x04".encode()


def osm6_second(lane, lap, time):
    return f"\x01\x02\x08\n{lane}{lap:>2}\x02{time:>11} \x04".encode()


def omega_swim():
    pieces = [(0, "*", b"open")]

    def raw(at, data):
        pieces.append((round(at * SECOND), "<", data))

    def say(at, sent, kind, lane, lap, time, rank="", how=" ", heat=3):
        raw(at, osm6_first(sent, kind, 7, heat, rank, how) + osm6_second(lane, lap, time))

    for second in (0.5, 5.5, 10.5):
        raw(second, b"\x01\x129\x14TP\x04")
    say(1, 0, "S", " ", 0, "")
    say(2, 2, "S", " ", 0, "0:00.00")
    for lane in range(1, 9):
        say(2.7 + lane / 100, 2, "R", lane, 0, f"0:00.{60 + lane}")
    raw(12, b"\x00noise on the line")
    for rank, lane in enumerate((4, 5, 3, 6, 2, 7, 1, 8), 1):
        say(29 + rank / 5, 2, "I", lane, 1, f"0:27.{40 + rank}", rank)
    raw(40, osm6_first(2, "A", 7, 3, 1))                    # its second half was lost
    raw(41, osm6_second(4, 2, "0:55.00"))
    raw(41.1, osm6_second(5, 2, "0:55.10"))                 # its first half was lost
    for rank, lane in enumerate((4, 5, 3, 6, 2, 7, 1), 1):  # 8 does not finish
        say(57 + rank / 5, 2, "A", lane, 2, f"0:56.{10 + rank}", rank)
    say(70, 3, "A", 5, 2, "0:56.10", 1, "E")                # edited
    say(70.1, 3, "A", 4, 2, "0:56.11", 2)
    say(75, 1, "A", 5, 2, "0:56.10", 1, "E")
    say(80, 0, "S", " ", 0, "", heat=4)
    pieces.sort(key=lambda piece: piece[0])
    write("swim_console", "omega_swim", "serial:///dev/ttyUSB0?baud=9600&bits=7&parity=none", pieces)


def dolphin():
    def do4(head, lanes, splits=1):
        lines = [head]
        for lane in range(1, 11):
            lines += [f"Lane{lane};{times}" for times in lanes.get(lane, ["0;0;0"] * splits)]
        return ("\r\n".join(lines) + "\r\n0123456789ABCDEF\r\n").encode()

    pieces = [(0, "*", b"open")]

    def file(at, name, content):
        pieces.append((at * SECOND, "=", name.encode() + b" " + content))

    heat = {2: ["31.02;31.02;", "1:02.11;1:02.08;1:02.15"], 4: [";;30.50", "60.98;;61.02"], 5: ["33.10;33.12;33.09", ";;"]}
    file(2, "012-005-001A-0003.do4", do4("5;1;2;All", heat, 2))
    file(3, "012-000-00F0003.do3", b"0;0;1;A\r\n" + b"".join(b"%d;;;\r\n" % lane if lane != 2 else b"2;62.11;62.08;62.15\r\n" for lane in range(1, 11)) + b"0123456789ABCDEF\r\n")
    file(60, "012-005-002P-0004.do4", do4("5;2;1;Prelim", {1: ["29.99;30.01;30.00"], 10: [";;29.50"]}))
    file(90, "012-006-001F-0005.csv", b"Lane,TimerA,TimerB,TimerC,Final,Empty,DQ\r\n1,28.11,28.15,28.12,28.12,0,0\r\n2,,27.99,28.03,28.01,0,1\r\n3,,,,,1,0\r\n")
    file(100, "012-007-001A-0006.do4", do4("7;1;1;All", {1: ["x9.99;30.01;30.00"], 3: ["41.00;41.02"]}))
    file(101, "012-007-002A-0007.do4", do4("7;2;1;All", {1: ["29.99;30.01;30.00"]})[:60])
    write("stopwatches", "dolphin", "folder:///srv/dolphin?pattern=*.do*", pieces)


def photo_image():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    def png(width, height):
        rows = (b"\0" + bytes(width)) * height
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")

    pieces = [(0, "*", b"open")]

    def file(at, name, content):
        pieces.append((at * SECOND, "=", name.encode() + b" " + content))

    def picture(at, name, content):
        head = f"{name} {len(content)} {hashlib.sha256(content).hexdigest()} ".encode()
        pieces.append((at * SECOND, "#", head + content))

    scale = b'race = "2-1-1"\nlines_per_s = 2000\ncolumn_0_us = 398250000\n\n[lanes]\n1 = 1201\n2 = 5730  # bow ball hidden, read at the stem\n3 = 900\n4 = 900\n'
    picture(2, "2-1-1.png", png(6000, 8))
    file(3, "2-1-1.png.toml", scale)
    file(60, "2-1-1.png.toml", scale.replace(b"4 = 900", b"4 = 901"))
    file(90, "2-1-2.png.toml", scale.replace(b"2-1-1", b"2-1-2").replace(b"1201", b"90 right"))
    picture(91, "2-1-2.png", png(5000, 8))
    file(92, "2-1-2.png.toml", scale.replace(b"2-1-1", b"2-1-2"))
    file(120, "notes.txt", b"sun was low")
    write("line_camera", "photo_image", "folder:///srv/photo", pieces)


def thcom(record):
    return record.encode() + b"\t" + f"{sum(record.encode()) & 0xFFFF:04X}".encode() + b"\r\n"


def tag_heuer():
    """A CP 540 with its checksums, and a CP 520 on the same line after it, as when a cable is moved at lunch."""
    pieces = [(0, "*", b"open"), (0, ">", b"#ID\t008D\r\n"), (20_000_000, "<", b"ID 01904\t01AB\r\n")]
    sequence = 0

    def clock(at, digits):
        ticks = round((36_000 + at) * 10**digits)
        seconds, part = divmod(ticks, 10**digits)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{part:0{digits}}"

    def say(at, data):
        pieces.append((round(at * SECOND), "<", data))

    def impulse(at, channel, number, record="TN", said_at=None):
        nonlocal sequence
        sequence += 1
        say(at if said_at is None else said_at, thcom(f"{record} {number or '':>4} {sequence:4} {channel:>2} {clock(at, 5)}  9702"))

    say(1, thcom("OP 01  00 START - FINISH"))
    for number, start, net in [(1, 20.03771, 421.33440), (2, 50.07542, 418.00013), (3, 80.11313, 433.99991), (5, 110.15084, 418.00795)]:
        impulse(start, "1", number)
        impulse(start + net, "4", number)
        say(start + net + 0.02, thcom(f"RR {number:4} {number:4}    {f'{int(net // 60)}:{net % 60:08.5f}':>14}"))
    impulse(300, "1", None)                                   # somebody walks through the beam
    impulse(300, "1", None, "T-", said_at=302)                # the operator cancels it
    impulse(310, "M1", 6)                                     # the beam was masked: the button
    impulse(735, "4", 7)                                      # taken for 7, given to 6
    impulse(735, "4", 6, "T*", said_at=740)
    impulse(736.5, "4", 8, "T+", said_at=760)                 # typed from the backup
    say(745, b"TN    9   99  4 10:1\xff:25.00000  9702\t0000\r\n")
    say(746, thcom("TN    9  100  4 10:12:26.00000  9702")[:-5] + b"9\r\n")
    say(800, thcom("DS 01  00 START - FINISH     "))
    impulse(20.03771, "1", 1, "AN", said_at=800.1)
    say(801, thcom("DE 01"))
    say(810, thcom("CL"))

    def line(at, channel, number, kind="T", said_at=None):
        say(at if said_at is None else said_at, f"{kind:<2}     {number or '':>4} {channel:>2} {clock(at, 6):>15}\r".encode())

    say(3600, f"{'S 001          NET TIME':<30}\r".encode())
    line(3620.123, "1", 201)
    line(3636.477, "2", 201)
    say(3636.6, b"R   1   201          16.350000\r")
    line(3620.123, "1", 201, "T-", said_at=3640)
    line(3650.5, "M2", None)
    say(3660, b"T       20\x00 what is this\r")
    pieces.sort(key=lambda piece: piece[0])
    write("start_timer", "tag_heuer", "serial:///dev/ttyUSB0?baud=9600", pieces)


class Rei2:
    """A Microgate REI2's serial line; its clock reads 10:00:00 on 24 July 2026 when the recording begins."""

    def __init__(self):
        self.pieces = [(0, "*", b"open")]
        self.counter = 41

    def frame(self, at, body, mark=b"\x10"):
        self.counter += 1
        self.pieces.append((round(at * SECOND), "<", mark + f"R  SO{self.counter:06}{body}  \r\n".encode()))

    def time(self, at, number, physical, logical, information="0", said_at=None, mark=b"\x10"):
        ticks = round((36_000 + at) * 10_000)
        seconds, part = divmod(ticks, 10_000)
        clock = f"{seconds // 3600:02}{seconds // 60 % 60:02}{seconds % 60:02}{part:04}"
        self.frame(at if said_at is None else said_at, f"{number:05}000001{physical}{logical}{information}{clock}24072026", mark)

    def net(self, at, number, seconds):
        for information in "12":
            days, rest = ("+0000000", seconds) if seconds >= 0 else ("-0000001", 86_400 + seconds)
            ticks = round(rest * 10_000)
            clock = f"{ticks // 36_000_000:02}{ticks // 600_000 % 60:02}{ticks // 10_000 % 60:02}{ticks % 10_000:04}"
            self.frame(at + 0.06 * int(information), f"{number:05}000001015255{information}{clock}{days}")


def microgate():
    rei2 = Rei2()
    starts = {1: 20.0377, 2: 50.0754, 3: 80.1131, 4: 110.1508}
    nets = {1: 421.3344, 2: 418.0001, 3: 433.9999}
    for number, at in starts.items():
        rei2.time(at, number, "000", "000")
    rei2.time(200.5, 7, "011", "000")                        # the operator's key
    rei2.time(200.5, 7, "011", "000", "a", said_at=203)      # and taken back
    for number, net in nets.items():
        rei2.time(starts[number] + net, number, "015", "255", said_at=starts[number] + net + 1)
        rei2.net(starts[number] + net + 1, number, net)
    rei2.pieces.append((520 * SECOND, "<", b"\x10R  SO0000\xfe\x00 noise\r\n"))
    rei2.counter += 2                                         # two frames lost
    rei2.time(530.25, 4, "015", "255", said_at=531)
    rei2.net(531, 4, 530.25 - starts[4])
    rei2.time(460, 5, "015", "255", said_at=540)              # an early time, given to 5 only when there was leisure
    rei2.pieces.append((541 * SECOND, "<", rei2.pieces[-1][2]))  # the same frame twice
    rei2.time(starts[1], 1, "000", "000", said_at=600, mark=b"\x12")
    rei2.pieces.append((610 * SECOND, "<", b"\x18R  status\r\n\x17R  error 3\r\n"))
    rei2.pieces.sort(key=lambda piece: piece[0])
    write("finish_timer", "microgate", "serial:///dev/ttyUSB0?baud=9600", rei2.pieces)


def microgate_v1():
    pieces = [(0, "*", b"open")]

    def clock(at):
        ms = round((36_000 + at) * 1000)
        return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    def say(at, number, channel, flag="0", said_at=None):
        pieces.append((round((at if said_at is None else said_at) * SECOND), "<", f"{number:03}{flag} {channel}{clock(at)}  \r".encode()))

    for number, start, net in [(1, 20.037, 421.334), (2, 50.075, 418.0), (3, 80.113, 433.999)]:
        say(start, number, "000")
        say(start + net, number, "255")
    say(300.5, 4, "000")
    say(300.5, 4, "000", "a", said_at=305)
    say(310.25, 4, "001")
    pieces.append((320 * SECOND, "<", b"00\xff0 000noise\r"))
    block = ["\x02R2 F"] + [f"{i:04}{n:04}001{p}{c}{k}M {t.replace(':', '').replace('.', '')}" for i, n, p, c, k, t in [
        (1, 1, "000", "000", "0", clock(20.037)), (2, 1, "255", "255", "0", clock(441.371)), (3, 1, "255", "255", "1", "00:07:01.334"),
        (4, 2, "000", "000", "0", clock(50.075))]] + ["\x03"]
    pieces.append((700 * SECOND, "<", "\r".join(block).encode() + b"\r"))
    pieces.sort(key=lambda piece: piece[0])
    write("finish_timer", "microgate_v1", "serial:///dev/ttyUSB0?baud=9600", pieces)


def record(*fields):
    return "\x1f".join(str(field) for field in fields).encode() + b"\n"


def finishlynx_live():
    """What config/finishlynx/bowball.lss makes FinishLynx send: a false start, the race, its results as they are read."""
    pieces = [(0, "*", b"open"), (100_000_000, "<", record("B", 1))]
    race = ("2", "01", "1")

    def say(at, *fields):
        pieces.append((round(at * SECOND), "<", record(*fields)))

    def page(at, rows, status="UNOFFICIAL"):
        lines = record("H", *race, len(rows), status, "Women's Double Sculls Heat 1") + b"".join(record("R", *row) for row in rows) + record("E", *race)
        pieces.append((round(at * SECOND), "<", lines))

    say(1, "N", *race)
    say(1, "N")
    say(2, "A", "0.0", *race)
    say(10, "G", "0.0", *race)
    for tenth in range(1, 15):
        say(10 + tenth / 10, "T", f"0.{tenth}" if tenth < 10 else f"{tenth / 10:.1f}", *race)
    say(12, "T", "0.0", *race)                                  # recalled
    say(60, "G", "0.0", *race)
    for tenth in range(1, 30):
        say(60 + tenth / 10, "T", f"{tenth / 10:.1f}", *race)
    pieces.append((62_050_000_000, "<", b"T\x1f\xfe\x1f\x1f2\n"))
    say(461.4, "K", "6:41.3", *race)
    crews = [("", 11, 3, "Hansen Ida", "NED", "", "0.190"), ("", 12, 4, "O'Brien, the second Una", "IRL", "", ""), ("", 13, 2, "M\u00fcller Eva", "SUI", "", ""),
             ("", 14, 5, "Rossi Pia", "ITA", "", ""), ("", 15, 1, "Kowal Ewa", "POL", "", ""), ("", 16, 6, "Silva Rita", "POR", "", "")]
    page(470, crews)
    for index, place, time in [(0, 1, "6:41.345"), (1, 1, "6:41.345"), (2, 3, "6:44.101")]:
        crews[index] = (place, *crews[index][1:5], time, crews[index][6])
    page(480, crews)
    crews[3] = (4, *crews[3][1:5], "6:52.870", "")
    crews[4] = ("DNF", *crews[4][1:])
    crews[5] = ("DNS", *crews[5][1:])
    page(500, crews, "OFFICIAL")
    pieces.append((510 * SECOND, "<", record("H", *race, 6, "OFFICIAL", "half a page") + record("R", 1, 11, 3, "Hansen Ida", "NED", "6:41.345", "")))
    page(511, crews, "OFFICIAL")
    pieces.sort(key=lambda piece: piece[0])
    write("scoreboard", "finishlynx_live", "tcp-listen://0.0.0.0:7020", pieces)


def start_trace():
    """Two lanes at 200 Hz, far slower than a real box, to keep the recording short; parts repeated, damaged and missing."""
    pieces = [(0, "*", b"open")]

    def sealed(text):
        return f"${text}*{zlib.crc32(text.encode()):08X}".encode()

    def say(at, text):
        pieces.append((round(at * SECOND), "<", sealed(text) + b"\r\n"))

    def parts(lane, reaction_ms, begins_us, length=100, repeat=(), spoil=()):
        state = lane
        samples = []
        for i in range(300):
            state = (state * 1664525 + 1013904223) % 2**32
            push = min(max(i * 5 - 500 - reaction_ms, 0) * 6, 1800)
            samples.append(300 + push + (state >> 30) - 1)
        for first in range(0, 300, length):
            data = base64.b64encode(struct.pack(f"<{length}h", *samples[first:first + length])).decode()
            text = f"TRACE,lane {lane},{begins_us},5000000,N,1000000,250,300,{first},{data}"
            if first in spoil:
                pieces.append((round(12 * SECOND), "<", sealed(text)[:200] + b"#" + sealed(text)[201:] + b"\r\n"))
            else:
                say(12, text)
            if first in repeat:
                say(12.1, text)

    for second in range(1, 13):
        say(second, f"CLOCK,{3_600_000_000 + second * 1_000_000 - 800}")
    say(10.002, "EDGE,signal,3610000000,20")
    parts(1, 160, 3_609_500_000)
    parts(2, 70, 3_609_500_000, repeat=(100,), spoil=(200,))
    parts(2, 70, 3_609_500_000)                             # all of it again: now it is whole
    pieces.append((round(14 * SECOND), "<", b"ets Jul 29 2019 12:21:46\r\n"))   # a microcontroller starts
    rows = ["time_ms,lane 1,lane 2"] + [f"{i * 5},{300 + i % 3},{300 + max(i - 50, 0) * 20}" for i in range(90)]
    pieces.append((round(20 * SECOND), "=", b"heat1.csv " + "\n".join(rows).encode() + b"\n"))
    pieces.append((round(21 * SECOND), "=", b"heat2.csv time_ms,lane 1\n0,300\n5,oops\n"))
    pieces.sort(key=lambda piece: piece[0])
    write("start", "start_trace", "tcp-listen://0.0.0.0:7110", pieces)


def dh(kind, payload=None):
    return b"\x01\x13DV" + kind.encode() + (b"\x02" + payload.encode() if payload is not None else b"") + b"\x04"


def omega_osv():
    pieces = [(0, "*", b"open")]

    def say(at, data):
        pieces.append((round(at * SECOND), "<", data))

    say(1, dh("SNR", "12-1-3"))
    say(10, dh("ISF", ""))
    say(60, dh("ISV", ""))
    say(62, b"\x01\x13DVRC\xff\x00 noise\x04")
    say(470, dh("RWM", "  +0.6m/s"))
    rows = [("  1", "   11", " 3", "6:41.35", "6:41.345"), ("  1", "   12", " 4", "6:41.35", "6:41.345"), ("  3", "   13", " 2", "6:44.11", "6:44.101")]
    ranking = dh("RDC", "5") + b"".join(dh("RCC", r + b + l + f"{cc:>12}") + dh("RCF", r + b + l + f"{cf:>12}") for r, b, l, cc, cf in rows)
    say(480, ranking + dh("RCC", "      14 5DNF") + dh("RCC", "      15 1DNS") + dh("RFC"))
    say(490, dh("RFJ", ""))
    say(495, b"\r\n" + dh("XYZ", "?"))
    write("photo", "omega_osv", "tcp://192.168.1.60:10000", pieces)


P3_TABLE = []
for index in range(256):
    value = index << 8
    for _ in range(8):
        value = (value << 1 ^ 0x1021) & 0xFFFF if value & 0x8000 else value << 1 & 0xFFFF
    P3_TABLE.append(value)


def p3_record(kind, *fields):
    """Protocols 6.1. A field is (id, length, value)."""
    body = b"".join(bytes([id, length]) + value.to_bytes(length, "little") for id, length, value in fields)
    plain = bytearray(b"\x8e\x02" + (11 + len(body)).to_bytes(2, "little") + b"\0\0\0\0" + kind.to_bytes(2, "little") + body + b"\x8f")
    crc = 0xFFFF
    for byte in plain:
        crc = P3_TABLE[crc >> 8] ^ (crc << 8 & 0xFFFF) ^ byte
    plain[4:6] = crc.to_bytes(2, "little")
    sent = b"".join(bytes([0x8D, byte + 0x20]) if 0x8D <= byte <= 0x8F else bytes([byte]) for byte in plain[1:-1])
    return b"\x8e" + sent + b"\x8f"


def mylaps_p3():
    pieces = [(0, "*", b"open")]

    def say(at, data):
        pieces.append((round(at * SECOND), "<", data))

    def clock(at):
        return WALL_US + round(at * 1000) * 1000

    def passing(at, number, transponder, said_at=None):
        say(said_at or at + 0.3, p3_record(1, (1, 4, number), (3, 4, transponder), (4, 8, clock(at)), (5, 2, 100 + number % 90), (6, 2, 30 + number % 40), (8, 2, 0), (0x81, 4, 268307)))

    def status(at, noise):
        say(at, p3_record(2, (1, 2, noise), (7, 2, 22), (0x0C, 1, 119), (6, 1, 0), (0x81, 4, 268307)))

    for i in range(12):
        status(2 + 5 * i, 0x8D + i % 3 if i == 4 else 34 + i)          # a noise of 145 is escaped on the way
    for i in range(6):
        say(0.2 + 10 * i, p3_record(0x24, (1, 8, clock(0.2 + 10 * i)), (4, 2, 0), (5, 8, clock(0.2 + 10 * i))))
    crews = [5691251, 3292480, 8077083, 9341623, 5777318, 0x8E8F8D]
    number = 157776
    for lap in range(3):
        for place, crew in enumerate(crews):
            number += 1
            at = 5 + lap * 17 + place * 1.357
            if number == 157785:                                       # lost on the way: comes when it is asked for
                passing(at, number, crew, said_at=at + 1.9)
            else:
                passing(at, number, crew)
    good = p3_record(1, (1, 4, number + 1), (3, 4, crews[0]), (4, 8, clock(57)), (5, 2, 99), (6, 2, 31), (0x81, 4, 268307))
    say(57.3, good[:20] + good[21:])                                   # a byte is missing
    say(58, b"noise\x8e between")
    pieces.sort(key=lambda piece: piece[0])
    write("finish_loop", "mylaps_p3", "tcp://192.168.1.51:5403", pieces)


def mylaps_ts():
    pieces = [(0, "*", b"open")]
    counter = 0

    def say(at, text):
        pieces.append((round(at * SECOND), "<", text.encode("latin-1") + b"$"))

    def clock(at):
        ms = round((36_000 + at) * 1000)
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    def record(chip, at, lap):
        nonlocal counter
        counter += 1
        text = f"{chip:7}{clock(at)} 5 0F{lap:3}{counter:04X}260724"
        return text + f"{sum(text.encode()) & 255:02X}"

    say(0.1, "Start@Pong@")
    say(0.2, "\r\nFinish@Pong@")
    kept = [record("LZ63021", -900, 1), record("NV46545", -899.5, 1)]
    say(1, "Finish@Store@" + "@".join(kept) + "@1@")                     # kept from an hour ago
    chips = ["LZ63021", "NV46545", "TK73932", "PC84557", "NW67949"]
    batch = 1
    for lap in range(1, 5):
        at = 10 + lap * 15
        batch += 1
        records = [record(chip, at + place * 0.004, lap) for place, chip in enumerate(chips)]
        say(at + 0.6, "Finish@Store@" + "@".join(records) + f"@{batch}@")
        if lap == 2:
            say(at + 20.6, "\r\nFinish@Store@" + "@".join(records) + f"@{batch}@")  # it heard no acknowledgement
        say(at + 3, "Start@AckPing@")
    damaged = record("SS35073", 80, 5).replace("SS35073", "SS35O73")
    say(80.6, f"Start@Store@{damaged}@6@")
    say(81, f"Start@Marker@t={clock(79.9)}|mt=Gunshot|n=Gunshot 1@7@")
    say(82, f"Finish@Passing@t={clock(81.5)}|c=0000041|ct=UH|d=260724|l=13|dv=4|re=0|an=00001111|g=0|b=41|n=41@8@")
    say(83, "noise on the line")
    pieces.sort(key=lambda piece: piece[0])
    write("finish_mats", "mylaps_ts", "tcp-listen://0.0.0.0:3097", pieces)


def race_result():
    pieces = [(0, "*", b"open")]
    ms_of_day = 36_000_000

    def say(at, text):
        pieces.append((round(at * SECOND), "<", text.encode("latin-1") + b"\r\n"))

    def clock(at):
        ms = ms_of_day + round(at * 1000)
        return f"2026-07-24;{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"

    def passing(at, number, transponder, active=0, loop="", data=""):
        return f"{number};{transponder};{clock(at)};0;1A;4F;;{active};1;{loop};;7;2.9;24;{data};D-5023;117;2;5023"

    say(0.1, "SETPROTOCOL;3.2")
    say(0.1, "SETPUSHPREWARNS;0")
    say(0.15, "GETTIME;" + clock(0.14))
    say(0.2, "PASSINGS;12;117")
    say(0.2, "SETPUSHPASSINGS;1;0")
    for i in range(6):
        say(0.3 + 10 * i, f"GETSTATUS;{clock(0.3 + 10 * i)};1;1;1;4;1;0;1;{84 - i};;;;0;;;;;;;;;;{16 if i == 5 else 0};0")
    number = 12
    for lap in range(3):
        for place, bib in enumerate([3, 4, 7, 11]):
            number += 1
            if number != 18:                                            # lost on the way: fetched behind the next one
                say(5.2 + lap * 15 + place * 1.713, "#P;" + passing(5 + lap * 15 + place * 1.713, number, bib))
            if number == 19:
                say(5.4 + lap * 15 + place * 1.713, passing(5 + lap * 15 + 1.713, 18, 4))
                say(5.4 + lap * 15 + place * 1.713, "")
    say(52, "#P;" + passing(51.9, number + 1, 99999))
    say(53, "#P;" + passing(52.8, number + 2, "XTKP012", active=1, loop="3", data="0"))
    say(54, "#P;" + passing(50.1, number + 3, "XTKP012", active=1, loop="3", data="64"))
    say(55, "#P;" + passing(54.9, number + 4, 3)[:40])
    say(56, "noise on the line")
    pieces.sort(key=lambda piece: piece[0])
    write("decoder", "race_result", "tcp://192.168.1.52:3601", pieces)


class NetSensor:
    """A sensor of the open protocol (docs/net_sensor.md) and the server's nonces, as the driver draws them at time zero."""

    KEY = bytes(range(32))

    def __init__(self):
        self.pieces = [(0, "*", b"open")]
        self.pool = bytes(16)
        self.begin(0x1D0F3A5C77E21B04)

    def begin(self, boot):
        self.boot, self.counter, self.acked, self.oldest = boot, 0, 0, 1

    def seal(self, data):
        return hashlib.blake2b(data, digest_size=16, key=self.KEY).digest()

    def nonce(self):
        at = bytes(16)  # the link was opened, and it is now
        self.pool = self.seal(b"pool" + self.pool + at)
        return self.seal(b"nonce" + self.pool + at)[:8]

    def datagram(self, kind, body):
        self.counter += 1
        body = struct.pack("<II", self.acked, self.oldest) + body
        head = b"BWSN" + struct.pack("<BBHIQQ", 1, kind, 44 + len(body), 1, self.boot, self.counter)
        return head + body + self.seal(head + body)

    def say(self, at, data):
        self.pieces.append((round(at * SECOND), "<", data))

    def impulse(self, at, number, edge, said_at=None, attempt=0):
        body = struct.pack("<IBBBBQI", number, attempt, 1, edge, 0, round((at + 12) * SECOND), 50_000)
        self.say((at if said_at is None else said_at) + 0.003, self.datagram(2, body))

    def status(self, at, battery):
        self.say(at, self.datagram(3, struct.pack("<HbBhH", battery, -61, 0, 215, 0)))

    def trace_piece(self, at, number, samples, first, count, attempt=0):
        """Of lane 3: 1 kHz, 0.25 N a count, from 0.1 s after the sensor's second 27 on."""
        head = struct.pack("<IHHBBHQIIq8s", number, len(samples), first, 3, attempt, count, round(27.1 * SECOND), 50_000, 1_000_000, 250_000, b"N")
        self.say(at, self.datagram(7, head + struct.pack(f"<{count}h", *samples[first:first + count])))

    def prove(self, at):
        self.say(at, self.datagram(1, b""))
        ticks = round((at + 12.002) * SECOND)
        self.say(at + 0.004, self.datagram(5, self.nonce() + bytes(8) + struct.pack("<QQ", ticks, ticks)))


def net_sensor():
    sensor = NetSensor()
    sensor.prove(0.5)
    sensor.status(1, 3920)
    for number, at in [(1, 5.012345), (2, 5.034567), (3, 9.5)]:
        sensor.impulse(at, number, 1 - number % 2)
    sensor.acked, sensor.oldest = 1, 4                                   # its store is of one impulse; 4 and 5 were lost on the way
    sensor.impulse(12, 4, 0)
    sensor.pieces.pop()
    sensor.acked, sensor.oldest = 3, 6
    sensor.impulse(14, 6, 0)
    sensor.status(15, 3901)
    sensor.impulse(16.5, 7, 1)
    forged = sensor.datagram(2, struct.pack("<IBBBBQI", 8, 0, 1, 0, 0, 29 * SECOND, 50_000))
    sensor.say(17, forged[:50] + b"\x7f" + forged[51:])
    sensor.say(17.5, forged[:30])                                        # cut short
    sensor.impulse(18, 8, 0, said_at=18.2, attempt=1)
    samples = [1200 + i % 3 + max(i - 180, 0) * 40 for i in range(300)]
    sensor.trace_piece(18.4, 1, samples, 200, 100)                       # overtaken
    sensor.trace_piece(18.41, 1, samples, 0, 100)
    sensor.trace_piece(18.42, 1, samples, 100, 100)
    sensor.pieces[-1] = (sensor.pieces[-1][0], "<", sensor.pieces[-1][2][:-1] + b"?")   # damaged
    sensor.trace_piece(18.6, 1, samples, 100, 100, attempt=1)
    sensor.trace_piece(18.7, 2, samples, 0, 100)                         # the rest of it never comes
    sensor.say(19, b"noise on the port")
    sensor.begin(0x83AC20194EE5D710)                                     # switched off and on
    sensor.prove(40)
    for number, at in [(1, 45.1), (2, 45.2), (3, 46)]:
        sensor.impulse(at - 40, number, 1 - number % 2, said_at=at)
    write("gate_1", "net_sensor", "udp://0.0.0.0:7030", sensor.pieces)


alge_timy()
simulator()
finishlynx()
gpio()
serial_line()
pps()
ptp()
colorado()
daktronics()
omega_swim()
dolphin()
photo_image()
tag_heuer()
microgate()
microgate_v1()
finishlynx_live()
omega_osv()
mylaps_p3()
mylaps_ts()
race_result()
start_trace()
net_sensor()
