"""How a spoken text is put together from recordings, and what is left for the live voice. Pure.

Each sentence of it is looked for whole, then as a number alone, then among the catalogue's
sentences with values. A value that is all number words is put together from those; any other (a
name) is left to the live voice, between the recorded parts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.voice.fragments import EDGES, Template, has_words, plain, split

STOPS, COMMAS = "。！？!?\n", "，；：、,;:…"
STOP_S, COMMA_S, LINK_S = 0.45, 0.2, 0.03
"""How long it is silent after a full stop, after a comma, and between words that belong together:
as long as the recordings' own pauses are."""


@dataclass(frozen=True, slots=True)
class Recorded:
    text: str
    pause_s: float
    """Silence after it."""


Part = Recorded | str
"""A str is for the live voice."""


class Composer:
    def __init__(
        self, sentences: Collection[str], numbers: Collection[str], templates: Sequence[Template]
    ) -> None:
        """sentences, numbers: what is recorded (kiosk.voice.fragments.plain)."""
        self._sentences = sentences
        self._numbers = numbers
        self._longest = max(map(len, numbers), default=0)
        self._templates = templates

    def parts_of(self, spoken: str) -> list[Part]:
        """In order, as few as there can be; the live ones keep their spaces."""
        if plain(spoken) in self._sentences:
            return [Recorded(plain(spoken), 0.0)]
        parts: list[Part] = []
        for sentence in split(spoken):
            found = self._of_sentence(plain(sentence)) or [sentence]
            if sentence.endswith("\n"):
                found[-1] = _followed(found[-1], "\n")
            parts += found
        return list(_joined(parts))

    def _of_sentence(self, sentence: str) -> list[Part]:
        """Empty: nothing of it is recorded."""
        for text in (sentence, sentence.rstrip(EDGES)):
            if text in self._sentences:
                return [Recorded(text, _pause_s(sentence))]
        found = [
            self._number(sentence),
            *(self._by(each, sentence) for each in self._templates),
        ]
        return min(filter(None, found), key=_live_length, default=[])

    def _by(self, template: Template, sentence: str) -> list[Part]:
        match = template.pattern.fullmatch(sentence)
        if match is None or not all(text in self._sentences for text in template.literals):
            return []
        parts: list[Part] = []
        for at, text in enumerate(match.groups()):
            body = text.lstrip(EDGES)
            if parts and body != text:
                parts[-1] = _followed(parts[-1], text[: len(text) - len(body)])
            if at % 2:
                parts += self._number(text) or [text]
            elif body:
                parts.append(Recorded(body, _pause_s(body)))
        return parts

    def _number(self, text: str) -> list[Part]:
        """Of the fewest number words; empty where they do not make up all of it."""
        best: list[list[Part] | None] = [[]]
        for end in range(1, len(text) + 1):
            ways = []
            for start in range(max(0, end - self._longest), end):
                before, word = best[start], text[start:end]
                if before is None:
                    continue
                if word in self._numbers:
                    ways.append([*before, Recorded(word, LINK_S)])
                elif before and word in STOPS + COMMAS:
                    ways.append([*before[:-1], _followed(before[-1], word)])
            best.append(min(ways, key=len, default=None))
        return best[-1] or []


def _joined(parts: Iterable[Part]) -> Iterable[Part]:
    """Neighbours for the live voice as one text: it stresses a whole better."""
    live = ""
    for part in parts:
        if isinstance(part, str):
            live += part
            continue
        if has_words(live):
            yield live.strip()
        live = ""
        yield part
    if has_words(live):
        yield live.strip()


def _followed(part: Part, mark: str) -> Part:
    """With a mark after it. A name keeps its own form: it may have been rendered ahead."""
    if isinstance(part, str):
        return part
    return replace(part, pause_s=max(part.pause_s, _pause_s(mark)))


def _pause_s(text: str) -> float:
    end = text.rstrip("”’）")[-1:]
    return STOP_S if end in STOPS else COMMA_S if end in COMMAS else LINK_S


def _live_length(parts: list[Part]) -> int:
    return sum(len(part) for part in parts if isinstance(part, str))
