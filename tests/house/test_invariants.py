"""Each invariant of the protocol has at least one test whose name says so."""

from __future__ import annotations

import re

import pytest

from tests.house import tree


def proven() -> dict[int, list[str]]:
    """Invariant -> the tests that are named after it."""
    found: dict[int, list[str]] = {}
    for path in tree.tests():
        for name in re.findall(r"^def (test_(?:i\d+_)+\w+)\(", path.read_text("utf-8"), re.M):
            for number in re.findall(r"i(\d+)_", name.partition("test_")[2]):
                found.setdefault(int(number), []).append(f"{tree.name_of(path)}::{name}")
    return found


@pytest.mark.parametrize("number", range(1, 19), ids=lambda number: f"I{number}")
def test_an_invariant_has_a_test(number):
    assert proven().get(number)
    assert f"I{number}" in (tree.DOCS / "protocol.md").read_text("utf-8")
