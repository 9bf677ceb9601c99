"""Letters of pinyin without tones or gaps: which syllables they may be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

LONGEST_SYLLABLE = 6


def first_syllables(letters: str, syllables: Collection[str]) -> list[str]:
    """The syllables that the letters may begin with, longest first: "xian" -> xian, xi.

    What comes after must make sense too, though it may still be unfinished.
    """
    heads = (letters[:size] for size in range(min(len(letters), LONGEST_SYLLABLE), 0, -1))
    return [h for h in heads if h in syllables and _goes_on(letters[len(h) :], syllables)]


def split(letters: str, syllables: Collection[str]) -> list[str]:
    """All of the letters as whole syllables, the first ones as long as may be; [] if they cannot
    be: "xiuying" -> xiu, ying."""
    if not letters:
        return []
    for size in range(min(len(letters), LONGEST_SYLLABLE), 0, -1):
        head, rest = letters[:size], letters[size:]
        if head in syllables:
            tail = split(rest, syllables)
            if tail or not rest:
                return [head, *tail]
    return []


def is_spelled(text: str, letters: str, syllables_of: Callable[[str], Sequence[str]]) -> bool:
    """May these letters mean this text? Each character by a syllable or by its beginning:
    "xiuying", "xiuy" and "xy" are all one name."""
    if not text or not letters:
        return not text and not letters
    return any(
        letters.startswith(syllable[:size]) and is_spelled(text[1:], letters[size:], syllables_of)
        for syllable in syllables_of(text[0])
        for size in range(len(syllable), 0, -1)
    )


def _goes_on(rest: str, syllables: Collection[str]) -> bool:
    if any(syllable.startswith(rest) for syllable in syllables):
        return True
    sizes = range(1, min(len(rest), LONGEST_SYLLABLE) + 1)
    return any(rest[:n] in syllables and _goes_on(rest[n:], syllables) for n in sizes)
