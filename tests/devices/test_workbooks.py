"""Workbooks as villages send them: every format, every encoding, and files that are none."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from kiosk.devices.workbooks import read_register_words, read_workbook
from kiosk.errors import (
    WorkbookEncrypted,
    WorkbookMissing,
    WorkbookTooLarge,
    WorkbookTrouble,
    WorkbookUnreadable,
)
from tests.devices.old_xls import ole_bytes, xls_bytes
from tests.promised import within

ROSTER = Path(__file__).parents[1] / "data" / "roster-dongsheng.xlsx"
ASSETS = Path(__file__).parents[2] / "assets"
ROWS = [["姓名", "身份证号", "意向"], [], ["李䶮", "321199194602285500", "文艺宣传;助老"]]

ODS_HEAD = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="a">'
)
ODS_TAIL = "</table:table></office:spreadsheet></office:body></office:document-content>"
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'


def ods_bytes(body: str, manifest: str = "") -> bytes:
    return zip_bytes(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"{MANIFEST}{manifest}</manifest:manifest>".encode(),
            "content.xml": (ODS_HEAD + body + ODS_TAIL).encode(),
        }
    )


def zip_bytes(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def xlsx_bytes(sheet: openpyxl.worksheet.worksheet.Worksheet) -> bytes:
    made = io.BytesIO()
    sheet.parent.save(made)
    return made.getvalue()


def texts(path: Path) -> list[list[object]]:
    (sheet,) = read_workbook(path)
    return [[cell for cell in row if cell not in ("", None)] for row in sheet.rows]


def test_the_real_register_has_all_its_rows_at_their_own_numbers():
    sheets = read_workbook(ROSTER)
    book = openpyxl.load_workbook(ROSTER)
    assert [sheet.name for sheet in sheets] == book.sheetnames
    for sheet in sheets:
        theirs = [[cell.value for cell in row] for row in book[sheet.name].iter_rows()]
        ours = [[None if cell == "" else cell for cell in row] for row in sheet.rows]
        assert ours == theirs


def test_leading_empty_rows_and_columns_keep_the_row_numbers(tmp_path):
    sheet = openpyxl.Workbook().active
    sheet["C5"] = "x"
    (tmp_path / "a.xlsx").write_bytes(xlsx_bytes(sheet))
    (read,) = read_workbook(tmp_path / "a.xlsx")
    assert len(read.rows) == 5
    assert read.rows[4][2] == "x"


def test_hidden_sheets_are_read_too(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("b").sheet_state = "veryHidden"
    book["b"]["A1"] = "x"
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in read_workbook(tmp_path / "a.xlsx")] == ["Sheet", "b"]


def test_xls_and_ods_read_alike(tmp_path):
    (tmp_path / "a.xls").write_bytes(xls_bytes(ROWS))
    body = "".join(
        f"<table:table-row>{''.join(map(ODS_CELL.format, row))}</table:table-row>" for row in ROWS
    )
    (tmp_path / "a.ods").write_bytes(ods_bytes(body))
    assert texts(tmp_path / "a.xls") == texts(tmp_path / "a.ods") == ROWS


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding_with_every_separator(tmp_path, separator, encoding):
    lines = [separator.join(f'"{cell}"' for cell in row) for row in ROWS]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode(encoding))
    assert texts(tmp_path / "a.csv") == ROWS


def test_the_content_decides_not_the_ending(tmp_path):
    (tmp_path / "a.csv").write_bytes(ROSTER.read_bytes())
    (tmp_path / "b.xlsx").write_bytes("姓名,身份证号\n".encode())
    assert len(read_workbook(tmp_path / "a.csv")) == 2
    assert texts(tmp_path / "b.xlsx") == [["姓名", "身份证号"]]


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", WorkbookUnreadable),
        (b" \n", WorkbookUnreadable),
        (b"%PDF-1.7 ...", WorkbookUnreadable),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", WorkbookUnreadable),
        (b"<html><table><tr><td>1</td></tr></table></html>", WorkbookUnreadable),
        (b"PK\x03\x04 and then nothing", WorkbookUnreadable),
        (zip_bytes({"word/document.xml": b"<w/>"}), WorkbookUnreadable),
        (zip_bytes({"xl/workbook.xml": b"<broken"}), WorkbookUnreadable),
        (ROSTER.read_bytes()[:20_000], WorkbookUnreadable),
        (xls_bytes(ROWS)[:1500], WorkbookUnreadable),
        (ole_bytes("WordDocument", b"letter"), WorkbookUnreadable),
        (ole_bytes("EncryptedPackage", b"secret"), WorkbookEncrypted),
        (xls_bytes(ROWS, is_encrypted=True), WorkbookEncrypted),
        (ods_bytes("", "<manifest:encryption-data/>"), WorkbookEncrypted),
    ],
)
def test_what_is_no_workbook_or_locked_says_so(tmp_path, content, trouble):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(trouble):
        read_workbook(tmp_path / "a.xlsx")


def test_missing_files_and_folders(tmp_path):
    for path in (tmp_path / "none.xlsx", tmp_path):
        with pytest.raises(WorkbookMissing):
            read_workbook(path)


def test_a_gigabyte_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(1 << 30)
    begun = time.monotonic()
    with pytest.raises(WorkbookTooLarge):
        read_workbook(path)
    assert within(time.monotonic() - begun, 0.5)


def far_corner_xlsx() -> bytes:
    sheet = openpyxl.Workbook().active
    sheet["A1"], sheet["XFD1048576"] = "x", "y"
    return xlsx_bytes(sheet)


def far_corner_ods() -> bytes:
    row = f'<table:table-cell table:number-columns-repeated="16383"/>{ODS_CELL.format("y")}'
    return ods_bytes(
        f"<table:table-row>{ODS_CELL.format('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
        f"</table:table-row><table:table-row>{row}</table:table-row>"
    )


def repeated_ods() -> bytes:
    cell = ODS_CELL.format("x").replace("cell ", 'cell table:number-columns-repeated="16384" ', 1)
    return ods_bytes(f'<table:table-row table:number-rows-repeated="9999">{cell}</table:table-row>')


def unpacks_to_a_gigabyte() -> bytes:
    return zip_bytes({"xl/workbook.xml": b"", "xl/media/a": bytes(401 << 20)})


@pytest.mark.parametrize(
    "make", [far_corner_xlsx, far_corner_ods, repeated_ods, unpacks_to_a_gigabyte]
)
def test_small_files_that_unpack_to_giants_are_refused(tmp_path, make):
    content = make()
    assert len(content) < 4 << 20
    (tmp_path / "a.bin").write_bytes(content)
    with pytest.raises(WorkbookTooLarge):
        read_workbook(tmp_path / "a.bin")


def test_cells_that_are_only_coloured_do_no_harm(tmp_path):
    sheet = openpyxl.Workbook().active
    sheet["A1"] = "x"
    sheet["XFD1048576"].fill = PatternFill("solid", "ffff00")
    (tmp_path / "a.xlsx").write_bytes(xlsx_bytes(sheet))
    (read,) = read_workbook(tmp_path / "a.xlsx")
    assert read.rows == [["x"]]


def test_troubles_carry_nothing_of_the_file(tmp_path):
    (tmp_path / "王小英.xlsx").write_bytes(b"PK\x03\x04" + b"321199194602285500")
    with pytest.raises(WorkbookTrouble) as caught:
        read_workbook(tmp_path / "王小英.xlsx")
    assert "王小英" not in str(caught.value)
    assert "321199" not in str(caught.value)


def test_the_county_can_edit_the_words_and_a_mistake_is_told(tmp_path):
    source = ASSETS / "register" / "words.toml"
    words = read_register_words(source)
    assert words.code("wishes", " 助 老 ") == "elders"
    assert words.field("身份证号码（18位）：") == "number"
    edited = tmp_path / "words.toml"
    edited.write_text(source.read_text("utf-8").replace('"男性"', '"女性"'), "utf-8")
    with pytest.raises(ValueError, match="sex"):
        read_register_words(edited)
    edited.write_text(source.read_text("utf-8").replace("elders =", "elder ="), "utf-8-sig")
    with pytest.raises(ValueError, match="elder"):
        read_register_words(edited)
