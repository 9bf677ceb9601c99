"""What the voice has to say for each control, and whether that is recorded.

A control is spoken when the voice says its word, and its second line, as soon as keys come to stand
on it (docs/face.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from PySide6.QtWidgets import QWidget

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.ui.touch import Touch
from kiosk.voice.composing import Composer
from kiosk.voice.fragments import needed, plain, templates
from kiosk.voice.reading import Read, reading_of
from kiosk.voice.spoken import LIVE_ON_PURPOSE

RECORDED = "zh_CN"
NUMBERED = re.compile(r"choice:[a-z]?\d+")
SILENT = {
    re.compile(
        r"key:.+|candidate:\d+|strokes:\d+|radical:.+"
    ): "what she types; an open digit is said once it is touched",
    re.compile(r"picture:\w+"): "her sign",
    NUMBERED: "a masked name",
}
"""Names of controls -> why the voice does not say them for neighbours to hear."""
LIVE = {NUMBERED: "a home group, an activity or a team, as this village calls it"}
"""Names of controls -> what of them no recording can hold."""


def spoken_faults(window: QWidget, language: str) -> Iterator[str]:
    for touch in window.findChildren(Touch):
        if touch.isVisible():
            yield from (f"{touch.objectName()}: {fault}" for fault in _faults(touch, language))


def _faults(touch: Touch, language: str) -> Iterator[str]:
    name, spoken = touch.objectName(), touch.face.spoken
    if not spoken and not _is_one(name, SILENT):
        yield "not spoken"
    if language == RECORDED and not _is_one(name, LIVE) and not _is_recorded(spoken):
        yield f"neither recorded nor live on purpose: {spoken}"


def _is_one(name: str, patterns: dict[re.Pattern[str], str]) -> bool:
    return any(pattern.fullmatch(name) for pattern in patterns)


def _is_recorded(spoken: str) -> bool:
    """Or belongs to a language that is live on purpose. tests/voice/test_pack.py has it that what
    is needed is there."""
    composer, read, live = _composer()
    return spoken in live or not any(isinstance(p, str) for p in composer.parts_of(read(spoken)))


@cache
def _composer() -> tuple[Composer, Read, frozenset[str]]:
    strings = load_strings(ASSETS / "strings" / RECORDED)
    read = reading_of(strings)
    wants = needed(strings, read)
    whole = frozenset(map(plain, (*wants.sentences, *wants.parts)))
    numbers = frozenset(map(plain, wants.numbers))
    live = frozenset(strings.show(key) for key in LIVE_ON_PURPOSE if strings.has(key))
    return Composer(whole, numbers, templates(strings, read)), read, live
