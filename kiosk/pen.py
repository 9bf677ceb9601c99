"""Reads what a finger writes, on a lane of its own: engine, ranking and the village's names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from kiosk.config import ASSETS
from kiosk.devices.handwriting import WorkerHandwriting, engines
from kiosk.errors import Trouble
from kiosk.services.handwriting import Stroke
from kiosk.services.read_character import Likely, read_character
from kiosk.ui.jobs import Lane, Lanes
from kiosk.ui.pen import Read

log = logging.getLogger(__name__)

NextCharacters = Callable[[str], Collection[str]]
"""How the names known here go on after this beginning; on the store's thread."""

_NAMES_LIMIT_S: Final = 0.25
"""The store may be busy with a round; then it goes without the village's names."""
_WAKES: Final[Stroke] = ((0.3, 0.5), (0.5, 0.5), (0.7, 0.5))


class LanePen:
    """kiosk.ui.pen.Pen. Close it before the store's lane ends."""

    def __init__(
        self,
        handwriting: WorkerHandwriting,
        lanes: Lanes,
        next_characters: NextCharacters,
        folder: Path,
    ) -> None:
        """folder: assets/pinyin, with surnames.txt and name_characters.txt."""
        self._handwriting, self._lanes = handwriting, lanes
        self._next_characters = next_characters
        self._folder = folder
        self._turn = 0
        """Of the question asked last; no other is worth an answer any more."""

    def close(self) -> None:
        """Ends its lane and its process."""
        self._lanes.end(Lane.HAND)
        self._handwriting.close()

    @property
    def is_there(self) -> bool:
        return self._handwriting.is_there

    def wake(self) -> None:
        wakes = partial(self._handwriting.candidates, [_WAKES])
        self._lanes.run(Lane.HAND, wakes, _nothing)

    def read(self, strokes: Sequence[Stroke], so_far: str, came: Read) -> None:
        self._turn += 1
        turn = self._turn

        def read() -> Sequence[str] | None:
            if turn != self._turn:
                return None
            return read_character(self._handwriting, strokes, self._likely(so_far))

        def then(found: Any) -> None:
            if isinstance(found, BaseException):
                log.error("handwriting failed", exc_info=found)
            if turn == self._turn:
                came(found if isinstance(found, tuple) else ())

        self._lanes.run(Lane.HAND, read, then)

    def _likely(self, so_far: str) -> Likely:
        """On the lane's thread."""
        known: Collection[str] = ()
        asked = self._lanes.begin_on_store(partial(self._next_characters, so_far))
        try:
            known = asked.result(_NAMES_LIMIT_S)
        except (TimeoutError, Trouble):
            asked.cancel()
        usual = "name_characters" if so_far else "surnames"
        return Likely(known, frozenset((self._folder / f"{usual}.txt").read_text("utf-8").strip()))


def make_pen(lanes: Lanes, next_characters: NextCharacters) -> LanePen:
    """With whatever is on this machine."""
    return LanePen(WorkerHandwriting(engines()), lanes, next_characters, ASSETS / "pinyin")


def _nothing(_outcome: Any) -> None:
    pass
