"""Lines of text, as an engine gives them, become the fields of a card; what contradicts is told."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from math import cos, radians, sin

import pytest

from kiosk.services.card_picture import CardSeen, Doubt, PictureFault, TextLine, read_card_lines

TODAY = date(2026, 11, 22)
NUMBER = "321199194602285500"
ADDRESS = ("江苏省镇江市京口区象山", "街道东升村7组19号")
PRINTED = [
    ("姓名", 60, 100),
    ("王秀英", 160, 100),
    ("性别", 60, 175),
    ("女", 160, 175),
    ("民族汉", 280, 175),
    ("出生", 60, 250),
    ("1946 年 2 月 28", 160, 250),
    ("日", 470, 250),
    ("住址", 60, 325),
    (ADDRESS[0], 160, 325),
    (ADDRESS[1], 160, 375),
    ("公民身份号码", 60, 560),
    (NUMBER, 330, 560),
]
SEEN = CardSeen(NUMBER, "王秀英", 2, "汉", date(1946, 2, 28), "".join(ADDRESS))


def lines(printed=PRINTED, angle=0.0, score=0.99):
    """In any order. The corners of an upside-down line begin at what is uppermost in the picture,
    as engines give them."""
    turn = radians(angle)

    def turned(x, y):
        return (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))

    made = []
    for text, x, y in printed:
        width = 34 * len(text) if not text.isascii() else 20 * len(text)
        corners = ((x, y), (x + width, y), (x + width, y + 40), (x, y + 40))
        if 90 < angle < 270:
            corners = corners[2:] + corners[:2]
        made.append(TextLine(text, score, tuple(turned(*corner) for corner in corners)))
    random.Random(3).shuffle(made)
    return made


def changed(**other):
    return [(other.get(text, text), x, y) for text, x, y in PRINTED]


@pytest.mark.parametrize("angle", [0, 4, -12, 90, 180, -90])
def test_every_field_however_the_card_lies(angle):
    assert read_card_lines(lines(angle=angle), TODAY) == SEEN


def test_labels_and_values_on_one_line():
    printed = [
        ("姓名 王秀英", 60, 100),
        ("性別女 民族汉", 60, 175),
        ("出生1946年2月28日", 60, 250),
        ("住址" + ADDRESS[0], 60, 325),
        (ADDRESS[1], 160, 375),
        ("公民身份号码" + NUMBER, 60, 560),
    ]
    assert read_card_lines(lines(printed), TODAY) == SEEN


@pytest.mark.parametrize(
    ("wrong", "doubts"),
    [
        ({NUMBER: "321199194602285501"}, {Doubt.NUMBER}),
        ({NUMBER: "321199194602285"}, {Doubt.NUMBER}),
        ({"女": "男"}, {Doubt.SEX}),
        ({"1946 年 2 月 28": "1946 年 2 月 20"}, {Doubt.NUMBER, Doubt.BIRTH}),
        ({"1946 年 2 月 28": "1946 年 13 月 20"}, {Doubt.BIRTH}),
        ({"王秀英": "王3英"}, {Doubt.NAME}),
    ],
    ids=range(6),
)
def test_what_contradicts_is_told_and_nothing_is_guessed(wrong, doubts):
    seen = read_card_lines(lines(changed(**wrong)), TODAY)
    assert isinstance(seen, CardSeen)
    assert set(seen.doubts) == doubts
    if Doubt.NAME in doubts:
        assert seen.name == ""


@pytest.mark.parametrize(
    ("missing", "doubt"), [("王秀英", Doubt.NAME), ("女", Doubt.SEX), (NUMBER, Doubt.NUMBER)]
)
def test_what_is_missing_is_told(missing, doubt):
    seen = read_card_lines(lines([line for line in PRINTED if line[0] != missing]), TODAY)
    assert isinstance(seen, CardSeen)
    assert doubt in seen.doubts


def test_what_was_read_badly_is_told():
    badly = [replace(line, score=0.5) if line.text == "王秀英" else line for line in lines()]
    seen = read_card_lines(badly, TODAY)
    assert isinstance(seen, CardSeen)
    assert seen.name == "王秀英"
    assert seen.doubts == (Doubt.NAME,)


@pytest.mark.parametrize("printed", [[], [("欢迎光临", 0, 0), ("东升村", 0, 50)], [("姓名", 0, 0)]])
def test_another_picture_is_no_card(printed):
    assert read_card_lines(lines(printed), TODAY) is PictureFault.NO_CARD


def test_nothing_of_it_stands_in_a_log():
    assert NUMBER not in repr(SEEN)
    assert "王" not in repr(lines()[0])
