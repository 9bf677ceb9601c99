"""The list of seeded bugs does not rot: each still has its place in the source, and its tests."""

from __future__ import annotations

import tomllib

import pytest

from tests.house import tree

SEEDED = tomllib.loads((tree.ROOT / "tests/mutations/seeded.toml").read_text("utf-8"))["bug"]
INVARIANTS = {f"I{number}" for number in range(1, 19)} | {"ID"}


def test_there_are_enough_and_each_has_a_name():
    assert len({bug["name"] for bug in SEEDED}) == len(SEEDED) >= 25


@pytest.mark.parametrize("bug", SEEDED, ids=lambda bug: bug["name"])
def test_a_seeded_bug_has_its_place_and_its_tests(bug):
    assert bug["breaks"] in INVARIANTS
    for edit in bug["edit"]:
        assert (tree.ROOT / edit["file"]).read_text("utf-8").count(edit["old"]) == 1
        assert edit["new"] != edit["old"]
    for test in bug["tests"]:
        name, _, rest = test.partition("::")
        source = (tree.ROOT / name).read_text("utf-8")
        assert not rest or f"def {rest.partition('[')[0]}(" in source
