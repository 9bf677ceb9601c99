from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.voice.clauses import MOST, clauses_of


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


@given(st.text(alphabet="甲乙丙，。、！ ", max_size=80))
def test_nothing_that_is_spoken_is_lost_and_no_piece_is_longer_than_it_must_be(text):
    pieces = clauses_of(text)
    assert _words("".join(pieces)) == _words(text)
    for piece in pieces:
        assert len(piece) <= MOST or not re.search(r"[，。、！]\s*[甲乙丙]", piece)


def _words(text):
    return [sign for sign in text if sign.isalnum()]
