"""Files with people's names in them, put where somebody asked for them."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def write_new(path: Path, content: bytes) -> None:
    """Only the cadre may read it, and it is on the disk when this returns. Raises OSError; then
    nothing is left."""
    handle = os.open(path, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
