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
        self._kept: set[str] = set()
        self.size_bytes = 0

    def __contains__(self, text: str) -> bool:
        return sentence_hash(text) in self._sounds

    def get(self, text: str) -> Sound | None:
        key = sentence_hash(text)
        if key in self._sounds:
            self._sounds.move_to_end(key)
        return self._sounds.get(key)

    def put(self, text: str, sound: Sound, *, keep: bool) -> None:
        """keep: stays when the person leaves."""
        key = sentence_hash(text)
        self._drop(key)
        self._sounds[key] = sound
        self.size_bytes += len(sound.frames) * BYTES_PER_FRAME
        if keep:
            self._kept.add(key)
        while self.size_bytes > self._limit_bytes:
            self._drop(next(iter(self._sounds)))

    def forget(self) -> None:
        """All but what is to be kept."""
        for key in [key for key in self._sounds if key not in self._kept]:
            self._drop(key)

    def _drop(self, key: str) -> None:
        sound = self._sounds.pop(key, None)
        if sound is not None:
            self.size_bytes -= len(sound.frames) * BYTES_PER_FRAME
        self._kept.discard(key)


class Ahead:
    """What is to be rendered, and what was."""

    def __init__(self) -> None:
        self.done = RenderedAhead()
        self._wanted: OrderedDict[str, bool] = OrderedDict()
        """Text -> whether it is kept; the next one last."""
        self._under_way: dict[str, bool] = {}

    def want(self, texts: Sequence[str], *, keep: bool) -> None:
        for text in reversed(texts):
            if text not in self.done and text not in self._under_way:
                self._wanted[text] = keep or self._wanted.get(text, False)
                self._wanted.move_to_end(text)
        while len(self._wanted) > MOST_AHEAD:
            self._wanted.popitem(last=False)

    def expects(self, text: str) -> bool:
        return text in self._wanted or text in self._under_way

    def next(self, asked: str) -> str | None:
        """Takes out the asked one if it waits, else the newest."""
        if not self._wanted:
            return None
        text = asked if asked in self._wanted else next(reversed(self._wanted))
        self._under_way = {text: self._wanted.pop(text)}
        return text

    def came(self, text: str, sound: Sound | None) -> None:
        """None: it cannot be said."""
        is_kept = self._under_way.pop(text, None)
        if sound is not None and is_kept is not None:
            self.done.put(text, sound, keep=is_kept)

    def clear(self) -> None:
        self._wanted.clear()
        self._under_way = {}

    def forget(self) -> None:
        """All but what is to be kept, also what is under way."""
        self.done.forget()
        for wanted in (self._wanted, self._under_way):
            for text in [text for text, is_kept in wanted.items() if not is_kept]:
                del wanted[text]
