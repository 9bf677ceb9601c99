"""An engine that takes its time over each stroke is given fewer, and nothing of the ink is lost."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.handwriting import SIDE
from kiosk.devices.handwriting_worker import joined

POINTS = st.lists(st.tuples(*[st.integers(0, SIDE)] * 2), min_size=1, max_size=5)


def test_where_the_pen_went_the_shortest_way_it_stays_on_the_paper():
    one, near, far, farther = [[0, 0], [1, 0]], [[2, 0], [3, 0]], [[9, 0]], [[30, 0]]
    assert joined([one, near, far, farther], 4) == [one, near, far, farther]
    assert joined([one, near, far, farther], 2) == [one + near + far, farther]
    assert joined([farther, one, far, near], 3) == [farther, one, far + near]


@given(st.lists(POINTS, max_size=40), st.integers(1, 20))
def test_each_point_stays_and_in_its_order(strokes, most):
    lines = joined(strokes, most)
    assert [*chain(*lines)] == [*chain(*strokes)]
    assert len(lines) == min(most, len(strokes))
