"""A conversation that shows every kind of screen, for the tests of the shell and its views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.errors import DiskFull
from kiosk.flows import screen as s
from kiosk.flows.screen import Choice, Chose, ChoseSome, Event, Row, Step, Tone, Typed
from kiosk.services.handwriting import Stroke
from kiosk.services.papers import PaperSlip
from kiosk.services.ports import Offer, Radical
from kiosk.ui.pen import Read
from sync.standard.identity import MASK

BY_NAME = Choice("by_name", "write", Tone.GOLD)
BY_NUMBER = Choice("by_number", "number", Tone.BLUE)
CADRE = Choice("cadre", "help", Tone.RED)
NO_PHONE = Choice("none", "no", Tone.GOLD)

HOME = s.Pick(
    "home",
    (
        Choice("toy", "check_in", Tone.GREEN),
        Choice("register", "register", Tone.BLUE),
        Choice("request", "request", Tone.RED),
        Choice("help_out", "help_out", Tone.PLUM),
        Choice("record", "record", Tone.GOLD),
        Choice("help", "help", Tone.BLUE),
    ),
)

ROWS = (
    Row("name", f"\u738b{MASK}\u82f1"),
    Row("group", "\u4e09\u7ec4"),
    Row("phone", "138****5678"),
    Row("born", form="day", args={"year": 1948, "month": 3, "day": 7}),
)

PERSON = "\u738b\u79c0\u82f1"
ARGS: s.Args = {"name": PERSON, "hours": 86, "missing": 14}

PAPER = PaperSlip("toy.slip", ("when", "where"), {"day": "12-28"})

_TONES = (Tone.GREEN, Tone.RED, Tone.BLUE, Tone.PLUM, Tone.GOLD, Tone.BLUE)


def _choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(n, n, tone) for n, tone in zip(names, _TONES, strict=False))


def _line(index: int) -> Row:
    name = ("clean", "elders", "teach")[index % 3]
    args = {"month": 12 - index % 12, "day": 28 - index, "hours": index % 4 + 1}
    return Row(name, form="line", args=args)


SCREENS: dict[str, s.AnyScreen] = {
    screen.id.removeprefix("toy."): screen
    for screen in (
        s.Pick("toy.pick", _choices("clean", "elders", "teach", "patrol", "farm")),
        s.Pick(
            "toy.two",
            (
                Choice("leave", "check_out", Tone.GREEN),
                Choice("stay", "clock", Tone.PAPER),
            ),
        ),
        s.PickSome(
            "toy.some",
            _choices("clean", "cook", "teach", "repair", "sing", "farm"),
            frozenset({"cook"}),
        ),
        s.Keypad("toy.number", s.Pad.ID_NUMBER, BY_NAME, tone=Tone.BLUE),
        s.Keypad("toy.phone", s.Pad.PHONE, NO_PHONE, tone=Tone.BLUE),
        s.Keypad("toy.pin", s.Pad.PIN),
        s.Letters("toy.letters", BY_NUMBER, tone=Tone.BLUE),
        s.NameBoard("toy.name", CADRE, tone=Tone.BLUE),
        s.Writing("toy.write", CADRE, tone=Tone.GREEN),
        s.Confirm("toy.confirm", ROWS, "female", tone=Tone.GREEN),
        s.ReadAloud("toy.read", "register", tone=Tone.BLUE),
        s.Done("toy.done", "done", s.Progress(0.86), args=ARGS, tone=Tone.GREEN),
        s.Done("toy.sorry", "warning", is_good=False),
        s.Record(
            "toy.record",
            figures=(
                Row("year", form="hours", args={"hours": 86}),
                Row("all", form="hours", args={"hours": "186.5"}),
                Row("stars", form="star_count", args={"stars": 1}),
            ),
            lines=tuple(_line(i) for i in range(14)),
            progress=s.Progress(0.45, stars=1),
            args=ARGS,
            tone=Tone.GOLD,
        ),
        s.PaperPage("toy.paper", PAPER, BY_NAME, tone=Tone.GREEN),
        s.SpokenNote("toy.listen", NO_PHONE, tone=Tone.GOLD),
    )
}
ORDER = tuple(SCREENS)


@dataclass(frozen=True, slots=True)
class Toying:
    at: int = 0
    answers: tuple[Any, ...] = ()


class Toy:
    """One screen after the other; every answer leads on. Some answers are special, see step."""

    name = "toy"

    def __init__(self, order: Sequence[str] = ORDER) -> None:
        self.order = tuple(order)
        self.answers: list[Event] = []

    def start(self) -> Step[Toying]:
        self.answers = []
        return self._show(Toying())

    def step(self, state: Toying, event: Event) -> Step[Toying]:
        self.answers.append(event)
        match event:
            case Typed("0000"):
                return self._show(state, slip="wrong_check")
            case Typed("1111"):
                return Step(state, work=_full_disk)
            case Typed("2222"):
                raise KeyError("a mistake of ours")
            case Typed("3333"):
                return Step(state, work=lambda _ports: "slow")
            case Chose("done"):
                return Step(Toying())
            case Chose() | ChoseSome() | Typed() | s.Wrote() | s.Spoke() | s.Came():
                return self._show(Toying(state.at + 1))

    def _show(self, state: Toying, slip: str = "") -> Step[Toying]:
        if state.at >= len(self.order):
            return Step(Toying())
        shown = SCREENS[self.order[state.at]]
        if slip and isinstance(shown, s.Keypad | s.Letters | s.NameBoard | s.Writing):
            shown = replace(shown, slip=slip)
        return Step(state, shown, is_final=isinstance(shown, s.Done | s.Record))


def _full_disk(_ports: object) -> None:
    raise DiskFull("toy")


class ToyHanzi:
    """A handful of characters a syllable."""

    _SOUNDS = {
        "wang": "\u738b\u6c6a\u5f80\u671b\u5fd8\u65fa\u7f51\u4ea1",
        "xiu": "\u79c0\u7ee3\u4fee\u4f11",
        "ying": "\u82f1\u8425\u76c8\u8fce\u6620\u83b9\u5e94\u786c\u9e70",
    }

    _WHOLE = "\u738b\u79c0\u82f1"
    _WATER = Radical("85", (("\u6c34", 4), ("\u6c35", 3)), 5)
    _MOUTH = Radical("30", (("\u53e3", 3),), 60)

    def offer(self, letters: str, before: str) -> Sequence[Offer]:
        whole = (Offer(self._WHOLE, 11),) if letters == "wangxiuying" and not before else ()
        heads = [head for head in self._SOUNDS if letters.startswith(head)]
        return (*whole, *(Offer(c, len(head)) for head in heads for c in self._SOUNDS[head]))

    def radicals(self) -> Sequence[Radical]:
        return (self._MOUTH, self._WATER)

    def of_radical(self, number: str) -> Mapping[int, str]:
        if number == "85":
            return {0: "\u6c34", 1: "\u6c38", 4: "\u6c83\u6c90", 11: "\u6f58"}
        return {n: "".join(chr(0x5400 + 4 * n + k) for k in range(4)) for n in range(20)}


class ToyRecorder:
    """As if she had spoken for seven seconds, and loudly, since before the page stood."""

    is_there, is_over, is_enough = True, False, True
    most_ms, length_ms, level = 30_000, 7_000, 0.5

    def begin(self) -> None:
        """It always listens."""

    def finish(self) -> tuple[bytes, int]:
        return b"wav", self.length_ms

    def drop(self) -> None:
        """And forgets at once."""


class ToyPen:
    """Reads three characters, whatever is written, as soon as it is asked."""

    READS = "\u738b\u79c0\u82f1"
    is_there = True

    def __init__(self) -> None:
        self.asked: list[tuple[int, str]] = []
        """How many strokes, and the name so far."""

    def wake(self) -> None:
        """It never sleeps."""

    def read(self, strokes: Sequence[Stroke], so_far: str, came: Read) -> None:
        self.asked.append((len(strokes), so_far))
        came(tuple(self.READS))
