"""The certificate of service as it is printed: what order 67, article 15, and practice ask for.

Ink is spent on words alone: no ground is printed, so it is the village's own paper that is warm,
and a grey laser printer loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from kiosk.flows.say import hours
from kiosk.flows.screen import Tone
from kiosk.services.papers import CertificatePaper, PaperLine
from kiosk.strings import Strings
from kiosk.ui import sheets, tokens
from kiosk.ui.sheets import CENTRE, PAGE_MM, RIGHT, TOP, Page, Sheet
from kiosk.ui.theme import Theme
from sync.standard.codes import ANY_SERVICE

CODE_MODULE_MM: Final = 0.5
"""At least: about 41 mm for 450 characters, which a phone reads from a hand's breadth away."""
_RED, _GOLD = tokens.TONES[Tone.RED].word, tokens.TONES[Tone.GOLD].word
_SIDE: Final = 22.0
_WIDE: Final = PAGE_MM[0] - 2 * _SIDE
_ROW: Final = 7.2
_FIRST_TOP, _FIRST_ROWS = 106.0, 12
_NEXT_TOP, _NEXT_ROWS = 30.0, 33
_END_TOP: Final = 208.0
_LEAST_MM: Final = 2.2
"""A Han character of 6 points: smaller is read by nobody."""


def certificate_pages(paper: CertificatePaper, strings: Strings) -> list[Page]:
    parts = _parts(paper.lines)
    return [partial(_paint, _Words(paper, strings), parts, at) for at in range(len(parts))]


def certificate_pdf(paper: CertificatePaper, strings: Strings, theme: Theme) -> bytes:
    title = strings.show("paper.certificate.file")
    return sheets.pdf(title, certificate_pages(paper, strings), theme)


def certificate_picture(
    paper: CertificatePaper, strings: Strings, theme: Theme, dpi: int, page: int = 0
) -> QImage:
    """As it lies on the table, on warm paper."""
    return sheets.picture(certificate_pages(paper, strings)[page], theme, dpi, tokens.CARD)


class _Words:
    def __init__(self, paper: CertificatePaper, strings: Strings) -> None:
        self.paper, self._strings = paper, strings
        unit = self.show("unit_is", county=paper.county, village=paper.village)
        self.unit = unit

    def show(self, key: str, **args: str | int | date) -> str:
        return self._strings.show(f"paper.certificate.{key}", **args)

    def page(self, page: int, pages: int) -> str:
        return self._strings.show("paper.page", page=page, pages=pages)

    def says(self) -> str:
        said = self.paper.statement
        return self.show(
            "says",
            name=said.name,
            since=date.fromisoformat(said.since),
            until=date.fromisoformat(said.until),
            visits=said.visits,
            hours=hours(said.minutes),
            unit=self.unit,
        )

    def row(self, line: PaperLine) -> tuple[str, str, str, str]:
        """Day or year, what, how often, hours."""
        what = line.title or self._strings.show(f"paper.service.{line.service or ANY_SERVICE}")
        if line.visits:
            year = self.show("year", year=line.day)
            return year, what, str(line.visits), hours(line.minutes)
        return self.day(line.day), what, "", hours(line.minutes)

    def day(self, day: str) -> str:
        return self._strings.show("paper.day", day=date.fromisoformat(day))

    def about(self) -> tuple[tuple[str, str], ...]:
        """Who it is about."""
        said, paper = self.paper.statement, self.paper
        kind = self.show(f"card.{paper.card_kind}")
        values = said.name, paper.number, kind, said.number
        names = "name", "number", "card_kind", "card_number"
        return tuple((self.show(key), value) for key, value in zip(names, values, strict=True))

    def end(self) -> tuple[tuple[str, str], ...]:
        """Who answers for it; "" is a line to write on."""
        paper = self.paper
        values = (
            self.unit,
            paper.office.in_charge,
            paper.made_by or self.show("by_herself"),
            paper.office.contact,
            self.day(paper.statement.issued),
        )
        names = "unit", "in_charge", "made_by", "contact", "issued"
        return tuple((self.show(key), value) for key, value in zip(names, values, strict=True))


def _parts(lines: Sequence[PaperLine]) -> list[Sequence[PaperLine]]:
    """What stands on each page."""
    rest = lines[_FIRST_ROWS:]
    return [
        lines[:_FIRST_ROWS],
        *(rest[at : at + _NEXT_ROWS] for at in range(0, len(rest), _NEXT_ROWS)),
    ]


def _paint(words: _Words, parts: Sequence[Sequence[PaperLine]], at: int, sheet: Sheet) -> None:
    _border(sheet)
    if at == 0:
        _head(sheet, words)
        _end(sheet, words)
    else:
        _small_head(sheet, words)
    top = _NEXT_TOP if at else _FIRST_TOP
    _table(sheet, words, parts[at], top)
    if len(parts) > 1:
        foot = QRectF(_SIDE, PAGE_MM[1] - 19, _WIDE, 5)
        sheet.text(words.page(at + 1, len(parts)), foot, 3, tokens.SOFT_INK, align=CENTRE)
    if at + 1 < len(parts):
        below = QRectF(_SIDE, top + _ROW * (len(parts[at]) + 1), _WIDE, 5)
        sheet.text(words.show("goes_on"), below, 3, tokens.SOFT_INK, align=RIGHT)


def _border(sheet: Sheet) -> None:
    for inset, wide in ((9.0, 0.7), (11.0, 0.2)):
        wide_mm, tall_mm = PAGE_MM[0] - 2 * inset, PAGE_MM[1] - 2 * inset
        sheet.frame(QRectF(inset, inset, wide_mm, tall_mm), wide, _GOLD)


def _head(sheet: Sheet, words: _Words) -> None:
    title = words.show("title")
    sheet.text(title, QRectF(_SIDE, 21, _WIDE, 14), 11, _RED, is_bold=True, align=CENTRE)
    no = words.show("no", no=words.paper.statement.no)
    sheet.text(no, QRectF(_SIDE, 36, _WIDE, 6), 3.8, tokens.SOFT_INK, align=CENTRE)
    says = QRectF(_SIDE, 45, _WIDE, 24)
    sheet.text(words.says(), says, 5, least_mm=3.5)
    for at, (name, value) in enumerate(words.about()):
        x, y = _SIDE + at % 2 * 62, 72 + at // 2 * 14
        sheet.text(name, QRectF(x, y, 60, 5), 3.4, tokens.SOFT_INK)
        sheet.text(value, QRectF(x, y + 5, 59, 7), 4.4, is_bold=True, least_mm=_LEAST_MM)
    hours_box = QRectF(_SIDE + _WIDE - 42, 72, 42, 26)
    sheet.frame(hours_box, 0.4, _RED)
    inside = hours_box.adjusted(2, 2, -2, -2)
    name_at = QRectF(inside.x(), inside.y(), inside.width(), 6)
    sheet.text(words.show("in_all"), name_at, 3.6, tokens.SOFT_INK, align=CENTRE)
    figure = QRectF(inside.x(), inside.y() + 7, inside.width(), 14)
    in_all = words.show("hours", hours=hours(words.paper.statement.minutes))
    sheet.text(in_all, figure, 7.5, _RED, is_bold=True, align=CENTRE, least_mm=3)


def _small_head(sheet: Sheet, words: _Words) -> None:
    left, right = QRectF(_SIDE, 17, _WIDE / 2, 8), QRectF(_SIDE + _WIDE / 3, 17, _WIDE * 2 / 3, 8)
    sheet.text(words.show("title"), left, 5, _RED, is_bold=True)
    no = words.show("no", no=words.paper.statement.no)
    sheet.text(no, right, 3.4, tokens.SOFT_INK, align=RIGHT)


def _table(sheet: Sheet, words: _Words, lines: Sequence[PaperLine], top: float) -> None:
    is_summed = bool(lines) and lines[0].visits > 0
    heads = (
        words.show("column_year" if is_summed else "column_day"),
        words.show("column_what"),
        words.show("column_visits") if is_summed else "",
        words.show("column_hours"),
    )
    sheet.line(_SIDE, top, _SIDE + _WIDE, top, 0.4, _GOLD)
    _row(sheet, heads, top, tokens.SOFT_INK, 3.6)
    sheet.line(_SIDE, top + _ROW, _SIDE + _WIDE, top + _ROW, 0.2, _GOLD)
    for at, line in enumerate(lines, 1):
        y = top + at * _ROW
        _row(sheet, words.row(line), y, tokens.INK, 4.1)
        sheet.line(_SIDE, y + _ROW, _SIDE + _WIDE, y + _ROW, 0.08, tokens.EDGE)


def _row(
    sheet: Sheet, texts: tuple[str, str, str, str], y: float, colour: str, size: float
) -> None:
    places = ((0.0, 44.0), (46.0, 74.0), (120.0, 18.0), (138.0, _WIDE - 138))
    for at, (text, (x, wide)) in enumerate(zip(texts, places, strict=True)):
        align = sheets.LEFT if at < 2 else RIGHT
        box = QRectF(_SIDE + x, y, wide, _ROW)
        if text:
            sheet.text(text, box, size, colour, align=align, least_mm=_LEAST_MM)


def _end(sheet: Sheet, words: _Words) -> None:
    right = _SIDE + _WIDE + sheets.QUIET_MODULES * CODE_MODULE_MM
    code_mm = sheet.code(words.paper.code, right, _END_TOP + 30, CODE_MODULE_MM, "m")
    room = right - code_mm - _SIDE
    for at, (name, value) in enumerate(words.end()):
        y = _END_TOP + at * 9.4
        sheet.text(name, QRectF(_SIDE, y, 20, 8), 3.6, tokens.SOFT_INK)
        box = QRectF(_SIDE + 21, y, room - 22, 8)
        if value:
            sheet.text(value, box, 4.1, least_mm=_LEAST_MM)
        else:
            sheet.line(box.left(), y + 7, box.left() + 30, y + 7, 0.15, tokens.SOFT_INK)
    seal_x, seal_y = _SIDE + room - 22, _END_TOP + 29.0
    sheet.ring(seal_x, seal_y, 19, tokens.EDGE)
    box = QRectF(seal_x - 18, seal_y + 3, 36, 6)
    sheet.text(words.show("seal"), box, 3.2, tokens.SOFT_INK, align=CENTRE)
    below = QRectF(_SIDE, _END_TOP + 51, room - 2, 14)
    sheet.text(words.show("verify"), below, 3.1, tokens.SOFT_INK, align=TOP, least_mm=_LEAST_MM)
    law = QRectF(_SIDE, PAGE_MM[1] - 24, _WIDE, 5)
    sheet.text(words.show("law"), law, 3.0, tokens.SOFT_INK)
