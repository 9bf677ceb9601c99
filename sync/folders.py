"""Folders that are on the disk: a name is safe only when the folder that holds it was synced."""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(folder: Path) -> None:
    """The folder and those above it, for their owner alone, on the disk when this returns."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """A new or removed name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
