"""The village that the tour walks through, made once a process: making it takes seconds."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.config import Config
from kiosk.tour.play import TABLE, prepare


def lay_out_village(data: Path) -> dict[str, Any]:
    """A copy of it in this folder. Returns whom the tour plays."""
    person: dict[str, Any] = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    shutil.copytree(_made(), data, dirs_exist_ok=True)
    return person


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="xl-village-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    person = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    prepare(Config(folder / "data", voice=False), person)
    return folder / "data"
