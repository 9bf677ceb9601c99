"""No empty boxes: whatever a screen can show, a font of ours has its picture."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from kiosk.app import application
from kiosk.config import ASSETS, languages
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.devices.workbooks import read_workbook
from kiosk.strings import load_strings

ROSTER = Path(__file__).parents[1] / "data" / "roster-dongsheng.xlsx"


@pytest.fixture(scope="module")
def fonts() -> list[QRawFont]:
    application()
    files = sorted((ASSETS / "fonts").glob("*.ttf"))
    assert files
    return [QRawFont(str(file), 20) for file in files]


def missing(text: set[str], fonts: list[QRawFont]) -> set[str]:
    return {
        c
        for c in text
        if c.isprintable() and not any(font.supportsCharacter(ord(c)) for font in fonts)
    }


@pytest.mark.parametrize("language", languages())
def test_every_sentence_can_be_drawn(fonts: list[QRawFont], language: str) -> None:
    strings = load_strings(ASSETS / "strings" / language)
    both = [strings.sentence(key) for key in strings]
    shown = {c for sentence in both for c in sentence.show + sentence.say}
    assert not missing(shown, fonts)


def test_every_name_of_a_real_register_and_every_village_can_be_drawn(
    fonts: list[QRawFont],
) -> None:
    cells = {
        c for sheet in read_workbook(ROSTER) for row in sheet.rows for x in row for c in str(x)
    }
    areas = set((ASSETS / "areas" / "area-codes.csv").read_text("utf-8"))
    assert not missing(cells | areas, fonts)


def test_every_character_of_the_general_table_can_be_drawn(fonts: list[QRawFont]) -> None:
    """GB 2312 is the core of the 8,105 characters that names may be made of by law."""
    rows, columns = range(0xB0, 0xF8), range(0xA1, 0xFF)
    table = {
        bytes((row, column)).decode("gb2312", "ignore") for row in rows for column in columns
    } - {""}
    assert len(table) == 6763
    assert not missing(table, fonts)


def test_whatever_can_be_drawn_is_found_by_its_radical(fonts: list[QRawFont]) -> None:
    """All of CJK but the compatibility forms, which no name holds; the 8,105 standard characters
    among them."""
    hanzi = PinyinHanzi(ASSETS / "pinyin")
    groups = (hanzi.of_radical(radical.number).values() for radical in hanzi.radicals())
    filed = {c for group in groups for characters in group for c in characters}
    assert not missing(filed, fonts)
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x31350))
    every = {c for block in blocks for c in map(chr, block) if unicodedata.category(c) == "Lo"}
    drawn = {c for c in every - missing(every, fonts) if unicodedata.normalize("NFC", c) == c}
    assert drawn <= filed
    usage = (ASSETS / "pinyin" / "usage.txt").read_text("utf-8")
    standard = {c for c in usage if ord(c) > 0x3000}
    assert len(standard) == 8105
    assert standard <= filed
