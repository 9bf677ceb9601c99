"""Six characters that may be meant: names first, and what reads best never far behind."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.handwriting import Stroke
from kiosk.services.read_character import MOST_CANDIDATES, Likely, rank, read_character, steady

LETTERS = st.text("abcdefghijklmnopqrst", max_size=20).map(lambda text: [*text])
SOME = st.sets(st.sampled_from("abcdefghijklmnopqrst")).map(frozenset)


@given(LETTERS, SOME, SOME)
def test_ranking_loses_nothing_and_keeps_the_best_three_on_the_screen(found, known, usual):
    ranked = rank(found, Likely(known, usual))
    assert sorted(ranked) == sorted(set(found))
    assert set(dict.fromkeys(found[:3])) <= set(ranked[:MOST_CANDIDATES])


@given(LETTERS, SOME)
def test_among_those_known_here_what_reads_best_stays_first(found, known):
    ranked = [one for one in rank(found, Likely(known)) if one in known]
    assert ranked == [one for one in dict.fromkeys(found) if one in known]


def test_a_name_of_the_village_comes_before_what_only_looks_alike():
    assert rank("abcdef", Likely(known={"d"}))[0] == "d"
    assert rank("abcdef", Likely(usual={"b"}))[0] == "b"
    assert rank("abcdef", Likely(known={"c"}, usual={"b"}))[0] == "c"


@dataclass
class Listens:
    """Reads the same whatever is written."""

    found: Sequence[str]
    is_there: bool = True
    heard: list[Sequence[Stroke]] = field(default_factory=list)

    def candidates(self, strokes: Sequence[Stroke]) -> Sequence[str]:
        self.heard.append(strokes)
        return self.found


def test_six_are_offered_and_nothing_where_nothing_was_read():
    dot = [((0.5, 0.5),)]
    assert read_character(Listens("abcdefghij"), dot, Likely()) == tuple("abcdef")
    assert read_character(Listens(""), dot, Likely(known={"a"})) == ()


def test_the_tremor_is_taken_out_before_reading():
    shaking = tuple((n / 100, 0.5 + 0.03 * (-1) ** n) for n in range(100))
    listens = Listens("")
    read_character(listens, [shaking, ((0.1, 0.1), (0.2, 0.2))], Likely())
    ((steadied, short),) = listens.heard
    assert max(abs(y - 0.5) for _, y in steadied) < 0.012
    assert math.dist(steadied[-1], shaking[-1]) < 0.06
    assert short == ((0.1, 0.1), (0.2, 0.2))


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 2), min_size=1, max_size=60).map(tuple))
def test_a_steadied_stroke_stays_on_the_paper(stroke):
    assert all(0 <= part <= 1.0000001 for point in steady(stroke) for part in point)


def test_a_finger_that_reports_twice_as_often_is_steadied_as_much():
    def shaken(count: int) -> float:
        stroke = tuple((n / count, 0.5 + 0.02 * math.sin(n * 400 / count)) for n in range(count))
        return max(abs(y - 0.5) for _, y in steady(stroke))

    assert shaken(400) < 0.015
    assert shaken(100) < 0.02
