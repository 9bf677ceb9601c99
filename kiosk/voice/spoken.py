"""Which of the catalogue's sentences the kiosk may say by itself, and so have recordings."""

from __future__ import annotations

from kiosk.strings import Strings

DESK = frozenset({"desk", "cli", "import", "carry", "light", "reading"})
"""Shown to cadres or on the console, never spoken."""
AT_THE_DESK = (
    "error.D02",
    "error.D03",
    "error.D04",
    "error.D05",
    "error.D06",
    "error.U",
    "error.W",
    "card.simulator",
)
"""Troubles of the desk's work, and of a start without books: the voice does not run yet. And the
window in which a card is put down for a demonstration."""
GUIDES = (
    "shell.keypad.missing",
    "shell.keypad.enough",
    "shell.keypad.empty",
    "shell.keypad.mend",
    "shell.letters.so_far",
    "shell.letters.empty",
    "shell.name_board.empty",
    "shell.name_board.pick",
    "shell.name_board.enough",
    "shell.name_board.nothing",
    "shell.writing.empty",
    "shell.writing.next",
    "shell.writing.pick",
    "shell.writing.nothing",
    "shell.writing.enough",
    "shell.writing.wrote",
    "shell.radicals.choose",
    "shell.radicals.strokes",
    "shell.sign.one",
    "shell.sign.both",
    "shell.sign.many",
    "card.",
    "code.",
    "help.ring",
    "help.taken_back",
    "show_me.says.",
)
"""Begin of the key: said while she types or chooses, over a screen when a card is put down, when
the cadre is called and when she took that back, by the hand that shows."""
LIVE_ON_PURPOSE = {
    "shell.read_to_me": "what stands on her own screen, read on request: names, dates, hours",
}
"""Begin of the key -> why its sentences have no recording."""


def is_spoken(key: str, strings: Strings) -> bool:
    """The screens' say (else title) and text, the slips, the guides, the troubles."""
    room, _, _ = key.partition(".")
    stem, _, last = key.rpartition(".")
    if room in DESK or key.startswith((*AT_THE_DESK, *LIVE_ON_PURPOSE)):
        return False
    if room == "slip" or key.startswith(GUIDES):
        return True
    if last == "title":
        return not strings.has(f"{stem}.say")
    return last in ("say", "card_say", "text")


def spoken_keys(strings: Strings) -> list[str]:
    return [key for key in strings if is_spoken(key, strings)]
