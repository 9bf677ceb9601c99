"""What is put on paper, as data, and where it can go: a printer, a stick, the cadre's hands.

The same data is painted for a printer, for a file and for the screen (kiosk.ui.printing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import msgspec

from kiosk.values import Value
from sync.standard.certificates import Statement, Warrant

PRINTER: Final = "printer"
STICK: Final = "stick"
FOLDER: Final = "folder"


class Office(msgspec.Struct, frozen=True):
    """Who answers for what the village puts on paper. "" = not said yet: the paper has a line to
    write it on."""

    in_charge: str = ""
    contact: str = ""
    """A telephone number."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One visit, or several of a year and a kind. day: YYYY-MM-DD, or the year alone. title: of
    the activity, where it was one. visits: 0 for a single one."""

    day: str
    service: str
    minutes: int
    title: str = ""
    visits: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class CertificatePaper:
    """A certificate of service (order 67, articles 14 to 17). code: the QR code's text. number:
    the volunteer's. made_by: the cadre's name, "" where nobody stood by."""

    statement: Statement
    code: str
    lines: tuple[PaperLine, ...]
    """The newest first."""
    number: str
    card_kind: str
    """"resident", "residence" or "foreign"."""
    village: str
    county: str
    office: Office
    made_by: str = ""

    def __repr__(self) -> str:
        return f"CertificatePaper({self.statement.no})"


@dataclass(frozen=True, slots=True, repr=False)
class StarPaper:
    """For a star: a certificate, a letter for her door, one to her employer. kind: of
    records.LETTERS. name: as it may be printed. day: YYYY-MM-DD."""

    kind: str
    name: str
    stars: int
    minutes: int
    day: str
    village: str
    office: Office

    def __repr__(self) -> str:
        return f"StarPaper({self.kind})"


@dataclass(frozen=True, slots=True)
class StarLine:
    """name: as it may be printed."""

    name: str
    stars: int
    minutes: int


@dataclass(frozen=True, slots=True, repr=False)
class StarsPaper:
    """The stars that are to be announced. day: YYYY-MM-DD."""

    people: tuple[StarLine, ...]
    day: str
    village: str
    office: Office

    def __repr__(self) -> str:
        return f"StarsPaper({len(self.people)})"


@dataclass(frozen=True, slots=True, repr=False)
class PaperSlip:
    """A few lines to take home. Strings, all filled with args: `<id>.title`; for each row its
    label `<id>.<row>` and `<id>.<row>.value`; `<id>.note` where there is one."""

    id: str
    rows: tuple[str, ...]
    args: Mapping[str, Value] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"PaperSlip({self.id})"


Paper = CertificatePaper | StarPaper | StarsPaper | PaperSlip


@dataclass(frozen=True, slots=True)
class Place:
    """Where paper can go. kind: PRINTER, STICK or FOLDER. name: the printer's, or the folder."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Printed:
    """Handed to the printer, which took it."""

    printer: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A file, whole on the stick. file: its name."""

    file: str
    folder: str


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Nothing prints here, no stick is plugged in, or neither would take it."""


Put = Printed | Saved | NoPlace


class Papers(Protocol):
    def places(self) -> Sequence[Place]:
        """Printers first, then sticks."""
        ...

    def put(self, papers: Sequence[Paper], place: Place | None = None) -> Put:
        """All in one document. place: just there; None = wherever it can go, the first that takes
        it."""
        ...


class Certifier(Protocol):
    """This machine's own key, and the county's word that it may certify."""

    def warrant(self) -> Warrant | None:
        """None: the county has not said so yet."""
        ...

    def certify(self, statement: Statement) -> str:
        """Signed: the text of a certificate's QR code. Only with a warrant."""
        ...

    def county_key(self) -> bytes | None:
        """What tells whether a certificate is genuine; None: this machine knows no county."""
        ...


class NoPapers:
    """Where nothing paints: the console."""

    def places(self) -> Sequence[Place]:
        return ()

    def put(self, papers: Sequence[Paper], place: Place | None = None) -> Put:  # noqa: ARG002
        return NoPlace()
