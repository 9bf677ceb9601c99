"""A character by its radical and the strokes besides it: for what can neither be spelled nor
written by finger. Laid in the place of the board that needs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ports import Hanzi, Radical
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.key_grid import GridKey, KeyGrid

_MOST_COUNTS = 16
_STROKES_UPRIGHT, _STROKES_LYING = (8, 2), (4, 4)
_KEYS_UPRIGHT, _KEYS_LYING = (6, 7), (7, 4)


@dataclass(frozen=True, slots=True)
class Looking:
    """How far she has come."""

    radical: str = ""
    strokes: int | None = None
    page: int = 0


class RadicalBoard(QWidget):
    picked = Signal(str)
    closed = Signal()
    wants_said = Signal(str)

    def __init__(self, theme: Theme, strings: Strings, hanzi: Hanzi) -> None:
        super().__init__()
        self._theme = theme
        self._strings = strings
        self._hanzi = hanzi
        self._radicals = hanzi.radicals()
        self._characters: Mapping[int, str] = {}
        """Of the radical that was touched; {} until then."""
        self._at = Looking()
        upright = theme.metrics.is_portrait
        size = theme.size
        centre = Qt.AlignmentFlag.AlignHCenter
        self._line = Words(
            theme, " ", size_px=size.lead, bold=True, align=centre,
            colour=theme.tone(Tone.BLUE).word,
        )  # fmt: skip
        self._line.setObjectName("line")
        counts = _STROKES_UPRIGHT if upright else _STROKES_LYING
        self._counts = KeyGrid(theme, *counts, word_px=size.text)
        self._keys = KeyGrid(theme, *(_KEYS_UPRIGHT if upright else _KEYS_LYING), word_px=size.key)
        self._leave = self._end("leave", Tone.PAPER)
        self._more = self._end("more", Tone.GOLD)
        self._counts.pressed.connect(self._counted)
        self._keys.pressed.connect(self._touched)
        self._leave.clicked.connect(self.step_back)
        self._more.clicked.connect(self._keys.turn)
        self._lay_out()
        self._ask_radical()

    @property
    def looking(self) -> Looking:
        return replace(self._at, page=self._keys.page)

    def look_on(self, looking: Looking) -> None:
        if looking.radical:
            self._open(looking.radical)
        self._count(looking.strokes)
        self._keys.turn_to(looking.page)

    def step_back(self) -> None:
        """From the characters to the radicals, from there to the board that needed it."""
        if self._characters:
            self._ask_radical()
        else:
            self.closed.emit()

    def also_said(self) -> str:
        which = "strokes" if self._characters else "choose"
        return self._strings.say(f"shell.radicals.{which}")

    def _lay_out(self) -> None:
        size, upright = self._theme.size, self._theme.metrics.is_portrait
        middle: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        middle.setSpacing(size.gap)
        middle.addWidget(self._counts, 2 if upright else 4)
        middle.addWidget(self._keys, 7)
        ends = QHBoxLayout()
        ends.setSpacing(size.gap)
        ends.addWidget(self._leave, 1)
        ends.addWidget(self._more, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap)
        box.addWidget(self._line)
        box.addLayout(middle, 1)
        box.addLayout(ends)

    def _end(self, name: str, tone: Tone) -> Touch:
        word_px = self._theme.size.button_word
        end = Touch(self._theme, name, Face(" ", tone=tone, look=Look.KEY, word_px=word_px))
        tall = self._theme.px(130 if self._theme.metrics.is_portrait else 80)
        end.setFixedHeight(self._theme.giving(tall))
        return end

    def _ask_radical(self, strokes: int | None = None) -> None:
        """The largest first: it is mostly one of them, and nobody has to count."""
        self._characters, self._at = {}, Looking(strokes=strokes)
        counts = sorted({n for radical in self._radicals for _, n in radical.forms})
        keys = [
            GridKey(f"radical:{radical.number}", forms, Tone.BLUE)
            for radical in sorted(self._radicals, key=lambda radical: -radical.size)
            if (forms := _drawn(radical, strokes))
        ]
        self._refresh("choose", counts, strokes, keys)

    def _ask_character(self, strokes: int | None = None) -> None:
        self._at = replace(self._at, strokes=strokes)
        groups, counts = self._characters, sorted(self._characters)
        last = counts[:_MOST_COUNTS][-1]
        shown = [n for n in counts if strokes in (None, n) or (strokes == last and n >= last)]
        keys = [GridKey(f"key:{c}", c, Tone.GREEN) for n in shown for c in groups[n]]
        self._refresh("strokes", counts, strokes, keys)

    def _refresh(
        self, which: str, counts: list[int], chosen: int | None, keys: Iterable[GridKey]
    ) -> None:
        self._line.setText(self._strings.show(f"shell.radicals.{which}"))
        self._counts.show_keys([self._count_key(counts, n, chosen) for n in counts[:_MOST_COUNTS]])
        self._keys.show_keys([*keys])
        self._more.set_word(self._strings.show("shell.name_board.more"))
        self._more.setVisible(self._keys.has_more)
        leave = "other" if self._characters else "leave"
        self._leave.set_word(self._strings.show(f"shell.radicals.{leave}"))

    def _count_key(self, counts: list[int], strokes: int, chosen: int | None) -> GridKey:
        is_rest = len(counts) > _MOST_COUNTS and strokes == counts[_MOST_COUNTS - 1]
        key = "shell.radicals.or_more" if is_rest else "shell.radicals.count"
        word = self._strings.show(key, strokes=strokes)
        return GridKey(f"strokes:{strokes}", word, Tone.GOLD, is_chosen=strokes == chosen)

    def _counted(self, name: str) -> None:
        self._count(int(name.partition(":")[2]))

    def _count(self, strokes: int | None) -> None:
        if self._characters:
            self._ask_character(strokes)
        else:
            self._ask_radical(strokes)

    def _touched(self, name: str) -> None:
        kind, _, what = name.partition(":")
        if kind == "key":
            self.picked.emit(what)
            return
        self._open(what)
        self.wants_said.emit(self.also_said())

    def _open(self, radical: str) -> None:
        self._characters, self._at = self._hanzi.of_radical(radical), Looking(radical)
        self._ask_character()


def _drawn(radical: Radical, strokes: int | None) -> str:
    """What it looks like with so many strokes (None: the two simplest); "" for nothing."""
    simplest = sorted(radical.forms, key=lambda form: form[1])
    return "".join(form for form, n in simplest if strokes in (None, n))[:2]
