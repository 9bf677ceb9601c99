"""Writes a minimal .xls (BIFF8 in an OLE container), for want of a library that still does.

Formats: [MS-CFB] and [MS-XLS]. Rows of strings and numbers, one sheet, no styles.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls_bytes(rows: Sequence[Sequence[str | float]], *, is_encrypted: bool = False) -> bytes:
    return ole_bytes("Workbook", _workbook(rows, is_encrypted=is_encrypted))


def ole_bytes(stream: str, content: bytes) -> bytes:
    """An OLE container with one stream. Padded to 4096 bytes, so that no mini stream is needed."""
    content = content.ljust(4096, b"\0")
    content += b"\0" * (-len(content) % SECTOR)
    used = len(content) // SECTOR
    assert used + 2 <= SECTOR // 4, "more than one table of sectors"
    chain = [FAT, END, *range(3, used + 2), END]
    table = struct.pack(f"<{SECTOR // 4}I", *chain, *[FREE] * (SECTOR // 4 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    root = _directory("Root Entry", 5, 1, END, 0)
    entry = _directory(stream, 2, FREE, 2, len(content))
    return header + table + root + entry + bytes(256) + content


def _directory(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<3I", FREE, FREE, child)
    return (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + links + bytes(36)
    ) + struct.pack("<IQ", start, size)


def _workbook(rows: Sequence[Sequence[str | float]], *, is_encrypted: bool) -> bytes:
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if is_encrypted:
        begin += _record(0x002F, struct.pack("<HHH", 0, 0x1234, 0x5678))
    name = b"\x06\x01" + "Sheet1".encode("utf-16-le")
    bound = _record(0x0085, struct.pack("<IH", 0, 0) + name)
    end = _record(0x000A, b"")
    offset = len(begin) + len(bound) + len(end)
    bound = _record(0x0085, struct.pack("<IH", offset, 0) + name)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet += _cell(r, c, cell)
    return begin + bound + end + sheet + end


def _cell(row: int, column: int, cell: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        label = struct.pack("<HB", len(text) // 2, 1) + text
        return _record(0x0204, place + label) if cell else b""
    return _record(0x0203, place + struct.pack("<d", cell))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
