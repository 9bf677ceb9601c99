"""Which register files are at hand: on sticks that are plugged in, and in the home folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ENDINGS: Final = (".xlsx", ".xls", ".ods", ".csv")
MOST_FILES: Final = 100
_DEPTH: Final = 2
"""Folders below the stick; deeper, the file dialog finds it."""


@dataclass(frozen=True, slots=True)
class RegisterFile:
    path: Path
    size_bytes: int
    changed_ms: int


def usual_places() -> tuple[Path, ...]:
    """Sticks first."""
    sticks = [
        stick
        for root in (Path("/media"), Path("/run/media"))
        for owner in _folders(root)
        for stick in (owner, *_folders(owner))
    ]
    return (*sticks, Path.home())


def registers_in(places: Iterable[Path]) -> tuple[RegisterFile, ...]:
    """The newest first; what may not be read is left out."""
    found: dict[Path, RegisterFile] = {}
    for place in places:
        for file in _files(place, _DEPTH):
            found.setdefault(file.path, file)
            if len(found) >= MOST_FILES:
                break
    return tuple(sorted(found.values(), key=lambda file: -file.changed_ms))


def _files(folder: Path, depth: int) -> Iterator[RegisterFile]:
    for entry in _entries(folder):
        if entry.name.startswith((".", "~$")):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth:
                    yield from _files(Path(entry.path), depth - 1)
            elif entry.name.lower().endswith(ENDINGS):
                stat = entry.stat()
                yield RegisterFile(Path(entry.path), stat.st_size, int(stat.st_mtime * 1000))
        except OSError:
            continue


def _folders(folder: Path) -> list[Path]:
    return [Path(entry.path) for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []
