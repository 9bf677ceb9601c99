"""Makes assets/pinyin/usage.txt and radicals.txt, from which names are written on the screen.

    python make_characters.py FONTS_FOLDER UNICODE_FOLDER OUT_FOLDER

usage.txt, a line a syllable: the syllable without tone (v for u-umlaut), a space, and its
characters, each followed by how common it is when read so: 9 to 3 from the counts of kHanyuPinlu,
2 to 0 for the three levels of the Table of General Standard Characters (kTGH, read as kTGHZ2013
has it). What is not there is rarer still.

radicals.txt, a line a radical: its number (with ' in its simplified form), its forms, each with
its number of strokes, and its characters by strokes besides the radical ("1:..."), commonest
first; parted by tabs. All characters of CJK that the fonts in FONTS_FOLDER can show are there.

Source: Unihan and EquivalentUnifiedIdeograph.txt (Unicode 15.0).
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont
from rare_characters import unihan

OTHER_FORMS = {"130": "\u6708", "163": "\u961d", "96": "\u738b"}
"""A radical that looks like another one within a character: flesh, city, jade."""
LOOK_ALIKE = {"90", "162", "201"}
LEVEL_ENDS = (3500, 6500, 8105)


def main(fonts: Path, folder: Path, out: Path) -> None:
    usage = usage_of(folder)
    with open(out / "usage.txt", "w", encoding="utf-8") as file:
        for syllable, weights in sorted(usage.items()):
            ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
            file.write(f"{syllable} " + "".join(f"{c}{weight}" for c, weight in ordered) + "\n")
    with open(out / "radicals.txt", "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in radicals(fonts, folder, usage))


def usage_of(folder: Path) -> dict[str, dict[str, int]]:
    """Syllable -> character -> 9 (commonest) to 0."""
    levels = {}
    for code, value in unihan(folder, "OtherMappings", "kTGH"):
        place = int(value.split()[0].split(":")[1])
        levels[code] = 2 - next(i for i, end in enumerate(LEVEL_ENDS) if place <= end)
    usage: dict[str, dict[str, int]] = defaultdict(dict)
    for code, value in unihan(folder, "Readings", "kTGHZ2013"):
        for reading in value.split():
            syllable = without_tone(reading.split(":")[1])
            usage[syllable][chr(code)] = levels[code]
    for code, value in unihan(folder, "Readings", "kHanyuPinlu"):
        if code not in levels:
            continue  # a traditional form, which has its simplified form's counts there
        counts: dict[str, int] = defaultdict(int)
        for reading in value.split():
            spelled, count = reading.rstrip(")").split("(")
            counts[without_tone(spelled)] += int(count)
        for syllable, times in counts.items():
            weight = min(9, 3 + round(math.log10(times) * 1.5))
            usage[syllable][chr(code)] = max(weight, usage[syllable].get(chr(code), 0))
    return usage


def without_tone(reading: str) -> str:
    parts = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in parts if c.isascii() and c.isalpha())


def radicals(fonts: Path, folder: Path, usage: dict[str, dict[str, int]]) -> Iterator[str]:
    common: dict[str, int] = {}
    for weights in usage.values():
        for character, weight in weights.items():
            common[character] = max(weight, common.get(character, 0))
    strokes = {c: int(v.split()[0]) for c, v in unihan(folder, "IRGSources", "kTotalStrokes")}
    shown = {code for path in fonts.glob("*.ttf") for code in TTFont(path, lazy=True).getBestCmap()}
    filed: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for code, value in unihan(folder, "IRGSources", "kRSUnicode"):
        for place in value.split() if code in shown else ():
            radical, rest = place.split(".")
            filed[plain(radical)][max(0, int(rest))].add(chr(code))
    drawn = forms(folder)
    for radical, by_strokes in sorted(filed.items(), key=lambda pair: number_of(pair[0])):
        own = by_strokes[0] & drawn | set(OTHER_FORMS.get(radical, ""))
        heads = "".join(f"{c}{strokes[ord(c)]}" for c in sorted(own))
        groups = (
            f"{rest}:" + "".join(sorted(found, key=lambda c: (-common.get(c, -1), c)))
            for rest, found in sorted(by_strokes.items())
            if found
        )
        yield f"{radical}\t{heads}\t{' '.join(groups)}"


def plain(radical: str) -> str:
    """Only the Chinese simplified form is a radical of its own, not others' (149''), and only
    where it looks otherwise (not 162')."""
    number = radical.rstrip("'")
    return number + "'" if radical == number + "'" and number not in LOOK_ALIKE else number


def number_of(radical: str) -> tuple[int, bool]:
    return int(radical.rstrip("'")), radical.endswith("'")


def forms(folder: Path) -> set[str]:
    """What a radical may look like: the ideographs that Unicode equates with radicals, but for
    those of Japan alone."""
    found = set()
    with open(folder / "EquivalentUnifiedIdeograph.txt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#") and "J-SIMPLIFIED" not in line:
                found.add(chr(int(line.split("#")[0].split(";")[1], 16)))
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
