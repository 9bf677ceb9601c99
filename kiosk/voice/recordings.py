"""Sentences spoken beforehand: assets/voice/<language>/manifest.toml and the files beside it.

    voice = "who speaks"          licence = "..."          tool = "how it was made"
    [sentences]
    "<sentence_hash>" = "file name"

A sentence without a recording is no error: the next in line says it.
"""

from __future__ import annotations

import hashlib
import logging
import tomllib
import unicodedata
from pathlib import Path

from kiosk.voice.player import NoSound, Sound, decode

log = logging.getLogger(__name__)

MANIFEST = "manifest.toml"


def sentence_hash(spoken: str) -> str:
    """16 hexadecimal digits for a sentence as it is spoken (numbers already turned to words)."""
    plain = "".join(unicodedata.normalize("NFC", spoken).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


class Recordings:
    """A language's folder. An absent or broken one holds nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = _read(folder / MANIFEST)

    def __len__(self) -> int:
        return len(self._files)

    def sound_of(self, spoken: str) -> Sound | None:
        """None: not recorded, or its file is not there or cannot be decoded."""
        name = self._files.get(sentence_hash(spoken))
        if name is None:
            return None
        try:
            return decode((self._folder / name).read_bytes())
        except (OSError, NoSound):
            log.warning("recording unreadable file=%s", name)
            return None


def _read(manifest: Path) -> dict[str, str]:
    try:
        sentences = tomllib.loads(manifest.read_text("utf-8")).get("sentences", {})
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("recordings' manifest unreadable error=%s", type(error).__name__)
        return {}
    if not isinstance(sentences, dict):
        return {}
    # A pack may come from elsewhere: nothing outside its own folder is opened.
    return {
        key: name
        for key, name in sentences.items()
        if isinstance(name, str) and name == Path(name).name
    }
