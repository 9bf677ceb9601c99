"""What people are found by: blind indexes of number and phone, the name, the pinyin initials.

Derived from residents' rows whenever they are written. A name has as many spellings as its
characters have readings; a person is found under each (a surname is often read otherwise than the
same character in a word, and the elder types what the family says).
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from kiosk.store.database import Database
from sync.standard.identity import blind_index
from sync.standard.residents import Resident
from sync.standard.views import Row

VERSION: Final = 4
"""Raise it when other names or columns are derived from the same row."""
TABLE: Final = "resident_names"
CREATE: Final = (
    f"CREATE TABLE {TABLE}{{suffix}} (person TEXT, initials TEXT, last4 TEXT,"
    " PRIMARY KEY (person, initials, last4)) WITHOUT ROWID"
)
FIELDS: Final = ("person", "initials", "last4")
COLUMNS: Final = ("blind", "name_key", "home_group", "is_active", "is_contested", "blind_phone")
"""The columns that a resident's row has in this store alone."""
MOST_SPELLINGS: Final = 12
MOST_CHARACTERS: Final = 12
"""Longer names are found by their beginning; the screen takes so many initials."""
MOST_OF_PART: Final = 4
"""Of a name with a dot, so many of the spellings are of what stands before it."""
DOT: Final = "\u00b7"

_SURNAMES: Final = Path(__file__).parents[2] / "assets" / "pinyin" / "surnames.toml"
_DOTS: Final = dict.fromkeys(map(ord, "\u00b7\u2022\u2027\u30fb\uff65"), DOT)


def name_key(name: str) -> str:
    """The name without spaces, however wide, and with one kind of dot."""
    flat = "".join(unicodedata.normalize("NFKC", name).split())
    return flat.translate(_DOTS)


def columns_of(
    row: Resident, blind_key: bytes
) -> tuple[str | None, str, str, bool, bool, str | None]:
    """The values of COLUMNS."""
    personal = row.personal
    blind = blind_index(personal.number, blind_key) if personal.number else None
    phone = blind_index(personal.phone, blind_key) if personal.phone else None
    is_contested = bool(row.contested)
    return blind, name_key(personal.name), personal.group, row.is_active, is_contested, phone


def write(
    database: Database, pairs: Iterable[tuple[Resident, Row | None]], suffix: str = ""
) -> None:
    """Keeps the names in step with changed rows: pairs of (new row, row as it stood)."""
    changed = [(new, old) for new, old in pairs if _found_by(new) != _found_by(old)]
    gone = [(old.key,) for _, old in changed if old is not None]
    if gone:
        database.execute_many(f"DELETE FROM {TABLE}{suffix} WHERE person = ?", gone)
    fresh = [
        (new.person, spelling, _last4(new.personal.number))
        for new, _ in changed
        if new.is_active
        for spelling in spellings(new.personal.name)
    ]
    if fresh:
        database.execute_many(f"INSERT OR IGNORE INTO {TABLE}{suffix} VALUES (?, ?, ?)", fresh)


def _found_by(row: Row | None) -> tuple[str, str] | None:
    if not isinstance(row, Resident) or not row.is_active:
        return None
    return row.personal.name, _last4(row.personal.number)


def _last4(number: str) -> str:
    return number[-4:].upper()


def spellings(name: str) -> list[str]:
    """The initials that a name may be typed by, likeliest first: at most MOST_SPELLINGS.

    Of a name in parts the first part is enough, as it is when somebody calls her.
    """
    flat = name_key(name)
    first, dot, _ = flat.partition(DOT)
    if not dot:
        return _spelled(flat)
    alone = _spelled(first)[:MOST_OF_PART]
    whole = [one for one in _spelled(flat.replace(DOT, "")) if one not in alone]
    return [*whole[: MOST_SPELLINGS - len(alone)], *alone]


def _spelled(flat: str) -> list[str]:
    characters = flat[:MOST_CHARACTERS]
    surname = next((s for s in _surnames() if characters.startswith(s)), "")
    read = [*_surnames()[surname]] if surname else []
    read += [_initials(c) for c in characters[len(surname) :]]
    # A surname's own readings first, then what else its characters may be read as.
    for place, character in enumerate(surname):
        read[place] += "".join(i for i in _initials(character) if i not in read[place])
    return _likeliest([letters for letters in read if letters])


def _likeliest(letters: Sequence[str]) -> list[str]:
    """The combinations of one letter from each, fewest unusual readings first."""
    if not letters:
        return []
    chosen = [0] * len(letters)
    ways: list[tuple[int, ...]] = [tuple(chosen)]
    for unusual in range(1, len(letters) + 1):
        if len(ways) >= MOST_SPELLINGS:
            break
        for places in itertools.combinations(range(len(letters)), unusual):
            others = [range(1, len(letters[place])) for place in places]
            for picks in itertools.product(*others):
                way = list(chosen)
                for place, pick in zip(places, picks, strict=True):
                    way[place] = pick
                ways.append(tuple(way))
    found = ("".join(word[i] for word, i in zip(letters, way, strict=True)) for way in ways)
    return list(dict.fromkeys(found))[:MOST_SPELLINGS]


@cache
def _initials(character: str) -> str:
    """The first letters of a character's readings, likeliest first: "cz"; "" for none."""
    if character.isascii():
        return character.lower() if character.isalpha() else ""
    readings = _readings().get(str(ord(character)), "")
    letters = (unicodedata.normalize("NFD", reading)[:1] for reading in readings.split(","))
    return "".join(dict.fromkeys(letter for letter in letters if letter.isalpha()))


@cache
def _readings() -> dict[str, str]:
    """pypinyin's table: code point -> readings, with tone marks.

    Its file is read without the package, which would load half a million words beside it: 45 MB
    and a third of a second that the kiosk has no use for.
    """
    found = importlib.util.find_spec("pypinyin")
    if found is None or found.origin is None:
        return {}
    table = Path(found.origin).with_name("pinyin_dict.json").read_bytes()
    readings: dict[str, str] = json.loads(table)
    return readings


@cache
def _surnames() -> dict[str, list[str]]:
    """Surnames that are read otherwise than their characters usually are, longest first."""
    read = tomllib.loads(_SURNAMES.read_text("utf-8"))["surnames"]
    pairs = sorted(read.items(), key=lambda pair: -len(pair[0]))
    return {surname: letters.split() for surname, letters in pairs}
