"""A sign is two different pictures of the table, whichever was touched first."""

from __future__ import annotations

from itertools import combinations

from sync.standard.signs import PICTURES, is_sign, spelled


def test_two_of_the_table_in_any_order():
    signs = {spelled(pair) for pair in combinations(PICTURES, 2)}
    assert len(signs) == 276
    assert spelled(("corn", "fish")) == spelled(["fish", "corn"])
    assert is_sign(("corn", "fish"))


def test_anything_else_is_none():
    for wrong in ((), ("corn",), ("corn", "corn"), ("corn", "fish", "ox"), ("corn", "dragon")):
        assert not is_sign(wrong)
