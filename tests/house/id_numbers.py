"""Finds ID numbers that strayed into text: the check at the end of a whole run.

strays = find_strays(log_folder)      # ["kiosk.log:12", ...]: where, never the number itself
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sync.standard.identity import IdNumber, read_number

# A number inside a longer word (a hash, a key, a time in nanoseconds) is not one.
_CANDIDATE = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])")


def id_numbers(text: str) -> Iterator[str]:
    """Every run of 18 or 15 characters that reads as somebody's number."""
    for candidate in _CANDIDATE.findall(text):
        if isinstance(read_number(candidate, date(2100, 1, 1)), IdNumber):
            yield candidate


def find_strays(folder: Path) -> list[str]:
    """ "file:line" of every ID number in the files below a folder, and in the files' own names."""
    strays = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        where = path.relative_to(folder).as_posix()
        if any(id_numbers(where)):
            strays.append(f"a file's name in {path.parent.name}")
        lines = path.read_text("utf-8", errors="replace").splitlines()
        strays += [f"{where}:{n}" for n, line in enumerate(lines, 1) if any(id_numbers(line))]
    return strays
