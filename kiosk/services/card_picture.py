"""What stands on the picture of an ID card: from lines of text, wherever and however it lies.

The number is believed only with its check digit; birth date and sex are held against it. What
contradicts, or was read badly, is named and left to the cadre. Pure: nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import hypot
from typing import Final

from kiosk.services.register import NameSlip, read_name
from sync.standard.identity import IdNumber, read_number

SURE: Final = 0.8
"""Of a line; below, somebody should look."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, repr=False)
class TextLine:
    """text: as it was read; score: how surely, 0 to 1. corners: in the picture, going around;
    its upper edge first, as the picture lies."""

    text: str
    score: float
    corners: tuple[Point, Point, Point, Point]


class Doubt(StrEnum):
    """A field that is to be looked at; each is a string's key."""

    NAME = "name"
    SEX = "sex"
    ETHNIC_GROUP = "ethnic_group"
    BIRTH = "birth"
    ADDRESS = "address"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, repr=False)
class CardSeen:
    """ "" and None: not found. In a log it says nothing."""

    number: str = ""
    name: str = ""
    sex: int = 0
    ethnic_group: str = ""
    birth: date | None = None
    address: str = ""
    doubts: tuple[Doubt, ...] = ()
    """In the order of the fields."""


class PictureFault(StrEnum):
    """Why nothing was read; each is a string's key."""

    NOT_INSTALLED = "not_installed"
    NO_PICTURE = "no_picture"
    NO_CAMERA = "no_camera"
    NO_CARD = "no_card"
    """Text perhaps, but not the front of an ID card."""
    TOOK_TOO_LONG = "took_too_long"


def read_card_lines(lines: Sequence[TextLine], today: date) -> CardSeen | PictureFault:
    """NO_CARD where neither a number nor two of the card's own words stand."""
    card = _Card(lines)
    if not card.number_text and sum(word in card.words for word in _LABELS) < 2:
        return PictureFault.NO_CARD
    return _checked(card, read_number(card.number_text, today))


# The words that are printed on every card, by their code points: no text of ours.
_NAME: Final = "\u59d3\u540d"
_SEX: Final = ("\u6027\u522b", "\u6027\u5225")
_ETHNIC: Final = "\u6c11\u65cf"
_BORN: Final = "\u51fa\u751f"
_ADDRESS: Final = "\u4f4f\u5740"
_NUMBER: Final = "\u516c\u6c11\u8eab\u4efd\u53f7\u7801"
_LABELS: Final = (_NAME, _SEX[0], _ETHNIC, _BORN, _ADDRESS, _NUMBER)
_SEXES: Final = {"\u7537": 1, "\u5973": 2}
_DATE: Final = re.compile("(\\d{4})\u5e74(\\d{1,2})\u6708(\\d{1,2})")
_DIGITS: Final = re.compile(r"\d{17}[\dX]")


def _checked(card: _Card, number: object) -> CardSeen:
    name, doubts = read_name(card.name), set(card.unsure)
    good = number if isinstance(number, IdNumber) else None
    if good is None or (card.born and card.born != good.birth):
        doubts.add(Doubt.NUMBER)
    if card.born is None or (good and card.born != good.birth):
        doubts.add(Doubt.BIRTH)
    if not card.sex or (good and card.sex != good.sex):
        doubts.add(Doubt.SEX)
    if isinstance(name, NameSlip):
        doubts.add(Doubt.NAME)
    if not card.ethnic_group:
        doubts.add(Doubt.ETHNIC_GROUP)
    if not card.address:
        doubts.add(Doubt.ADDRESS)
    return CardSeen(
        card.number_text,
        "" if isinstance(name, NameSlip) else name,
        card.sex,
        card.ethnic_group,
        card.born,
        card.address,
        tuple(doubt for doubt in Doubt if doubt in doubts),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line on the card as it is read: x to the right, y down."""

    text: str
    score: float
    left: float
    y: float
    height: float


class _Card:
    """The fields as they were read, none of them checked."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = _upright(lines)
        self.words = "".join(line.text for line in self._lines).replace(_SEX[1], _SEX[0])
        self.unsure: set[Doubt] = set()
        self.number_text = self._number()
        self.name = self._beside((_NAME,), Doubt.NAME)
        self.sex = self._sex()
        self.ethnic_group = self._beside((_ETHNIC,), Doubt.ETHNIC_GROUP)
        self.born = self._born()
        self.address = self._address()

    def _number(self) -> str:
        for line in self._lines:
            found = _DIGITS.search(line.text.upper())
            if found:
                self._weigh(Doubt.NUMBER, line)
                return found[0]
        return ""

    def _sex(self) -> int:
        text = self._beside(_SEX, Doubt.SEX)[:1]
        if text in _SEXES:
            return _SEXES[text]
        alone = [line for line in self._lines if line.text in _SEXES]
        return _SEXES[alone[0].text] if len(alone) == 1 else 0

    def _born(self) -> date | None:
        for line in self._lines:
            row = "".join(other.text for other in self._row(line))
            found = _DATE.search(row)
            if found:
                try:
                    return date(*map(int, found.groups()))
                except ValueError:
                    return None
        return None

    def _address(self) -> str:
        """What stands beside and below its label, above the number."""
        label = self._label((_ADDRESS,))
        if label is None:
            return ""
        number = next((line for line in self._lines if _DIGITS.search(line.text.upper())), None)
        end = number.y - number.height if number else label.y + 6 * label.height
        top = label.y - label.height * 0.7
        lines = [
            line
            for line in self._lines
            if top < line.y < end and line.left >= label.left and _NUMBER not in line.text
        ]
        for line in lines:
            self._weigh(Doubt.ADDRESS, line)
        ordered = sorted(lines, key=lambda line: line.y)
        return "".join(line.text.removeprefix(_ADDRESS) for line in ordered)

    def _beside(self, labels: tuple[str, ...], doubt: Doubt) -> str:
        """What follows the label, on its line or as the next one to its right."""
        label = self._label(labels)
        if label is None:
            return ""
        word = next(word for word in labels if word in label.text)
        rest = label.text.partition(word)[2]
        if rest:
            self._weigh(doubt, label)
            return rest
        right = [line for line in self._row(label) if line.left > label.left]
        if not right:
            return ""
        self._weigh(doubt, right[0])
        return right[0].text

    def _label(self, words: tuple[str, ...]) -> _Placed | None:
        return next((line for line in self._lines if any(w in line.text for w in words)), None)

    def _row(self, line: _Placed) -> list[_Placed]:
        """Lines at the same height, from the left."""
        near = [other for other in self._lines if abs(other.y - line.y) < line.height * 0.7]
        return sorted(near, key=lambda other: other.left)

    def _weigh(self, doubt: Doubt, line: _Placed) -> None:
        if line.score < SURE:
            self.unsure.add(doubt)


def _upright(lines: Sequence[TextLine]) -> list[_Placed]:
    """Turned so that the longest line is level and the number below the name; top to bottom."""
    if not lines:
        return []
    longest = max(lines, key=lambda line: _span(line.corners[0], line.corners[1]))
    (x0, y0), (x1, y1) = longest.corners[:2]
    length = hypot(x1 - x0, y1 - y0) or 1.0
    right = ((x1 - x0) / length, (y1 - y0) / length)
    placed = _placed(lines, right)
    name_y, number_y = _y_of(placed, re.compile(_NAME)), _y_of(placed, _DIGITS)
    if name_y is not None and number_y is not None and name_y > number_y:
        placed = _placed(lines, (-right[0], -right[1]))
    return sorted(placed, key=lambda line: line.y)


def _y_of(placed: Sequence[_Placed], mark: re.Pattern[str]) -> float | None:
    return next((line.y for line in placed if mark.search(line.text.upper())), None)


def _placed(lines: Sequence[TextLine], right: Point) -> list[_Placed]:
    """right: where the card's lines run to."""
    down = (-right[1], right[0])
    return [
        _Placed(
            "".join(line.text.split()),
            line.score,
            min(_along(right, corner) for corner in line.corners),
            sum(_along(down, corner) for corner in line.corners) / 4,
            max(1.0, _span(line.corners[1], line.corners[2])),
        )
        for line in lines
    ]


def _span(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _along(way: Point, point: Point) -> float:
    return way[0] * point[0] + way[1] * point[1]
