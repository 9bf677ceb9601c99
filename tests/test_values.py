"""What a value looks like and sounds like, by its type and language."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.numbers import NumberWords
from kiosk.strings import Sentence, Strings, load_strings
from kiosk.values import Kind, Slot, Values, pieces

STRINGS = Path(__file__).parents[1] / "assets" / "strings"
CHINESE = load_strings(STRINGS / "zh_CN")
NUMBERS = NumberWords(lambda key: CHINESE.say(f"reading.{key}"))
MORNING = datetime(2026, 3, 8, 9, 5)  # noqa: DTZ001 - the village's wall clock


def values_of(strings):
    words = {key: strings.sentence(key).say for key in strings if key.startswith("reading.")}
    return Values({key.removeprefix("reading."): word for key, word in words.items()})


@pytest.mark.parametrize(
    ("kind", "value", "shown", "said"),
    [
        (Kind.TEXT, "2 组", "2 组", "2 组"),
        (Kind.NAME, "王秀英", "王秀英", "王秀英"),
        (Kind.NUMBER, 2, "2", "二"),
        (Kind.NUMBER, 12, "12", "十二"),
        (Kind.COUNT, 2, "2", "两"),
        (Kind.HOURS, "2", "2", "两"),
        (Kind.HOURS, "1.5", "1.5", "一点五"),
        (Kind.HOURS, "1500", "1500", "一千五百"),
        (Kind.MINUTES, 95, "95", "九十五"),
        (Kind.DAYS, -3, "-3", "负三"),
        (Kind.PEOPLE, 102, "102", "一百零二"),
        (Kind.DIGITS, "13800", "13800", "幺三八零零"),
        (Kind.DIGITS, "D01", "D01", "D零幺"),
        (Kind.AMOUNT, "12.50", "12.50 元", "十二元五角"),
        (Kind.AMOUNT, 200, "200 元", "二百元"),
        (
            Kind.DATE,
            date(2026, 3, 8),
            "2026年3月8日",
            "二零二六年三月八日",
        ),
        (Kind.DAY, MORNING, "3月8日", "三月八日"),
        (Kind.TIME, MORNING, "9:05", "九点零五分"),
        (Kind.TIME, MORNING.replace(hour=2, minute=0), "2:00", "两点整"),
    ],
)
def test_in_chinese(kind, value, shown, said):
    values = values_of(CHINESE)
    assert (values.show(kind, value), values.say(kind, value)) == (shown, said)


def test_a_language_without_a_word_of_its_own_shows_and_says_the_bare_number():
    assert Values({}).show(Kind.HOURS, "2.5") == Values({}).say(Kind.COUNT, "2.5") == "2.5"


def test_a_sentence_is_taken_apart_at_its_placeholders():
    parts = pieces("a {start:time}, {n}{{}}")
    assert parts == ("a ", Slot("start", Kind.TIME), ", ", Slot("n", Kind.TEXT), "{", "}")
    with pytest.raises(ValueError, match="clock"):
        pieces("{start:clock}")


def test_the_same_value_is_shown_and_said_each_in_its_way():
    words = {key: CHINESE.sentence(key) for key in CHINESE if key.startswith("reading.")}
    strings = Strings({**words, "came": Sentence("{start:time}!", "came {start:time}")})
    assert strings.show("came", start=MORNING) == "9:05!"
    assert strings.say("came", start=MORNING) == "came 九点零五分"
    with pytest.raises(KeyError):
        strings.say("came")


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "零"),
        (10, "十"),
        (17, "十七"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (119, "一百一十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (12_345, "一万二千三百四十五"),
        (100_000, "十万"),
        (1_000_500, "一百万零五百"),
        (20_003_000, "二千万三千"),
    ],
)
def test_numbers(n, said):
    assert NUMBERS.number(n) == said


@given(st.integers(min_value=0, max_value=99_999_999))
def test_no_two_numbers_sound_alike(n):
    assert _value(NUMBERS.number(n)) == n


def _value(said):
    """The number back from its words."""
    sizes = {"十": 10, "百": 100, "千": 1000}
    total = section = 0
    digit = None
    for each in said:
        if each == "万":
            total, section, digit = (section + (digit or 0)) * 10_000, 0, None
        elif each in sizes:
            section += (1 if digit is None else digit) * sizes[each]
            digit = None
        else:
            digit = "零一二三四五六七八九".index(each) or None
    return total + section + (digit or 0)
