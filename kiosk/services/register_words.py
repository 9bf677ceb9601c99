"""The words of village registers (花名册) and what they stand for.

They are data that a county edits (assets/register/words.toml), read by kiosk.devices.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kiosk.services.register_sheets import plain
from sync.standard import codes

FIELDS: Final = frozenset(
    (
        "serial",
        "name",
        "number",
        "sex",
        "birth",
        "phone",
        "education",
        "politics",
        "group",
        "wishes",
        "skills",
        "consent",
        "remark",
        "guardian",
        "guardian_name",
        "guardian_phone",
    )
)
"""What a column may be."""

YES: Final = "yes"
NO: Final = "no"
UNASKED: Final = "unasked"
UNCLEAR: Final = "unclear"
"""Something stands there that this table does not know."""

_BRACKETED: Final = re.compile(r"\(.*?\)|\[.*?\]|\u3010.*?\u3011")

_KNOWN_CODES: Final[dict[str, frozenset[str]]] = {
    "headings": FIELDS,
    "consent": frozenset((YES, NO, UNASKED)),
    "sex": frozenset(("1", "2")),
    "education": frozenset(codes.EDUCATION),
    "politics": frozenset(codes.POLITICS),
    "wishes": frozenset((*codes.SERVICES, codes.ANY_SERVICE)),
    "skills": frozenset(codes.SKILLS),
}


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """tables: of each subject, the plain word -> its code."""

    tables: Mapping[str, Mapping[str, str]]
    subtotals: tuple[str, ...]
    birth_marks: tuple[str, ...]
    separators: tuple[str, ...]

    def code(self, table: str, word: str) -> str:
        """The code of a word, "" when the table does not know it."""
        return self.tables[table].get(plain(word), "")

    def field(self, heading: str) -> str:
        """What a column with this heading holds, one of FIELDS, "" when it is not known."""
        bare = _BRACKETED.sub("", plain(heading)).strip("*:#")
        return self.tables["headings"].get(bare, "")


def words_from(tables: Mapping[str, Any]) -> RegisterWords:
    """Makes the words of the parsed words.toml.

    Raises ValueError for an unknown code, a word with two meanings or a missing table.
    """
    try:
        return RegisterWords(
            tables={name: _inverted(name, tables[name]) for name in _KNOWN_CODES},
            subtotals=_plain_words(tables["subtotals"]["words"]),
            # The longest first, so that a mark inside another one does not break it.
            birth_marks=tuple(sorted(_plain_words(tables["birth"]["marks"]), key=len)[::-1]),
            separators=_plain_words(tables["lists"]["separators"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the words lack or misplace {error}") from error


def _plain_words(words: list[str]) -> tuple[str, ...]:
    return tuple(word for text in words if (word := plain(text)))


def _inverted(name: str, table: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in table.items():
        if code not in _KNOWN_CODES[name]:
            raise ValueError(f"[{name}] has no code {code}")
        for word in _plain_words(words):
            if found.setdefault(word, code) != code:
                raise ValueError(f"[{name}] gives {found[word]} and {code} the same word")
    return found
