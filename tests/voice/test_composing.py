"""How sentences are put together from recordings, with the real catalogue."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import ASSETS
from kiosk.numbers import NumberWords
from kiosk.strings import Sentence, Strings, load_strings
from kiosk.values import Kind, Values
from kiosk.voice.composing import COMMA_S, STOP_S, Composer, Recorded
from kiosk.voice.fragments import needed, plain, split, templates
from kiosk.voice.reading import reading_of

CATALOGUE = load_strings(ASSETS / "strings" / "zh_CN")
WORDS = {
    key.removeprefix("reading."): CATALOGUE.say(key)
    for key in CATALOGUE
    if key.startswith("reading.") and not CATALOGUE.placeholders(key)
}
NUMBERS = NumberWords(WORDS.__getitem__)
VALUES = Values(WORDS)


def composer_of(**said):
    """For a catalogue with these sentences besides the real words for values."""
    own = {f"flow.{name}.say": Sentence(say, say) for name, say in said.items()}
    reading = {key: CATALOGUE.sentence(key) for key in CATALOGUE if key.startswith("reading.")}
    days = {key: CATALOGUE.sentence(key) for key in CATALOGUE if key.startswith("shell.weekday.")}
    strings = Strings(own | reading | days)
    read = reading_of(strings)
    wants = needed(strings, read)
    composer = Composer(
        {*wants.sentences, *wants.parts}, set(wants.numbers), templates(strings, read)
    )
    return lambda text: composer.parts_of(read(text))


REAL = composer_of(
    out="签退成功，今天服务了{minutes:minutes}分钟。辛苦了！",
    forgot="{when:day}您忘了签退，那天的时长还没有算。",
    hello="{name:name}，您好！",
    leave="您{start:time}已经签到了。",
    code="编号是{code:digits}，请告诉干部。",
    both="{name:name}服务了{hours:hours}小时，真好。",
)


def texts(parts):
    return [part.text if isinstance(part, Recorded) else f"<{part}>" for part in parts]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("签退成功，今天服务了二百三十五分钟。", "签退成功，今天服务了|二百|三十五|分钟"),
        ("签退成功，今天服务了2分钟。辛苦了！", "签退成功，今天服务了|两|分钟|辛苦了！"),
        (
            "十一月二十二日您忘了签退，那天的时长还没有算。",
            "十一月|二十二日|您忘了签退，那天的时长还没有算。",
        ),
        ("您八点零五分已经签到了。", "您|八点|零五分|已经签到了。"),
        ("您 14:30 已经签到了。", "您|十四点|三十分|已经签到了。"),
        ("编号是零幺幺三Q，请告诉干部。", "编号是|<零幺幺三Q>|请告诉干部。"),
        ("编号是零幺幺三，请告诉干部。", "编号是|零|幺|幺|三|请告诉干部。"),
        ("王秀英，您好！", "<王秀英>|您好！"),
        ("王三，您好！辛苦了！", "<王三>|您好！|辛苦了！"),
        ("王秀英服务了一千零五小时，真好。", "<王秀英>|服务了|一千|零五|小时|真好。"),
        ("明天停电。请早些来。", "<明天停电。请早些来。>"),
        ("明天停电。辛苦了！", "<明天停电。>|辛苦了！"),
        ("一百一十", "一百|一十"),
        ("三点五", "三点|五"),
        ("2026年11月22日", "二|零二|六|年|十一月|二十二日"),
        ("星期日", "星期日"),
        ("一万二千", "一|万|二千"),
        ("", ""),
        ("。", ""),
    ],
)
def test_parts(said, parts):
    assert "|".join(texts(REAL(said))) == parts


def test_pauses_follow_the_marks():
    first, name, hello = REAL("辛苦了！王秀英，您好！")
    assert (first.pause_s, name, hello.pause_s) == (STOP_S, "王秀英", STOP_S)
    *_, number, end = REAL("编号是七，请告诉干部。")
    assert (number.text, number.pause_s, end.pause_s) == ("七", COMMA_S, STOP_S)


def test_a_line_ends_a_sentence_that_has_no_mark():
    say = composer_of(noted="记好了", listen="先听一听。")
    first, second = say("记好了\n先听一听。")
    assert isinstance(first, Recorded)
    assert isinstance(second, Recorded)
    assert first.pause_s == STOP_S


@given(st.integers(0, 9999))
def test_every_number_is_put_together(n):
    parts = REAL(NUMBERS.number(n))
    assert "".join(texts(parts)) == NUMBERS.number(n)
    assert len(parts) <= 3


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_day_and_time_is_put_together(when):
    for kind, value, most in (
        (Kind.DATE, when.date(), 7),
        (Kind.DAY, when.date(), 2),
        (Kind.TIME, when, 2),
    ):
        said = VALUES.say(kind, value)
        parts = REAL(said)
        assert "".join(texts(parts)) == said
        assert len(parts) <= most


@given(st.text("王三一千，。！？分钟 \n辛苦了零八点", max_size=30))
def test_nothing_of_a_text_is_lost_or_said_twice(text):
    assert "".join(split(text)) == text
    said = "".join(part.text if isinstance(part, Recorded) else part for part in REAL(text))
    assert _words(said) == _words(text)


def _words(text):
    return "".join(each for each in plain(text) if each.isalnum())
