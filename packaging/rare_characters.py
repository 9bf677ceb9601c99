"""Prints the code points that a person's name may hold and the main font lacks, one a line.

    python rare_characters.py MAIN_FONT UNIHAN_FOLDER

Chosen: characters that mainland China gave to Unicode and that either have a Mandarin reading or
came in with a later extension (C to F), where place names and the identity-card system added
theirs. Left out: Zhuang script (source GZ), and forms known from the Kangxi dictionary alone,
unread.
Source: Unihan (Unicode 15.0), kIRG_GSource and kMandarin.
"""

from __future__ import annotations

import bz2
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FIRST_OF_EXTENSION_C = 0x2A700
ZHUANG = "GZ"


def unihan(folder: Path, file: str, wanted: str) -> Iterator[tuple[int, str]]:
    """(code point, value) of one Unihan property."""
    with bz2.open(folder / f"Unihan_{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, name, value = line.rstrip("\n").split("\t")
                if name == wanted:
                    yield int(code[2:], 16), value


def main(main_font: Path, folder: Path) -> None:
    covered = set(TTFont(main_font, lazy=True).getBestCmap())
    read = {code for code, _ in unihan(folder, "Readings", "kMandarin")}
    for code, source in unihan(folder, "IRGSources", "kIRG_GSource"):
        is_late = code >= FIRST_OF_EXTENSION_C and source.split("-")[0] != ZHUANG
        if code not in covered and (code in read or is_late):
            print(f"U+{code:04X}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
