"""Reads a register's file: .xlsx, .xls, .ods by calamine, .csv by the csv module.

The content decides what a file is, not its ending. Everything that could eat the machine's memory
is measured before it is read.
"""

from __future__ import annotations

import csv
import io
import re
import stat
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from kiosk.devices.workbook_guards import check_extent, check_zip
from kiosk.errors import (
    WorkbookEncrypted,
    WorkbookMissing,
    WorkbookTooLarge,
    WorkbookUnreadable,
)
from kiosk.services.register_sheets import Cell, Sheet
from kiosk.services.register_words import RegisterWords, words_from

FILE_BYTES_MAX: Final = 50 * 1024 * 1024

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
#: [MS-XLS] 2.4.117: stands behind the first record of an .xls with a password. calamine tells only
#: those that are encrypted in earnest from those that are scrambled.
_FILE_PASS: Final = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_NO_TABLE: Final = (b"%pdf", b"{\\rtf", b"<html", b"<!doc", b"<?xml", b"<tabl")
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_SEPARATORS: Final = ",\t;"
_SAMPLE_LINES: Final = 30


def read_workbook(path: Path) -> list[Sheet]:
    """All sheets, hidden ones too, with the rows as the spreadsheet counts them.

    Raises WorkbookMissing, WorkbookTooLarge, WorkbookEncrypted, WorkbookUnreadable.
    """
    content = _content(path)
    if content.startswith(_ZIP):
        _check_zip_content(content)
        return _by_calamine(content)
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content or _FILE_PASS.search(content):
            raise WorkbookEncrypted("in an OLE container")
        return _by_calamine(content)
    return [_by_csv(path.stem, content)]


def read_register_words(path: Path) -> RegisterWords:
    """Reads assets/register/words.toml. Raises ValueError for one that is badly edited."""
    return words_from(tomllib.loads(path.read_text("utf-8-sig")))


def _content(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise WorkbookMissing("not a file")
        if found.st_size > FILE_BYTES_MAX:
            raise WorkbookTooLarge(f"{found.st_size} bytes")
        with path.open("rb") as file:
            content = file.read(FILE_BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        raise WorkbookMissing(type(error).__name__) from error
    if len(content) > FILE_BYTES_MAX:
        raise WorkbookTooLarge("grew while it was read")
    return content


def _check_zip_content(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_zip(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise WorkbookUnreadable(type(error).__name__) from error


def _by_calamine(content: bytes) -> list[Sheet]:
    try:
        return list(_sheets(content))
    except PasswordError as error:
        raise WorkbookEncrypted from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise WorkbookUnreadable(type(error).__name__) from error
    except BaseException as error:
        # A broken file can make calamine's Rust code panic, which is no Exception in Python.
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookUnreadable("panic") from error


def _sheets(content: bytes) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        for meta in workbook.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            check_extent(*(sheet.end or (0, 0)))
            # Not skipping the empty area keeps the sheet's own row and column numbers.
            rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            yield Sheet(meta.name, rows)


def _by_csv(name: str, content: bytes) -> Sheet:
    text = _decoded(content)
    separator = max(_SEPARATORS, key=lambda sign: _width(text, sign))
    try:
        rows: list[list[Cell]] = [list(row) for row in _records(text, separator)]
    except csv.Error as error:
        raise WorkbookUnreadable("csv") from error
    check_extent(len(rows), max(map(len, rows), default=0))
    return Sheet(name, rows)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _width(text: str, separator: str) -> int:
    """Cells in the widest of the first rows: the sign inside a cell's text makes fewer."""
    try:
        rows = zip(_records(text, separator), range(_SAMPLE_LINES), strict=False)
        return max((len(row) for row, _ in rows), default=0)
    except csv.Error:
        return 0


def _decoded(content: bytes) -> str:
    """Chinese spreadsheets write .csv as GB 18030, as UTF-8 or, as "Unicode text", UTF-16."""
    if not content.strip() or content.lstrip()[:5].lower().startswith(_NO_TABLE):
        raise WorkbookUnreadable("no table")
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise WorkbookUnreadable("no text")
