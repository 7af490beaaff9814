#!/usr/bin/env python3
"""Writes src/decode/mend.def, the cells in which Chromium's tables and this system's iconv differ.

tests/encodings/run --mend calls it with a folder of what Chromium makes of each encoding's sequences (a file
an encoding, see sweep.html). A row that is there already stays: another system's iconv needed it.
"""
import ctypes
import re
import sys

TABLE = "src/decode/mend.def"
HEAD = """/* MEND(encoding, bytes, code point): cells of the standard's indexes that an iconv has otherwise or not at all, sorted by
   encoding (as in encoding.def) and bytes. Made by tests/encodings/run --mend. */
"""
INVALID = "CODE_INVALID"
DOUBLE = {0x8862, 0x8864, 0x88A3, 0x88A5}  # two code points each: in the code, and wrong in Chromium

libc = ctypes.CDLL(None)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv.restype = ctypes.c_size_t
libc.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4


class Ground:
    """iconv's table, asked as decode/charmap.c asks it."""

    def __init__(self, name):
        self.at = libc.iconv_open(b"UTF-32LE", name.encode())
        if self.at in (None, ctypes.c_void_p(-1).value):
            sys.exit(f"iconv has no {name} here")

    def code(self, data):
        given, made = ctypes.create_string_buffer(data, len(data)), ctypes.create_string_buffer(32)
        source, target = ctypes.c_void_p(ctypes.addressof(given)), ctypes.c_void_p(ctypes.addressof(made))
        left, room = ctypes.c_size_t(len(data)), ctypes.c_size_t(32)
        libc.iconv(self.at, None, None, None, None)
        failed = libc.iconv(self.at, ctypes.byref(source), ctypes.byref(left), ctypes.byref(target), ctypes.byref(room))
        if failed == ctypes.c_size_t(-1).value or left.value:
            return INVALID
        libc.iconv(self.at, None, None, ctypes.byref(target), ctypes.byref(room))
        return int.from_bytes(made.raw[:4], "little") if room.value == 28 else INVALID


def read_stream(folder, name):
    with open(f"{folder}/{name}", "rb") as file:
        return [part.decode() for part in file.read().split(b"\xff")]


def code_of(text):
    return ord(text) if len(text) == 1 and text != "\ufffd" else INVALID


def cells(symbol, kind, stream):
    """The cells that the decoder of this kind asks for: bytes, and the code point that Chromium has there."""
    if kind == "SINGLE":
        for byte in range(0x80, 0x100):
            yield bytes([byte]), code_of(stream[byte])
    if symbol in ("BIG5", "EUC_KR", "GB18030", "SHIFT_JIS"):
        for number in range(0x8140, 0xFEFF):
            lead, trail = number >> 8, number & 255
            if trail < 0x40 or trail == 0xFF or number in DOUBLE or trail == 0x7F:
                continue
            if symbol == "BIG5" and 0x7F <= trail <= 0xA0:
                continue
            if symbol == "SHIFT_JIS" and (trail > 0xFC or lead > 0xFC or lead == 0xA0 or 0xA1 <= lead <= 0xDF
                                          or 0xF0 <= lead <= 0xF9):
                continue
            yield bytes([lead, trail]), code_of(stream[256 + number])
    if symbol == "GB18030":
        for p in range(39420):
            yield (bytes([0x81 + p // 12600, 0x30 + p // 1260 % 10, 0x81 + p // 10 % 126, 0x30 + p % 10]),
                   code_of(stream[256 + 65536 + p]))
    if symbol == "EUC_JP":
        for p in range(94 * 94):
            yield bytes([0x8F, 0xA1 + p // 94, 0xA1 + p % 94]), code_of(stream[256 + 65536 + p])


def main():
    with open("src/decode/encoding.def", encoding="utf-8") as file:
        encodings = re.findall(r'^ENCODING\((\w+), "(.*?)", (\w+), "(.*?)"\)', file.read(), re.M)
    with open(TABLE, encoding="utf-8") as file:
        old = {(m[0], int(m[1], 16)): m[2] for m in re.findall(r"^MEND\((\w+), (\w+), (\w+)\)", file.read(), re.M)}
    rows = []
    for symbol, name, kind, iconv in encodings:
        if symbol in ("GBK", "ISO_2022_JP", "ISO_8859_8_I") or not iconv:
            continue  # of another's table
        ground = Ground("EUC-JP" if symbol == "EUC_JP" else iconv)
        for data, want in cells(symbol, kind, read_stream(sys.argv[1], name)):
            have, number = ground.code(data), int.from_bytes(data, "big")
            if have == 0xFFFD and want == INVALID:
                continue  # U+FFFD itself
            if have == INVALID and symbol.startswith("WINDOWS") and number == want < 0xA0:
                have = want
            if have != want or (symbol, number) in old:
                code = want if want == INVALID else f"0x{want:04X}"
                rows.append(f"MEND({symbol}, 0x{number:02X}, {code})\n")
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(HEAD + "".join(rows))
    print(f"{TABLE}: {len(rows)} cells")


main()
