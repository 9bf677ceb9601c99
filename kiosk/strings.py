"""The catalogue: key -> what is shown and what is said.

One folder a language under assets/strings, all its *.toml files merged. language.toml names the
language and, for a dialect, its base: then only what differs stands in the folder. A leaf is a
sentence for the eye and the ear, or a pair where they differ:

    [check_in.service]
    title = "What will you do today?"
    sweep = { show = "Sweep", say = "Sweep the village roads" }
    "sweep.hint" = "quoted, because `sweep` is a word itself"

Placeholders are {named}, and have a type: {start:time} (kiosk.values). Asking for a key that is not
there is a programmer's mistake and raises.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.values import Kind, Slot, Value, Values, pieces

READING = "reading."
"""How a language's values are shown and said; each has keys of its own there."""

MANIFEST = "language.toml"
FIRST = "zh_CN"
"""The village's, unless it is told another."""
VISITORS = "en"

_pieces = cache(pieces)


@dataclass(frozen=True, slots=True)
class Sentence:
    show: str
    say: str


class Strings:
    """A language's catalogue. Immutable; safe from any thread."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        self._sentences = dict(sentences)
        words = {key: each.say for key, each in sentences.items() if key.startswith(READING)}
        self._values = Values({key.removeprefix(READING): word for key, word in words.items()})

    def has(self, key: str) -> bool:
        return key in self._sentences

    def show(self, key: str, /, **args: Value) -> str:
        """What is shown. Raises KeyError for an unknown key or a placeholder without a value."""
        return _fill(self._sentences[key].show, self._values.show, args)

    def say(self, key: str, /, **args: Value) -> str:
        """What is said, typed values in words."""
        return _fill(self._sentences[key].say, self._values.say, args)

    def sentence(self, key: str) -> Sentence:
        """Both forms, their placeholders not yet filled (kiosk.values.pieces takes them apart)."""
        return self._sentences[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def placeholders(self, key: str) -> frozenset[Slot]:
        sentence = self._sentences[key]
        both = (*_pieces(sentence.show), *_pieces(sentence.say))
        return frozenset(piece for piece in both if isinstance(piece, Slot))


class Tongue(Strings):
    """The catalogue of the language that is spoken now: a visitor's for one visit, else the
    village's. All hold the same one, and ask it anew for what they show."""

    def __init__(self, strings: Strings, language: str, folder: Path) -> None:
        """strings: the village's language's. folder: holds one for each language."""
        super().__init__(strings._sentences)
        self._village, self.usual = strings, language
        self._folder = folder
        self.language = language
        self.when_changed: Callable[[], None] = lambda: None

    @property
    def other(self) -> str:
        """What the button leads to: the visitors' language, and back again."""
        if self.language != VISITORS:
            return VISITORS
        return self.usual if self.usual != VISITORS else FIRST

    def now(self) -> Strings:
        """The catalogue of the moment, which does not change any more."""
        return Strings(self._sentences)

    def choose(self, language: str) -> bool:
        """False: it is spoken already. From the window's thread."""
        if language == self.language:
            return False
        is_usual = language == self.usual
        self._speak(self._village if is_usual else load_strings(self._folder / language), language)
        return True

    def settle(self, language: str) -> None:
        """The village's own, from now on."""
        self._village, self.usual = load_strings(self._folder / language), language
        self._speak(self._village, language)

    def _speak(self, strings: Strings, language: str) -> None:
        self._sentences, self._values = strings._sentences, strings._values
        self.language = language
        self.when_changed()


def _fill(text: str, word: Callable[[Kind, Value], str], args: Mapping[str, Value]) -> str:
    return "".join(
        piece if isinstance(piece, str) else word(piece.kind, args[piece.name])
        for piece in _pieces(text)
    )


def lineage(folder: Path) -> list[Path]:
    """The language's folder, then its base's, and so on; where each looks for what it lacks."""
    manifest = folder / MANIFEST
    base = tomllib.loads(manifest.read_text("utf-8")).get("base") if manifest.exists() else None
    return [folder, *(lineage(folder.parent / base) if base else ())]


def load_strings(folder: Path) -> Strings:
    """Reads every *.toml of a language's folder (assets/strings/zh_CN), over those of its base.

    Raises ValueError for a key that stands in two files of a folder.
    """
    sentences: dict[str, Sentence] = {}
    for each in reversed(lineage(folder)):
        sentences |= _own_sentences(each, sentences)
    return Strings(sentences)


def _own_sentences(folder: Path, base: Mapping[str, Sentence]) -> dict[str, Sentence]:
    sentences: dict[str, Sentence] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == MANIFEST:
            continue
        for key, sentence in _leaves("", tomllib.loads(path.read_text("utf-8")), base):
            if key in sentences:
                raise ValueError(f"{path.name}: {key} stands twice")
            sentences[key] = sentence
    return sentences


def _leaves(
    prefix: str, table: Mapping[str, Any], base: Mapping[str, Sentence]
) -> Iterator[tuple[str, Sentence]]:
    for name, value in table.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(value, str):
            yield key, Sentence(value, value)
        elif set(value) == {"show", "say"}:
            yield key, Sentence(value["show"], value["say"])
        elif set(value) == {"say"} and key in base:  # a dialect: shown as in its base
            yield key, Sentence(base[key].show, value["say"])
        else:
            yield from _leaves(key, value, base)
