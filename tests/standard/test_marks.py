from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.marks import MARKS, mark_of


@given(st.text())
def test_every_id_has_one_of_the_twelve_marks(person: str) -> None:
    assert mark_of(person) in MARKS
    assert mark_of(person) == mark_of(person)


def test_marks_stay_what_printed_cards_say() -> None:
    expected = ["house", "house", "lantern", "chrysanthemum", "house", "lantern"]
    assert [mark_of(f"person-{n}") for n in range(6)] == expected


def test_marks_are_spread_evenly_over_ids_that_begin_alike() -> None:
    counts = Counter(mark_of(f"01J9ZX5T0000000000000{n:05d}") for n in range(12_000))
    assert len(counts) == len(MARKS)
    assert all(800 < count < 1200 for count in counts.values())
