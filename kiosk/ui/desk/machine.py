"""What the officer's page shows of this machine, and what it may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from kiosk.errors import Trouble
from kiosk.ui.sight import Sight
from sync.exchange.tried import Probe
from sync.exchange.troubles import Seen

STATES: Final = ("not_enrolled", "all_sent", "waiting", "sending")
"""As sync.exchange.worker.State."""
KEY_SOURCES: Final = ("credential", "keyring", "file")
"""As kiosk.store.key.Source."""
SPEAKERS: Final = ("recordings", "neural", "pyttsx3", "silence")
"""As kiosk.voice.port.Speaker."""


class CardReaderState(StrEnum):
    """How the ID-card reader is."""

    OFF = "off"
    """Nobody wants one."""
    NO_DRIVER = "no_driver"
    """Nothing here can speak to one."""
    LOOKING = "looking"
    """None has been found yet; perhaps there is none."""
    THERE = "there"
    GONE = "gone"
    """There was one, or should be one."""
    BROKEN = "broken"
    """It says of itself that it does not work."""


CHECKS: Final = ("unchecked", "checking", "sound", "damaged")
ENROLLED: Final = "enrolled"


@dataclass(frozen=True, slots=True)
class KindCount:
    """Entries of one kind ("checked_in.1") that this machine wrote. received: with the county's
    receipt. oldest_ms: when the oldest one that waits was written; 0 = none, or not known."""

    kind: str
    written: int
    received: int
    waiting: int
    oldest_ms: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """A snapshot. Codes are keys of the strings, `desk.machine.<field>_<code>`."""

    state: str = "not_enrolled"
    """One of STATES."""
    waiting: int = 0
    """Entries without the county's receipt, those put aside among them."""
    last_contact_ms: int = 0
    """The county's time at its last signed answer; 0 = never."""
    in_the_way: tuple[str, ...] = ("not_enrolled",)
    """Codes as of sync.exchange.status.Status.trouble, and "put_aside", "sending_again"."""
    rounds: int = 0
    """How many rounds with the county have ended; another number than before: one has."""
    kinds: tuple[KindCount, ...] = ()
    from_others: int = 0
    """Entries that the village's other machines and the county wrote."""
    troubles: tuple[Seen, ...] = ()
    """What stood in the way lately, the last one first."""
    county: str = ""
    village: str = ""
    device: str = ""
    entries: int = 0
    """In this machine's own journal."""
    unreadable: int = 0
    """Entries of a later program, kept and not folded yet."""
    key_source: str = ""
    """One of KEY_SOURCES."""
    voice: str = "silence"
    """One of SPEAKERS."""
    card_reader: CardReaderState = CardReaderState.OFF
    is_clock_doubtful: bool = False
    clock_ahead_ms: int = 0
    """How far the machine's clock is ahead of the county's; the program reckons with it."""
    check: str = "unchecked"
    """One of CHECKS: what the last check of the database found."""
    free_bytes: int = -1
    """Of the disk that holds the data; -1 = not known."""
    sight: Sight = Sight()
    """How every person finds the kiosk."""
    language: str = ""
    """The same, a key of `languages`; "" = none was chosen."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """Each with its own name."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of a stick: a key of the strings and its numbers. is_good: nothing more to do."""

    key: str
    counts: Mapping[str, int]
    is_good: bool = True


Carry = Callable[[Path, Callable[[Carried | Trouble], None]], None]
"""A stick's folder, then: told once the stick may be pulled out, or what stood in the way."""


@dataclass(frozen=True, slots=True)
class Actions:
    """None of them may block; those with a `then` call it on the window's thread."""

    sync_now: Callable[[], None]
    enrol: Callable[[str, str, Callable[[str], None]], None]
    """County's address, one-time code, then: told ENROLLED, "code_wrong", "code_expired",
    "too_many_tries", "refused" or a code of sync.exchange.line.Why."""
    check: Callable[[Callable[[str], None]], None]
    """Checks the database, then: told one of CHECKS."""
    test_line: Callable[[Callable[[Probe | Trouble], None]], None]
    """Asks the county, over a line of its own, whether all is well; nothing is sent by it."""
    leave_program: Callable[[], None]
    keep_sight: Callable[[Sight], None]
    """Everybody finds the kiosk so from now on."""
    keep_language: Callable[[str], None]
    """The same; the desk is opened anew in it."""
    sticks: Callable[[], Sequence[Path]]
    """The folders of the sticks that are plugged in."""
    carry_out: Carry
    carry_in: Carry
