"""The process that reads handwriting: `python -m kiosk.devices.handwriting_worker dinkit`.

It loads machine code that nobody here can look into, or that is old; should it crash or hang, it
does so alone. A question {"strokes": [[[x, y], ...], ...]} has points of 0 to 1000; the answer is
{"found": ["..", ...]}, likeliest first.
"""

from __future__ import annotations

import ctypes
import math
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from kiosk.devices.handwriting import DINKIT, MODEL, SIDE, ZINNIA, ZINNIA_LIBRARY
from kiosk.devices.workers import Message, serve
from kiosk.services.read_character import WORTH_READING

Points = Sequence[Sequence[Sequence[int]]]
Read = Callable[[Points], list[str]]
_MOST_STROKES: Final = 8
"""For dinkit, which takes 0.4 ms a stroke, whatever its points: docs/identify.md."""


def dinkit() -> Read:
    from dinkit import Recognizer

    recognizer = Recognizer()

    def read(strokes: Points) -> list[str]:
        lines = [[(x, y) for x, y in stroke] for stroke in joined(strokes, _MOST_STROKES)]
        return [*recognizer.recognize(lines, top_k=WORTH_READING)]

    return read


def joined(strokes: Points, most: int) -> Points:
    """As a hurried hand writes: where the pen went the shortest way through the air, it stays on
    the paper, until at most so many strokes are left."""
    ways = range(1, len(strokes))
    shortest = sorted(ways, key=lambda at: math.dist(strokes[at - 1][-1], strokes[at][0]))
    on_paper = frozenset(shortest[: max(0, len(strokes) - most)])
    lines: list[list[Sequence[int]]] = []
    for at, stroke in enumerate(strokes):
        if at in on_paper:
            lines[-1].extend(stroke)
        else:
            lines.append([*stroke])
    return lines


def zinnia() -> Read:
    """Through its C interface (zinnia.h). Raises OSError."""
    library = _zinnia_library()
    recognizer = library.zinnia_recognizer_new()
    if not library.zinnia_recognizer_open(recognizer, str(MODEL).encode()):
        raise OSError(str(MODEL))
    character = library.zinnia_character_new()

    def read(strokes: Points) -> list[str]:
        library.zinnia_character_clear(character)
        library.zinnia_character_set_width(character, SIDE)
        library.zinnia_character_set_height(character, SIDE)
        for number, stroke in enumerate(strokes):
            for x, y in stroke:
                library.zinnia_character_add(character, number, x, y)
        result = library.zinnia_recognizer_classify(recognizer, character, WORTH_READING)
        if not result:
            return []
        count = library.zinnia_result_size(result)
        found = [library.zinnia_result_value(result, place).decode() for place in range(count)]
        library.zinnia_result_destroy(result)
        return found

    return read


_POINTER: Final = ctypes.c_void_p
_SIZE: Final = ctypes.c_size_t
_SIGNATURES: Final[dict[str, tuple[Any, ...]]] = {
    # name: (what it returns, what it takes ...)
    "recognizer_new": (_POINTER,),
    "recognizer_open": (ctypes.c_int, _POINTER, ctypes.c_char_p),
    "recognizer_classify": (_POINTER, _POINTER, _POINTER, _SIZE),
    "character_new": (_POINTER,),
    "character_clear": (None, _POINTER),
    "character_set_width": (None, _POINTER, _SIZE),
    "character_set_height": (None, _POINTER, _SIZE),
    "character_add": (ctypes.c_int, _POINTER, _SIZE, ctypes.c_int, ctypes.c_int),
    "result_size": (_SIZE, _POINTER),
    "result_value": (ctypes.c_char_p, _POINTER, _SIZE),
    "result_destroy": (None, _POINTER),
}


def _zinnia_library() -> ctypes.CDLL:
    library = ctypes.CDLL(ZINNIA_LIBRARY)
    for name, (returned, *taken) in _SIGNATURES.items():
        function = getattr(library, f"zinnia_{name}")
        function.restype, function.argtypes = returned, taken
    return library


def main() -> None:
    read = {DINKIT: dinkit, ZINNIA: zinnia}[sys.argv[1]]()

    def answer(question: Message) -> Message:
        return {"found": read(question["strokes"])}

    serve(answer)


if __name__ == "__main__":
    main()
