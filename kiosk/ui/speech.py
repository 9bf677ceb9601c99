"""What the shell says aloud, and says again when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from kiosk.flows.screen import AnyScreen, SpokenNote, key_of
from kiosk.strings import Strings
from kiosk.ui.announce import Announce
from sync.standard.identity import MASK

Ahead = Callable[[], Sequence[AnyScreen]]
"""The screens that may come next."""


class Voice(Protocol):
    """What speaks. Nothing of it may block: the engine lives in its own process."""

    @property
    def volume(self) -> int:
        """1 (low) to 4."""
        ...

    def speak(self, text: str, *, urgent: bool = False) -> None: ...

    def hush(self) -> None: ...

    @property
    def renders_ahead(self) -> bool:
        """Whether prepare() is worth anything."""
        ...

    def prepare(self, texts: Sequence[str]) -> None:
        """These may be said soon."""
        ...

    def forget(self) -> None:
        """The person left."""
        ...

    def set_volume(self, step: int) -> None: ...

    def reset_volume(self) -> None: ...


class Speaker:
    """One sentence at a time: a new one cuts the old one off, but never an alert."""

    def __init__(self, voice: Voice, strings: Strings, announce: Announce) -> None:
        self.voice = voice
        self._announce = announce
        self._strings = strings
        self._said = ""

    def say(self, text: str) -> None:
        self._said = text
        if text:
            self._speak(text)

    def add(self, text: str) -> None:
        """Said now, but not what Repeat repeats."""
        self._speak(text)

    def name(self, text: str) -> None:
        """What keys stand on, "" where no neighbour may hear it; a screen reader knows anyhow."""
        self.voice.hush()
        if text:
            self.voice.speak(text)

    def alert(self, text: str) -> None:
        """Comes first: what is said meanwhile waits for its end. A touch cuts it all the same."""
        self._speak(text, urgent=True)

    def present(self, screen: AnyScreen, also: str, ahead: Ahead) -> None:
        """Says the screen's sentence, and meanwhile gets ready what may have to be said next."""
        self.say(_one_after_the_other(self.sentence(screen), also))
        if self.voice.renders_ahead:
            self.voice.prepare([*_names(screen), *map(self.sentence, ahead())])

    def say_key(self, key: str) -> None:
        self.say(self._strings.say(key))

    def preface(self, text: str) -> None:
        """Says it before what has just begun to be said. Repeat leaves it out."""
        self._speak(_one_after_the_other(text, self._said))

    def repeat(self, words: Sequence[str] = ()) -> None:
        """words: of what can be touched, for who cannot read them; said after it."""
        if self._said:
            self._speak(_one_after_the_other(self._said, *words))

    def forget(self) -> None:
        self._said = ""
        self.voice.hush()
        self.voice.forget()
        self.voice.reset_volume()

    def _speak(self, text: str, *, urgent: bool = False) -> None:
        self.voice.speak(text, urgent=urgent)
        self._announce(text)

    def sentence(self, screen: AnyScreen) -> str:
        """<id>.say, else the title as it is said; nothing where the kiosk listens."""
        if isinstance(screen, SpokenNote):
            return ""
        key = key_of(screen, "say")
        if not self._strings.has(key):
            key = f"{screen.id}.title"
        return self._strings.say(key, **screen.args)


def _one_after_the_other(*texts: str) -> str:
    """Lines: what ends without a mark is a sentence of its own all the same."""
    return "\n".join(filter(None, texts))


def _names(screen: AnyScreen) -> Iterator[str]:
    """Hers, on the screens that show it whole: the next one may call her by it."""
    shown = [screen.args.get("name")]
    shown += [row.value for row in getattr(screen, "rows", ()) if row.id == "name"]
    yield from (name for name in shown if isinstance(name, str) and name and MASK not in name)
