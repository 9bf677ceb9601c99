"""Where a text that nobody recorded is cut, so that its beginning is heard while the rest is made.
Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

FIRST = 8
"""Characters to which short clauses are joined for the first piece. A longer one is cut where a
phrase begins within them: its beginning is heard sooner."""
LONGEST_FIRST = 10
"""Of a first piece: what the neural voice renders in time. Marks at its end do not count."""
MOST = 20
"""Of each other one: more would cost memory and could not be taken back."""
SHORTEST = 3
"""On both sides of a cut that no mark asked for: less sounds broken off."""
_ENDS = "。！？；，：、.!?;:,\n”」』）) "
_CLAUSE = re.compile(r"[^。！？；，：、.!?;:,\n]*[。！？；，：、.!?;:,\n]*[”」』）)\s]*")


def clauses_of(text: str, begins: Collection[str] = ()) -> list[str]:
    """The text in pieces that end at a mark, joined to at most FIRST and MOST characters where
    marks allow it. A number's point or colon is no mark: numbers are in words by now.

    What has no mark for longer is cut before the last character that begins a phrase (begins);
    where there is none, and it is longer than LONGEST_FIRST or MOST, where the room ends. Never
    inside a word of Latin letters.
    """
    pieces: list[str] = []
    for clause in _clauses(text, frozenset(begins)):
        if not pieces and not _says_anything(clause):
            continue  # or it would be the first piece, and what is heard first the second
        limit = FIRST if len(pieces) == 1 else MOST
        if pieces and len(pieces[-1]) + len(clause) <= limit:
            pieces[-1] += clause
        else:
            pieces.append(clause)
    return [piece.strip() for piece in pieces if _says_anything(piece)]


def _clauses(text: str, begins: frozenset[str]) -> Iterator[str]:
    wished, most = FIRST, LONGEST_FIRST
    for clause in filter(None, _CLAUSE.findall(text)):
        while at := _cut(clause, wished, most, begins):
            yield clause[:at]
            clause, wished, most = clause[at:], MOST, MOST
        yield clause
        if _says_anything(clause):
            wished = most = MOST


def _cut(clause: str, wished: int, most: int, begins: frozenset[str]) -> int:
    """How many of its characters come before the cut; 0: it fits, or cannot be cut."""
    length = len(clause.rstrip(_ENDS))
    if length <= wished:
        return 0
    last = min(most, length - SHORTEST)
    places = [at for at in range(SHORTEST, last + 1) if not _is_inside_a_word(clause, at)]
    phrases = [at for at in places if clause[at] in begins]
    soon = [at for at in phrases if at <= wished]
    if soon or length <= most:
        return max(soon, default=0)
    return max(phrases or places, default=0)


def _says_anything(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _is_inside_a_word(clause: str, at: int) -> bool:
    around = clause[at - 1 : at + 1]
    return around.isascii() and around.isalnum()
