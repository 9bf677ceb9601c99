"""Which USB sticks are plugged in, as folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

ROOTS: Final = (Path("/media"), Path("/run/media"))
_DEPTH: Final = 2
"""/media/NAME or /media/USER/NAME."""


def sticks_in(
    roots: Iterable[Path] = ROOTS, is_mounted: Callable[[Path], bool] = os.path.ismount
) -> tuple[Path, ...]:
    """A folder there that nothing is mounted on would write to the machine's own disk."""
    return tuple(folder for root in roots for folder in _below(root, _DEPTH) if is_mounted(folder))


def _below(folder: Path, depth: int) -> list[Path]:
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return []
    deeper = [path for one in inner for path in _below(one, depth - 1)] if depth > 1 else []
    return [*inner, *deeper]
