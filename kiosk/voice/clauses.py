"""Where a text that nobody recorded is cut, so that its beginning is heard while the rest is made.
Pure."""

from __future__ import annotations

import re

FIRST = 8
"""Characters of the first piece: what the neural voice renders within its time."""
MOST = 20
"""Of each other one: more would cost memory and could not be taken back."""
_CLAUSE = re.compile(r"[^。！？；，：、.!?;:,\n]*[。！？；，：、.!?;:,\n]*[”」』）)\s]*")


def clauses_of(text: str) -> list[str]:
    """The text in pieces that end at a mark, joined to at most FIRST and MOST characters where
    marks allow it. A number's point or colon is no mark: numbers are in words by now."""
    pieces: list[str] = []
    for clause in filter(None, _CLAUSE.findall(text)):
        limit = FIRST if len(pieces) == 1 else MOST
        if pieces and len(pieces[-1]) + len(clause) <= limit:
            pieces[-1] += clause
        else:
            pieces.append(clause)
    return [piece.strip() for piece in pieces if any(sign.isalnum() for sign in piece)]
