"""Measures a workbook before it is unpacked: a small file can hold a terabyte of nothing.

calamine lays a sheet out as a full grid, so one cell in the last corner of an else empty sheet
would take all memory; therefore the corner is looked for first.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

from kiosk.errors import WorkbookEncrypted, WorkbookTooLarge, WorkbookUnreadable

UNPACKED_BYTES_MAX: Final = 400 * 1024 * 1024
CELLS_MAX: Final = 4_000_000
"""A whole county's register has fewer."""

_PIECE_BYTES: Final = 1 << 20
_TAG_BYTES_MAX: Final = 1 << 22
_MANIFEST: Final = "META-INF/manifest.xml"
_ODS_CONTENT: Final = "content.xml"
_ENCRYPTED_FLAG: Final = 1

#: A row or cell that holds something: an empty one, with a style only, closes itself.
_XLSX_TAG: Final = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)(?<!/)>")
_XLSX_PLACE: Final = re.compile(rb'\br="([A-Z]{0,3})(\d{1,7})"')
#: The tags of an .ods that make its grid.
_ODS_TAG: Final = re.compile(rb"<table:(table-row|table-cell|table)\b([^>]*)>")
_ODS_REPEATED: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')


def check_extent(rows: int, columns: int) -> None:
    if (rows + 1) * (columns + 1) > CELLS_MAX:
        raise WorkbookTooLarge(f"{rows} x {columns} cells")


def check_zip(archive: zipfile.ZipFile) -> None:
    """Raises WorkbookTooLarge, WorkbookEncrypted or WorkbookUnreadable."""
    members = archive.infolist()
    if sum(member.file_size for member in members) > UNPACKED_BYTES_MAX:
        raise WorkbookTooLarge("unpacked")
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise WorkbookEncrypted("zip")
    names = {member.filename for member in members}
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise WorkbookEncrypted("ods")
    if not any(name.startswith("xl/") for name in names) and _ODS_CONTENT not in names:
        raise WorkbookUnreadable("a zip, but no workbook")
    for member in members:
        # Reading each one to its end also finds a wrong length or checksum.
        pieces = _pieces(archive, member)
        if member.filename.startswith("xl/worksheets/"):
            _check_xlsx_sheet(pieces)
        elif member.filename == _ODS_CONTENT:
            _check_ods(pieces)
        else:
            for _ in pieces:
                pass


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes, never cut inside a tag."""
    with archive.open(member) as file:
        begun = b""
        while piece := file.read(_PIECE_BYTES):
            piece = begun + piece
            cut = piece.rfind(b"<")
            if cut < 0 or len(piece) > _TAG_BYTES_MAX:
                cut = len(piece)
            yield piece[:cut]
            begun = piece[cut:]
        yield begun


def _check_xlsx_sheet(pieces: Iterator[bytes]) -> None:
    """Places may be left out; then rows and cells stand where their order puts them."""
    rows = columns = rows_seen = unplaced = last_row = 0
    for piece in pieces:
        for kind, attributes in _XLSX_TAG.findall(piece):
            place = _XLSX_PLACE.search(attributes)
            if kind == b"row":
                rows_seen += 1
                last_row = int(place[2]) if place else rows_seen
            elif place:
                rows = max(rows, int(place[2]))
                columns = max(columns, _column(place[1]))
            else:
                unplaced += 1
                rows = max(rows, last_row)
                columns = max(columns, unplaced)
        check_extent(rows, columns)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _check_ods(pieces: Iterator[bytes]) -> None:
    """Up to each table's last cell that holds something, repeated as often as it says."""
    rows = columns = at_row = at_column = repeated_rows = 0
    for piece in pieces:
        for kind, attributes in _ODS_TAG.findall(piece):
            found = _ODS_REPEATED.search(attributes)
            repeated = int(found[1]) if found else 1
            if kind == b"table":
                rows = columns = at_row = repeated_rows = 0
            elif kind == b"table-row":
                at_row += repeated_rows
                at_column, repeated_rows = 0, repeated
            else:
                at_column += repeated
                if not attributes.endswith(b"/"):
                    rows, columns = at_row + repeated_rows, max(columns, at_column)
            check_extent(rows, columns)
