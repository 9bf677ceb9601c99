"""What is to be rendered ahead, and what was: in memory only, for it may name a person
(docs/adr/0018-live-voice.md)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from kiosk.voice.fragments import sentence_hash
from kiosk.voice.player import Sound

LIMIT_BYTES = 8_000_000
"""Some 170 s of speech."""
BYTES_PER_FRAME = 2
MOST_AHEAD = 40
"""Texts that wait to be rendered."""


class RenderedAhead:
    """By content, the longest unused first to go. Not safe from two threads."""

    def __init__(self, limit_bytes: int = LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        self.size_bytes = 0

    def __contains__(self, text: str) -> bool:
        return sentence_hash(text) in self._sounds

    def get(self, text: str) -> Sound | None:
        key = sentence_hash(text)
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def put(self, text: str, sound: Sound) -> None:
        """A text that it holds already is kept as it was."""
        if text in self:
            return
        self._sounds[sentence_hash(text)] = sound
        self.size_bytes += _size_bytes(sound)
        while self.size_bytes > self._limit_bytes:
            _, oldest = self._sounds.popitem(last=False)
            self.size_bytes -= _size_bytes(oldest)


class Ahead:
    """What is to be rendered, and what was."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """All of it, also what is under way."""
        self.done = RenderedAhead()
        self.clear()

    def clear(self) -> None:
        """Nothing is to be rendered any more."""
        self._wanted: OrderedDict[str, None] = OrderedDict()
        """The next one last."""
        self._under_way = ""

    def want(self, texts: Sequence[str]) -> None:
        for text in reversed(texts):
            if text not in self.done and text != self._under_way:
                self._wanted[text] = None
                self._wanted.move_to_end(text)
        while len(self._wanted) > MOST_AHEAD:
            self._wanted.popitem(last=False)

    def expects(self, text: str) -> bool:
        return text in self._wanted or text == self._under_way

    def next(self, asked: str) -> str | None:
        """Takes out the asked one if it waits, else the newest."""
        if not self._wanted:
            return None
        text = asked if asked in self._wanted else next(reversed(self._wanted))
        del self._wanted[text]
        self._under_way = text
        return text

    def came(self, text: str, sound: Sound | None) -> None:
        """None: it cannot be said. What was forgotten meanwhile is not taken up."""
        if sound is not None and text == self._under_way:
            self.done.put(text, sound)
        self._under_way = ""


def _size_bytes(sound: Sound) -> int:
    return len(sound.frames) * BYTES_PER_FRAME
