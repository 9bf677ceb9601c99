"""What is private on a screen, as it is read to her when she asks for it, and only then."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.flows.screen import (
    AnyScreen,
    AskNumber,
    Choice,
    Confirm,
    Done,
    Pick,
    Progress,
    Record,
    Row,
)
from kiosk.strings import Strings
from sync.standard.identity import MASK

_KEYS = "shell.read_to_me"
_NEWEST = 3
"""So many lines of the record; who wants more reads on, or asks."""


def private_words(screen: AnyScreen, strings: Strings) -> str:
    """Names, numbers, hours, dates: what the screen's own sentence leaves out. "" where there is
    nothing of the sort."""
    reader = _Reader(screen, strings)
    match screen:
        case Confirm(rows=rows):
            parts = reader.rows(rows)
        case AskNumber():
            parts = reader.texts("title")
        case Record():
            lines = reader.rows(screen.lines[:_NEWEST])
            parts = [*reader.rows(screen.figures), *reader.way(screen.progress), *lines]
        case Done() if screen.args:
            worth = " ".join(reader.texts("worth", "figure"))
            parts = [*reader.texts("title", "hint"), worth, *reader.way(screen.progress)]
        case Pick(choices=choices):
            own = [
                f"{each.words} {choice_hint(screen, each, strings, is_said=True)}"
                for each in choices
                if each.words
            ]
            parts = [*(reader.texts("title", "hint") if screen.args else ()), *own]
        case _:
            parts = []
    return reader.sentence(parts)


def choice_hint(
    screen: AnyScreen, choice: Choice, strings: Strings, *, is_said: bool = False
) -> str:
    """A choice's second line, "" for none."""
    fill = strings.say if is_said else strings.show
    if choice.form:
        return fill(choice.form_key(screen.id), **{**screen.args, **choice.args})
    key = f"{screen.id}.{choice.id}.hint"
    is_made = choice.hint or choice.words or not strings.has(key)
    return choice.hint if is_made else fill(key, **screen.args)


class _Reader:
    def __init__(self, screen: AnyScreen, strings: Strings) -> None:
        self._screen = screen
        self._strings = strings

    def texts(self, *names: str) -> list[str]:
        """Those that the screen has."""
        keys = [f"{self._screen.id}.{name}" for name in names]
        say = self._strings.say
        return [say(key, **self._screen.args) for key in keys if self._strings.has(key)]

    def way(self, progress: Progress | None) -> list[str]:
        """To the next star, where there is one."""
        return self.texts(progress.form) if progress else []

    def rows(self, rows: Iterable[Row]) -> list[str]:
        return [self._joint.join((*self.texts(row.id), self._value(row))) for row in rows]

    def sentence(self, parts: Iterable[str]) -> str:
        spoken = [self._unmasked(part.strip()) for part in parts if part.strip()]
        end = self._strings.say(f"{_KEYS}.end")
        return " ".join(part if part.endswith(end) else part + end for part in spoken)

    @property
    def _joint(self) -> str:
        return self._strings.say(f"{_KEYS}.joint")

    def _value(self, row: Row) -> str:
        if not row.form:
            return row.value
        args = {**self._screen.args, **row.args}
        return self._strings.say(f"{self._screen.id}.{row.form}", **args)

    def _unmasked(self, text: str) -> str:
        """Nobody reads out dots: of a number the end is said, in a name "somebody"."""
        ending = re.search(rf"\d+{MASK}+(\w+)$", text)
        if ending:
            said = self._strings.say(f"{_KEYS}.ending", end=ending[1])
            return text[: ending.start()] + said
        return re.sub(f"{MASK}+", self._strings.say(f"{_KEYS}.masked"), text)
