#!/usr/bin/env python3
"""Makes the recordings of our own that stand beside this file, one a driver: run it here and commit what changed.

They are scripted after the layouts that the drivers' heads describe, with everything that real sessions hold: false
triggers, cleared and renumbered times, memory lines, garbage. Recordings of real devices may not be copied into the
project; tests take those from ../shared/data where it is there.
"""
import pathlib

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


alge_timy()
simulator()
finishlynx()
mylaps_p3()
mylaps_ts()
race_result()
