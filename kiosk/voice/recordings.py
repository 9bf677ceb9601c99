"""Sentences spoken beforehand: assets/voice/<language>/manifest.toml and the files beside it.

    voice = "who speaks"          licence = "..."          tool = "how it was made"
    [sentences]                   whole sentences, and what stands between their values
    <sentence_hash> = "the text"
    [numbers]                     number words and units
    <sentence_hash> = "the text"

A text's file is <sentence_hash>.ogg. A sentence without a recording is no error: the next in line
says it.
"""

from __future__ import annotations

import logging
import tomllib
from array import array
from collections.abc import Sequence
from pathlib import Path

from kiosk.voice.composing import Composer, Part, Recorded
from kiosk.voice.fragments import MANIFEST, Template, plain, sentence_hash
from kiosk.voice.player import RATE, NoSound, Sound, decode

log = logging.getLogger(__name__)


class Recordings:
    """A language's folder. An absent or broken one holds nothing."""

    def __init__(self, folder: Path, templates: Sequence[Template] = ()) -> None:
        """templates: the catalogue's sentences with values (kiosk.voice.fragments)."""
        self._folder = folder
        manifest = _read(folder / MANIFEST)
        sentences, numbers = _texts(manifest, "sentences"), _texts(manifest, "numbers")
        self._texts = sentences | numbers
        self._composer = Composer(sentences, numbers, templates)

    def __len__(self) -> int:
        return len(self._texts)

    def parts_of(self, spoken: str) -> list[Part]:
        """The text in order: what is recorded, and what the live voice has to say."""
        return self._composer.parts_of(spoken)

    def sound(self, part: Recorded) -> Sound | None:
        """With its pause. None: its file is not there or cannot be decoded."""
        name = f"{sentence_hash(part.text)}.ogg"
        try:
            frames = decode((self._folder / name).read_bytes()).frames
        except (OSError, NoSound):
            log.warning("recording unreadable file=%s", name)
            return None
        return Sound(frames + array("h", bytes(2 * round(part.pause_s * RATE))))

    def sound_of(self, spoken: str) -> Sound | None:
        """None: not all of it is recorded and readable."""
        whole = array("h")
        for part in self.parts_of(spoken):
            sound = None if isinstance(part, str) else self.sound(part)
            if sound is None:
                return None
            whole += sound.frames
        return Sound(whole) if whole else None


def _read(manifest: Path) -> dict[str, object]:
    try:
        return tomllib.loads(manifest.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        log.warning("recordings' manifest unreadable error=%s", type(error).__name__)
        return {}


def _texts(manifest: dict[str, object], table: str) -> frozenset[str]:
    texts = manifest.get(table)
    if not isinstance(texts, dict):
        return frozenset()
    return frozenset(plain(text) for text in texts.values() if isinstance(text, str))
