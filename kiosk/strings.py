"""The catalogue: key -> what is shown and what is said.

One folder a language under assets/strings, all its *.toml files merged. A leaf is a sentence for
the eye and the ear, or a pair where they differ:

    [check_in.service]
    title = "What will you do today?"
    sweep = { show = "Sweep", say = "Sweep the village roads" }
    "sweep.hint" = "quoted, because `sweep` is a word itself"

Placeholders are {named}. Asking for a key that is not there is a programmer's mistake and raises.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Sentence:
    show: str
    say: str


class Strings:
    """A language's catalogue. Immutable; safe from any thread."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        self._sentences = dict(sentences)

    def has(self, key: str) -> bool:
        return key in self._sentences

    def show(self, key: str, /, **args: str | int) -> str:
        """What is shown. Raises KeyError for an unknown key or a placeholder without a value."""
        return self._sentences[key].show.format_map(args)

    def say(self, key: str, /, **args: str | int) -> str:
        """What is said."""
        return self._sentences[key].say.format_map(args)

    def sentence(self, key: str) -> Sentence:
        """Both forms, their placeholders not yet filled."""
        return self._sentences[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)

    def placeholders(self, key: str) -> frozenset[str]:
        sentence = self._sentences[key]
        parsed = (*string.Formatter().parse(sentence.show), *string.Formatter().parse(sentence.say))
        return frozenset(name for _, name, _, _ in parsed if name)


def load_strings(folder: Path) -> Strings:
    """Reads every *.toml of a language's folder (assets/strings/zh_CN).

    Raises ValueError for a key that stands in two files.
    """
    sentences: dict[str, Sentence] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, sentence in _leaves("", tomllib.loads(path.read_text("utf-8"))):
            if key in sentences:
                raise ValueError(f"{path.name}: {key} stands twice")
            sentences[key] = sentence
    return Strings(sentences)


def _leaves(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
    for name, value in table.items():
        key = f"{prefix}.{name}" if prefix else name
        if isinstance(value, str):
            yield key, Sentence(value, value)
        elif set(value) == {"show", "say"}:
            yield key, Sentence(value["show"], value["say"])
        else:
            yield from _leaves(key, value)
