"""The printed sheet of village cards: every code on it can be read, and is as large as promised."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PySide6.QtGui import QPainter

from kiosk.config import ASSETS
from kiosk.ui.card_sheet import (
    CARDS_A_PAGE,
    PrintedCard,
    SheetWords,
    sheet_pdf,
    sheet_picture,
)
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from sync.standard.village_cards import code_text

WORDS = SheetWords("card", "village", "if found, give it to the cadre")
LONG = "Abdurahman Muhammadsalih Turghunjan of the farther river side"
LEAST_MM = 25.0


@pytest.fixture(scope="module")
def theme(qapp):
    assert qapp is not None
    return Theme.load(Metrics(1080, 1920), ASSETS)


def cards(count: int) -> list[PrintedCard]:
    names = ("\u738b\u79c0\u82f1", "\u8d75", LONG)
    return [
        PrintedCard(names[at % 3], "star" if at % 2 else "", code_text("village", bytes([at] * 16)))
        for at in range(count)
    ]


def test_every_code_of_a_full_page_is_read_back_even_pale(theme):
    page = cards(CARDS_A_PAGE)
    image = sheet_picture(page, WORDS, theme, 100)
    found = zxingcpp.read_barcodes(image)
    assert sorted(code.text for code in found) == sorted(card.code for card in page)
    assert {code.ec_level for code in found} == {"Q"}
    painter = QPainter(image)
    painter.fillRect(image.rect(), "#90ffffff")  # the toner is running out
    painter.end()
    assert len(zxingcpp.read_barcodes(image)) == CARDS_A_PAGE


def test_a_code_is_large_enough_for_a_cheap_scanner(theme):
    for dpi in (120, 203):
        (code,) = zxingcpp.read_barcodes(sheet_picture(cards(1), WORDS, theme, dpi))
        corners = code.position
        assert (corners.top_right.x - corners.top_left.x) / dpi * 25.4 >= LEAST_MM


def test_the_pdf_has_as_many_pages_as_it_takes(theme):
    for count, pages in ((10, 1), (11, 2)):
        pdf = sheet_pdf(cards(count), WORDS, theme)
        assert pdf.startswith(b"%PDF-")
        assert re.findall(rb"/Count (\d+)", pdf) == [str(pages).encode()]


def test_a_long_name_leaves_the_code_and_the_next_card_alone(theme):
    page = [PrintedCard(LONG * 2, "", card.code) for card in cards(CARDS_A_PAGE)]
    assert len(zxingcpp.read_barcodes(sheet_picture(page, WORDS, theme, 100))) == CARDS_A_PAGE


def test_what_lets_her_in_is_in_no_repr():
    (card,) = cards(1)
    assert card.code not in repr(card)
