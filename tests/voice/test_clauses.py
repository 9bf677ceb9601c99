from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.voice.clauses import LONGEST_FIRST, MOST, clauses_of
from kiosk.voice.reading import begins_of

BEGINS = begins_of(load_strings(ASSETS / "strings" / "zh_CN"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("。", []),
        ("王秀英", ["王秀英"]),
        ("王秀英，好了。", ["王秀英，好了。"]),
        (
            "明天上午九点，在村委会开会，请带上身份证。不要迟到！",
            ["明天上午九点，", "在村委会开会，请带上身份证。不要迟到！"],
        ),
        (
            "他说：“好。”然后走了，没有回头，也没有说话。",
            ["他说：“好。”", "然后走了，没有回头，也没有说话。"],
        ),
    ],
)
def test_a_text_is_cut_at_its_marks(text, pieces):
    assert clauses_of(text) == pieces


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("老年食堂下周一开饭，请来。", ["老年食堂", "下周一开饭，请来。"]),
        ("收废旧家电的师傅来了，好。", ["收废旧家电的师傅来了，", "好。"]),
        ("明天上午九点在村委会开会请带身份证。", ["明天上午九点", "在村委会开会请带身份证。"]),
        ("甲乙丙丁甲乙丙丁甲乙丙丁。", ["甲乙丙丁甲乙丙丁甲", "乙丙丁。"]),
        ("Supercalifragilistic", ["Supercalifragilistic"]),
        ("please come tomorrow", ["please", "come tomorrow"]),
    ],
)
def test_what_has_no_mark_is_cut_before_a_phrase_or_where_its_room_ends(text, pieces):
    assert clauses_of(text, BEGINS) == pieces


@example("、" + "丙" * 11)
@given(st.text(alphabet="甲乙丙，。、！ ", max_size=80))
def test_nothing_that_is_spoken_is_lost_and_no_piece_is_longer_than_it_must_be(text):
    pieces = clauses_of(text, "丙")
    assert _words("".join(pieces)) == _words(text)
    for at, piece in enumerate(pieces):
        assert len(_words(piece)) <= (MOST if at else LONGEST_FIRST)


def _words(text):
    return [sign for sign in text if sign.isalnum()]
