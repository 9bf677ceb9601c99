"""Which of the catalogue's sentences the kiosk may say by itself, and so have recordings."""

from __future__ import annotations

from kiosk.strings import Strings

DESK = frozenset({"desk", "cli", "import", "carry", "light", "paper", "reading"})
"""Shown to cadres, on the console or on paper, never spoken."""
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
LISTENING = ("my_record.listening.title",)
"""Of a page that listens: it would hear itself."""
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
ONLY_SHOWN = (
    "home.no_village",
    "mark.",
    "my_record.listening.left",
    "my_record.record.",
    "service.",
    "shell.both_dates",
    "shell.date",
    "shell.done.leave",
    "shell.for_whom",
    "shell.greets",
    "shell.header",
    "shell.keypad.digit",
    "shell.lunar",
    "shell.radicals.count",
    "shell.radicals.or_more",
    "shell.read_aloud.page",
    "shell.read_to_me.",
    "shell.record.empty",
    "shell.record.page",
    "shell.sign.page",
    "shell.still_here.counter",
    "shell.trouble.code",
    "shell.weekday.",
    "show_me.band",
)
"""Begin of the key: shown and on no control. The months and days of both calendars among them."""
CONTROLS = (
    "my_record.record.done",
    "my_record.record.mine",
    "my_record.record.wrong",
    "shell.read_aloud.next",
    "shell.read_to_me.button",
    "shell.record.next",
    "shell.sign.next",
)
"""On one, although their key looks otherwise."""
NO_WORDS = ("title", "card_hint", "next", "worth", "figure", "progress", "meant", "typed")
"""End of the key: stands on the page, not on a control."""
LIVE_ON_PURPOSE = {
    "shell.bar.language": "the other language's name, in its own words",
    "shell.read_to_me": "what stands on her own screen, read on request: names, dates, hours",
    "zodiac.": "beside her masked name, read with it on request",
}
"""Begin of the key -> why its sentences have no recording."""


def is_spoken(key: str, strings: Strings) -> bool:
    """The screens' say (else title) and text, the slips, the guides, the troubles."""
    room, _, _ = key.partition(".")
    stem, _, last = key.rpartition(".")
    if room in DESK or key.startswith((*AT_THE_DESK, *LIVE_ON_PURPOSE, *LISTENING)):
        return False
    if room == "slip" or key.startswith(GUIDES):
        return True
    if last == "title":
        return not strings.has(f"{stem}.say")
    return last in ("say", "card_say", "text")


def is_word(key: str, strings: Strings) -> bool:
    """It stands on a control, or may: the voice says it when keys come to stand there, and after
    the page's sentence when that is repeated."""
    room, _, end = key.partition(".")
    stem, _, last = key.rpartition(".")
    if room in DESK or key in CONTROLS:
        return key in CONTROLS
    is_picture = room == "sign" and "." not in end
    if is_picture or key.startswith((*AT_THE_DESK, *ONLY_SHOWN, *LIVE_ON_PURPOSE)):
        return False
    if last == "hint":
        return strings.has(stem)
    return last not in NO_WORDS and not is_spoken(key, strings)


def spoken_keys(strings: Strings) -> list[str]:
    return [key for key in strings if is_spoken(key, strings)]
