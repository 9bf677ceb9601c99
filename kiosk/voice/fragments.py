"""What has to be recorded so that the catalogue's sentences can be said. Pure.

A sentence is recorded up to its full stop, question or exclamation mark; where values stand in it,
what lies between them. A value takes the unit that follows it along ("22" and "days"), and is put
together from recordings of number words.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.numbers import NumberWords
from kiosk.strings import Strings
from kiosk.values import Slot, pieces
from kiosk.voice.reading import Read
from kiosk.voice.spoken import is_word, spoken_keys

MANIFEST = "manifest.toml"
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’）]*|[^。！？!?\n]+")
EDGES = "，。、！？；：,!?;:…—·“”‘’（）() "
_SLOT = "\ue000"
"""Stands for a value: a character of Unicode's private area."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with values: pattern's groups are literal, value, literal, value, ..., literal."""

    pattern: re.Pattern[str]
    literals: tuple[str, ...]
    """What of it is to be recorded."""


def plain(text: str) -> str:
    """As recordings are compared: one form of each character, no spaces."""
    return "".join(unicodedata.normalize("NFC", text).split())


def sentence_hash(text: str) -> str:
    """16 hexadecimal digits for a text as it is spoken (numbers already turned to words)."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:16]


def split(text: str) -> list[str]:
    """A text up to each full stop; line ends part it too. Nothing is lost."""
    return _SENTENCE.findall(text)


def has_words(text: str) -> bool:
    return bool(text.strip(EDGES))


def fixed_sentences(strings: Strings, read: Read) -> list[str]:
    return [each for each in _all(strings, read) if _SLOT not in each]


def templates(strings: Strings, read: Read) -> list[Template]:
    units = _units(strings)
    region = re.compile(f"((?:{_SLOT}(?:{'|'.join(map(re.escape, units))})?)+)")
    return [_template(region.split(each)) for each in _all(strings, read) if _SLOT in each]


def number_words(strings: Strings) -> list[str]:
    """From these every number from 0 to 9999 is put together, times, dates and what is counted."""
    say = strings.say
    words = NumberWords(lambda key: say(f"reading.{key}"))
    hundred, o_clock = words.number(100), words.time(1, 0).removesuffix(say("reading.sharp"))
    found = [words.number(n) for n in (*range(100), *range(100, 1000, 100))]
    found += [words.number(n) for n in range(1000, 10_000, 1000)]
    found += [words.number(100 + n).removeprefix(hundred) for n in range(1, 20)]
    found += [words.time(h, 0).removesuffix(say("reading.sharp")) for h in range(24)]
    found += [words.time(1, m).removeprefix(o_clock) for m in range(60)]
    found += [words.date("", m) for m in range(1, 13)]
    found += [words.date("", 0, d) for d in range(1, 32)]
    alone = ("one_of_many", "two_of", "digit.x", "myriad", "minus", "point", "percent")
    found += [say(f"reading.{key}") for key in alone]
    found += [strings.show(f"shell.weekday.{day}") for day in range(1, 8)]
    return list(dict.fromkeys((*found, *_units(strings))))


def _all(strings: Strings, read: Read) -> Iterator[str]:
    """Every sentence that may be spoken, as it is spoken, values marked."""
    texts = [strings.sentence(key).say for key in spoken_keys(strings)]
    texts += [strings.sentence(key).show for key in strings if is_word(key, strings)]
    marked = (
        "".join(_SLOT if isinstance(piece, Slot) else piece for piece in pieces(text))
        for text in texts
    )
    found = (plain(each) for text in marked for each in split(read(text)))
    yield from dict.fromkeys(each for each in found if has_words(each))


def _units(strings: Strings) -> list[str]:
    """Longest first."""
    if not strings.has("reading.counted"):
        return []
    found = f"{strings.say('reading.counted')} {strings.say('reading.ordered')}".split()
    return sorted(found, key=len, reverse=True)


def _template(parts: list[str]) -> Template:
    """parts: literal, value, literal, ...; the literals may be empty."""
    pattern = "".join(
        f"({re.escape(part).replace(_SLOT, '.+?')})" if at % 2 else f"({re.escape(part)})"
        for at, part in enumerate(parts)
    )
    literals = tuple(part.lstrip(EDGES) for part in parts[::2] if has_words(part))
    return Template(re.compile(pattern), literals)


@dataclass(frozen=True, slots=True)
class Needed:
    """The texts to be recorded."""

    sentences: tuple[str, ...]
    parts: tuple[str, ...]
    """Of sentences with values: they are spoken as what goes on."""
    numbers: tuple[str, ...]


def needed(strings: Strings, read: Read) -> Needed:
    """Of a language that has number words."""
    whole = fixed_sentences(strings, read)
    found = (part for template in templates(strings, read) for part in template.literals)
    parts = [part for part in dict.fromkeys(found) if part not in whole]
    numbers = [word for word in number_words(strings) if word not in (*whole, *parts)]
    return Needed(tuple(whole), tuple(parts), tuple(numbers))
