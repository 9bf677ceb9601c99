"""The catalogues are whole: they parse, no key stands twice, no sentence is empty."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.strings import load_strings
from tests.house import tree

LANGUAGES = [path for path in (tree.ASSETS / "strings").iterdir() if path.is_dir()]
CATALOGUES = sorted((tree.ASSETS / "strings").rglob("*.toml"))


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    else:
        yield value


@pytest.mark.parametrize("path", CATALOGUES, ids=tree.name_of)
def test_catalogue_parses(path):
    sentences = list(leaves(tomllib.loads(path.read_text("utf-8"))))
    assert sentences
    for sentence in sentences:
        assert sentence.strip()
        list(string.Formatter().parse(sentence))


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_language_has_no_key_twice_and_placeholders_are_named(folder):
    strings = load_strings(folder)
    keys = list(strings)
    found = {slot for key in keys for slot in strings.placeholders(key)}
    assert found
    assert all(slot.name.isidentifier() for slot in found)
