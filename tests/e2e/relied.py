"""What people and the kiosk were told, and whether in the end it is so."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from kiosk.devices.machine import wall_ms
from kiosk.store.journal import Journal
from sync.county.serve import county_key
from sync.exchange.keys import enrolment
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import Visit
from tests.county.running import County

_ALL = 1 << 30


@dataclass
class Relied:
    """From what tests.e2e.lives and tests.e2e.recorded say."""

    visits: dict[str, bool] = field(default_factory=dict)
    """Whether it is open."""
    acknowledged: int = 0
    carried: int = 0
    is_answered: bool = False
    is_enrolled: bool = False
    is_restoring: bool = False

    def hear(self, line: str) -> None:
        match line.split():
            case ["in", visit]:
                self.visits[visit] = True
            case ["out", visit]:
                self.visits[visit] = False
            case ["round", _, acknowledged] | ["taken", acknowledged]:
                self.acknowledged = int(acknowledged)
            case ["carried", seq]:
                self.carried = int(seq)
            case ["restoring"]:
                self.acknowledged, self.is_restoring = 0, True
            case ["answered"]:
                self.is_answered = True
            case ["enrolled"]:
                self.is_enrolled = True


def all_comes(county: County, journal: Journal, line: Line, relied: Relied) -> None:
    """One round, and the county has everything that anybody relied on, once."""
    home = enrolment(journal)
    assert home is not None
    assert home.county_key == county_key(county.folder).verify_key.encode()
    assert journal.acknowledged() >= relied.acknowledged
    assert len(county.entries()) >= journal.acknowledged(), "the county's receipt was a lie"
    assert isinstance(Exchange(journal, line, wall_ms).round(), Synced), "neither fork nor gap"
    assert journal.waiting() == 0
    own = dict(journal.lines_after(0, _ALL, _ALL))
    assert {ref.seq: text for ref, text in county.entries().items()} == own
    assert county.numbers() == list(range(1, len(own) + 1)), "each once"
    kept = county.view("visits")
    for visit, is_open in relied.visits.items():
        row = msgspec.json.decode(kept[visit], type=Visit)
        assert is_open or not row.is_open
    assert len(kept) == sum(b"checked_in." in text for text in own.values())
