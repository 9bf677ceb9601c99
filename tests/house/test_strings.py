"""The catalogues are whole: they parse, no key stands twice, no sentence is empty."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.strings import MANIFEST, READING, lineage, load_strings
from tests.house import tree

STRINGS = tree.ASSETS / "strings"
LANGUAGES = sorted(path for path in STRINGS.iterdir() if path.is_dir())
DIALECTS = [folder for folder in LANGUAGES if len(lineage(folder)) > 1]
WHOLE = [folder for folder in LANGUAGES if folder not in DIALECTS]
FIRST = load_strings(STRINGS / "zh_CN")
CATALOGUES = sorted(STRINGS.rglob("*.toml"))


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


def own_words(key):
    """How a language reads its numbers is its own affair."""
    return key.startswith(READING)


@pytest.mark.parametrize("folder", WHOLE, ids=lambda folder: folder.name)
def test_every_language_has_every_sentence_and_no_other(folder):
    ours = {key for key in load_strings(folder) if not own_words(key)}
    assert ours == {key for key in FIRST if not own_words(key)}


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_the_same_values_of_the_same_types_stand_in_every_language(folder):
    """Each also reads them all: a type that is not known raises."""
    strings = load_strings(folder)
    differing = {
        key: strings.placeholders(key) ^ FIRST.placeholders(key)
        for key in strings
        if not own_words(key) and strings.placeholders(key) != FIRST.placeholders(key)
    }
    assert not differing


@pytest.mark.parametrize("folder", LANGUAGES, ids=lambda folder: folder.name)
def test_a_language_shows_dates_and_money(folder):
    strings = load_strings(folder)
    assert all(strings.has(READING + key) for key in ("date", "day_of_year", "amount"))


@pytest.mark.parametrize("folder", DIALECTS, ids=lambda folder: folder.name)
def test_a_dialect_holds_only_what_differs(folder):
    dialect, base = load_strings(folder), load_strings(lineage(folder)[1])
    assert set(dialect) == set(base)
    given = {key for path in folder.glob("*.toml") for key in keys_in(path)}
    assert given
    assert not {key for key in given if dialect.sentence(key) == base.sentence(key)}


def keys_in(path):
    def walk(prefix, table):
        for name, value in table.items():
            key = f"{prefix}{name}"
            if isinstance(value, dict) and not FIRST.has(key):
                yield from walk(f"{key}.", value)
            else:
                yield key

    return () if path.name == MANIFEST else walk("", tomllib.loads(path.read_text("utf-8")))
