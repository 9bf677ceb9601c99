"""Every screen of every flow, walked by real taps and measured: language x size x text x colours.

    python -m tests.e2e.sweeping      prints the worst of each figure, as docs/face.md has it

It takes nine ways, in which every pair of window, text size, colours and language occurs; with
EVERY=1 the whole product, and the suite too. Otherwise the suite takes the narrowest two.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app import Kiosk, application
from kiosk.config import Config
from kiosk.devices.card_watch import Pace
from kiosk.flows.screen import Pick, Tone
from kiosk.strings import load_strings
from kiosk.tour.play import opened, outside_of
from kiosk.tour.walks import walks
from kiosk.ui.figures import Figure, Kind, measure
from kiosk.ui.header import SyncLight
from kiosk.ui.shell import Shell
from kiosk.ui.sight import Sight, TextSize
from kiosk.ui.stopwatch import Walked
from kiosk.ui.sweep import figure_faults, layout_faults
from kiosk.ui.tour import Expect, ExpectPanel, Guide, Script, Tap
from tests.e2e.speaking import spoken_faults
from tests.e2e.walked import lay_out_village
from tests.ui import access

UPRIGHT, LYING, SMALL = (1080, 1920), (1280, 800), (1024, 768)
LONGEST_LIGHT = (("saved", {}), ("waiting", {"n": 12345}), ("days", {"n": 123}))
OURS: Script = (Tap("bar:sight"), ExpectPanel("sight"), Tap("done"), Expect("home"))
HELP: Script = (Tap("choice:register"), Tap("bar:help"), ExpectPanel("help_panel"), Tap("done"))
RARE = ("activities_children", "activities_none", "activities_team_")
"""Walks that are played in one of these ways only; the begin of their names."""
SHOW_ME: Script = (Tap("choice:help"), Tap("choice:show_me"), Expect("show_me"))


@dataclass(frozen=True)
class Way:
    """One corner of the product."""

    language: str
    size: tuple[int, int]
    text: TextSize = TextSize.NORMAL
    is_strong: bool = False

    def __str__(self) -> str:
        look = "strong" if self.is_strong else "warm"
        return f"{self.language} {self.size[0]}x{self.size[1]} {self.text} {look}"


LANGUAGES = ("zh_CN", "en")
"""Those whose screens differ; Cantonese is said over the Mandarin ones."""
CHEAP = (
    Way("zh_CN", UPRIGHT, TextSize.LARGEST),
    Way("en", SMALL, TextSize.LARGE, is_strong=True),
)


def pairs() -> list[Way]:
    """A square in which each window meets each text size; languages and colours go across it."""
    return [
        Way(LANGUAGES[(text + at // 2) % 2], size, list(TextSize)[text], (at + 2 * text) % 3 == 0)
        for at, size in enumerate((UPRIGHT, LYING, SMALL))
        for text in range(3)
    ]


def every_way() -> list[Way]:
    sizes = (UPRIGHT, LYING, SMALL)
    return [Way(*way) for way in product(LANGUAGES, sizes, TextSize, (False, True))]


@dataclass
class Sweep:
    """What one walk found."""

    way: Way
    screens: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    figures: list[tuple[str, Figure]] = field(default_factory=list)
    """The screen's name with each."""
    walked: list[Walked] = field(default_factory=list)


class Inspector(Guide):
    """Looks and measures instead of taking pictures."""

    def __init__(self, shell: Shell, folder: Path, found: Sweep) -> None:
        super().__init__(shell, folder, "")
        self._looked_at = shell
        self._found = found
        self._known = set[str]()
        self.light = ""

    def picture(self, name: str, of: QWidget | None = None) -> None:
        QApplication.processEvents()
        window, found = of or self._looked_at, self._found
        if self._is_known(name):
            return
        figures = measure(window, self._looked_at.theme)
        faults = [
            *layout_faults(window, self._looked_at.theme),
            *figure_faults(figures),
            *access.faults(window),
            *spoken_faults(window, found.way.language),
        ]
        found.screens.add(name)
        found.faults += [f"{found.way}: {name}: {fault}" for fault in faults]
        found.figures += [(name, figure) for figure in figures]

    def _is_known(self, name: str) -> bool:
        """A page of choices that was looked at, word for word: many walks come by the same."""
        shell = self._looked_at
        if not isinstance(shell.screen_shown, Pick) or shell.screen_shown.id != name:
            return False
        page = f"{shell.screen_shown} {shell.counter.has_reader} {self.light}"
        is_known = page in self._known
        self._known.add(page)
        return is_known


def walk(way: Way, folder: Path) -> Sweep:
    """All flows on a fresh demo village."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    config = Config(folder / "data", language=way.language, window_px=way.size, voice=False)
    person = lay_out_village(config.data)
    config = replace(config, simulated_card_reader=True)
    found = Sweep(way)
    strings = load_strings(config.strings)
    light = " · ".join(strings.show(f"light.{key}", **args) for key, args in LONGEST_LIGHT)
    with opened(config, strings, Pace(poll_s=0.02, search_s=0.05, gone_s=0.1)) as kiosk:
        kiosk.shell.keep_sight(Sight(way.text, way.is_strong))
        inspector = Inspector(kiosk.shell, folder, found)
        inspector.outside = outside_of(kiosk)
        inspector.play(_walks_of(way, person))
        found.walked = inspector.times.walked
        _shows_its_ground(kiosk, way)
        kiosk.shell.show_light(SyncLight(Tone.RED, light))
        inspector.light = light
        inspector.expect(Expect("home"))
    return found


def _walks_of(way: Way, person: dict[str, Any]) -> dict[str, Script]:
    found = walks(person) | {"sight": OURS, "help_panel": HELP, "show_me": SHOW_ME}
    if way in CHEAP[1:] and not os.environ.get("EVERY"):
        return {name: walk for name, walk in found.items() if not name.startswith(RARE)}
    return found


def _shows_its_ground(kiosk: Kiosk, way: Way) -> None:
    """The paper is the window's own, not a black that nobody painted."""
    ground = kiosk.window.grab().toImage().pixelColor(2, way.size[1] // 2).name()
    assert ground == kiosk.shell.theme.colours.paper.lower()


def table(sweeps: Iterable[Sweep]) -> Iterator[str]:
    """The smallest (of choices: the largest) of each figure, and where it stands."""
    sweeps = list(sweeps)
    yield "| Figure | Worst | Where | With |"
    yield "|---|---|---|---|"
    for kind in Kind:
        found = [(f, n, s.way) for s in sweeps for n, f in s.figures if f.kind is kind]
        pick = max if kind is Kind.CHOICES else min
        figure, name, way = pick(found, key=lambda each: each[0].value)
        yield f"| {kind} | {_shown(figure)} | {name}: {figure.where} | {way} |"


def _shown(figure: Figure) -> str:
    match figure.kind:
        case Kind.CHOICES:
            return f"{figure.value:.0f}"
        case Kind.CONTRAST:
            return f"{figure.value:.1f}:1"
        case Kind.TEXT:
            return f"{figure.value:.1f} pt"
        case _:
            return f"{figure.value:.1f} mm"


def main() -> None:
    sweeps = []
    for way in every_way() if os.environ.get("EVERY") else pairs():
        with tempfile.TemporaryDirectory() as folder:
            sweeps.append(walk(way, Path(folder)))
        for fault in sweeps[-1].faults:
            print(fault, flush=True)
    screens = set().union(*(sweep.screens for sweep in sweeps))
    print(f"{len(screens)} screens, {len(sweeps)} ways")
    for line in table(sweeps):
        print(line)


if __name__ == "__main__":
    main()
