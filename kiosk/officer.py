"""The information officer's eyes and hands: what the desk shows of this machine, and asks of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.config import languages
from kiosk.county import ThroughStore, keep_url
from kiosk.devices.machine import wall_ms
from kiosk.devices.sticks import sticks_in
from kiosk.errors import ProgramFault, Trouble
from kiosk.store.tally import Tally
from kiosk.ui.desk.machine import (
    ENROLLED,
    Actions,
    CardReaderState,
    Carried,
    KindCount,
    Machine,
)
from kiosk.ui.jobs import Lane, Lanes
from kiosk.ui.sight import Sight
from kiosk.village import Village, keep_language, keep_sight, read_language, read_sight
from sync.exchange.keys import enrolment, send_after
from sync.exchange.ports import Ledger
from sync.exchange.status import State, Status, status_of
from sync.exchange.tried import Probe
from sync.exchange.troubles import troubles_seen

CHECK_LIMIT_S = 600.0
ENROL_LIMIT_S = 60.0
TEST_LIMIT_S = 300.0
"""A name that cannot be looked up and seven questions, each at its limit."""
CARRY_LIMIT_S = 600.0
"""A worn stick writes 16 MB in minutes."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What only the kiosk as a whole can do."""

    status: Callable[[], Status | None]
    """Asked on the store's thread; None without a county."""
    county_url: Callable[[], str]
    """Asked on the store's thread; "" without a county."""
    speaker: Callable[[], str]
    card_reader: Callable[[], CardReaderState]
    sync_now: Callable[[], None]
    county_changed: Callable[[], None]
    county_paused: Callable[[], None]
    """No round of the network runs until county_changed. On any thread but the window's."""
    leave_program: Callable[[], None]
    sight_changed: Callable[[Sight], None]
    """On the window's thread."""
    language_changed: Callable[[str], None]
    """The same."""


class Officer:
    """Keeps the last look at the machine, and does what the officer asks."""

    def __init__(self, village: Village, lanes: Lanes, doings: Doings) -> None:
        self._village, self._lanes, self._doings = village, lanes, doings
        self._tally = Tally(village.store.database)
        self._seen = Machine()
        self._check = "unchecked"

    def machine(self) -> Machine:
        """What was seen last; looks again, for the next time."""
        self._lanes.run(Lane.STORE, self._look, self._keep)
        doings, seen = self._doings, replace(self._seen, check=self._check)
        return replace(seen, voice=doings.speaker(), card_reader=doings.card_reader())

    def look_then(self, then: Callable[[], None]) -> None:
        """Looks at the machine before its page is opened."""

        def came(seen: Any) -> None:
            self._keep(seen)
            then()

        self._lanes.run(Lane.STORE, self._look, came)

    def actions(self) -> Actions:
        return Actions(
            sync_now=self._doings.sync_now,
            enrol=self._enrol,
            check=self.check,
            leave_program=self._doings.leave_program,
            keep_sight=self._keep_sight,
            keep_language=self._keep_language,
            sticks=sticks_in,
            test_line=self._test_line,
            carry_out=partial(self._carry, _carry_out),
            carry_in=partial(self._carry, _carry_in),
        )

    def check(self, then: Callable[[str], None]) -> None:
        """Reads the whole database on a connection of its own, beside the work."""

        def came(found: Any) -> None:
            self._check = "sound" if found == [] else "damaged"
            then(self._check)

        self._check = "checking"
        database = self._village.store.database
        self._lanes.run(Lane.NETWORK, database.check, came, limit_s=CHECK_LIMIT_S)

    def _look(self) -> Machine:
        journal = self._village.store.journal
        status = self._doings.status() or status_of(journal)
        home = enrolment(journal)
        tallied = self._tally.count(journal.head(), send_after(journal))
        kinds = (KindCount(k.kind, k.written, k.received, k.waiting, k.oldest_ms)
                 for k in tallied.kinds)  # fmt: skip
        return Machine(
            state=status.state.value,
            waiting=sum(kind.waiting for kind in tallied.kinds),
            last_contact_ms=status.last_contact_ms,
            in_the_way=_in_the_way(status, has_address=bool(self._doings.county_url())),
            rounds=status.rounds,
            kinds=tuple(kinds),
            from_others=tallied.others,
            troubles=troubles_seen(journal),
            county=home.county_name if home else "",
            village=home.village_name if home else self._village.setting.name,
            device=journal.head().device,
            entries=journal.entry_count(),
            unreadable=len(journal.unreadable()),
            key_source=self._village.key_source,
            is_clock_doubtful=journal.clock_is_doubtful(),
            clock_ahead_ms=-journal.ahead_ms(),
            sight=read_sight(self._village.store),
            language=read_language(self._village.store),
            languages=languages(),
            free_bytes=shutil.disk_usage(self._village.store.database.folder).free,
        )

    def _keep(self, seen: Any) -> None:
        if isinstance(seen, Machine):
            self._seen = seen

    def _keep_sight(self, sight: Sight) -> None:
        job = partial(keep_sight, self._village.store, sight)
        self._lanes.run(Lane.STORE, job, lambda _: self._doings.sight_changed(sight))

    def _keep_language(self, language: str) -> None:
        job = partial(keep_language, self._village.store, language)
        self._lanes.run(Lane.STORE, job, lambda _: self._doings.language_changed(language))

    def _carry(
        self,
        carry: Callable[[Ledger, Path], Carried],
        stick: Path,
        then: Callable[[Carried | Trouble], None],
    ) -> None:
        journal = self._village.store.journal
        through = ThroughStore(journal, self._lanes.wait_on_store).ledger()

        def job() -> Carried:
            self._doings.county_paused()
            return carry(through, stick)

        def came(outcome: Any) -> None:
            self._doings.county_changed()
            is_known = isinstance(outcome, Carried | Trouble)
            then(outcome if is_known else ProgramFault(type(outcome).__name__))

        self._lanes.run(Lane.NETWORK, job, came, limit_s=CARRY_LIMIT_S)

    def _test_line(self, then: Callable[[Probe | Trouble], None]) -> None:
        through = ThroughStore(self._village.store.journal, self._lanes.wait_on_store).ledger()

        def job() -> Probe:
            from sync.exchange.line import Line
            from sync.exchange.probe import CONNECT_S, probe

            line = Line(self._lanes.wait_on_store(self._doings.county_url), CONNECT_S)
            try:
                return probe(through, line, wall_ms)
            finally:
                line.close()

        def came(outcome: Any) -> None:
            is_known = isinstance(outcome, Probe | Trouble)
            then(outcome if is_known else ProgramFault(type(outcome).__name__))

        self._lanes.run(Lane.NETWORK, job, came, limit_s=TEST_LIMIT_S)

    def _enrol(self, url: str, code: str, then: Callable[[str], None]) -> None:
        journal = self._village.store.journal
        through = ThroughStore(journal, self._lanes.wait_on_store).ledger()

        def job() -> str:
            from sync.exchange.enrol import Enrolled, enrol
            from sync.exchange.line import Line

            outcome = enrol(through, Line(url), code, wall_ms)
            if isinstance(outcome, Enrolled):
                keep_url(through, url)
            return _code_of(outcome)

        def came(outcome: Any) -> None:
            if outcome == ENROLLED:
                self._doings.county_changed()
            then(outcome if isinstance(outcome, str) else "refused")

        self._lanes.run(Lane.NETWORK, job, came, limit_s=ENROL_LIMIT_S)


def _in_the_way(status: Status, *, has_address: bool) -> tuple[str, ...]:
    """What stands in the way of a green light, the last round's trouble first."""
    is_homeless = status.state is not State.NOT_ENROLLED and not has_address
    lasting = (
        ("no_address", is_homeless),
        ("put_aside", status.put_aside),
        ("sending_again", status.is_sending_again),
    )
    codes = (status.trouble, *(code for code, holds in lasting if holds))
    return tuple(code for code in codes if code)


def _carry_out(ledger: Ledger, stick: Path) -> Carried:
    # Loads the network library, which the start of the kiosk need not wait for.
    from kiosk.stick import take_out_to

    return take_out_to(ledger, stick)


def _carry_in(ledger: Ledger, stick: Path) -> Carried:
    from kiosk.stick import take_in_from

    return take_in_from(ledger, stick)


def _code_of(outcome: object) -> str:
    from sync.exchange.enrol import CodeExpired, CodeWrong, Enrolled, TooManyTries
    from sync.exchange.outcomes import NoContact

    match outcome:
        case Enrolled():
            return ENROLLED
        case CodeWrong():
            return "code_wrong"
        case CodeExpired():
            return "code_expired"
        case TooManyTries():
            return "too_many_tries"
        case NoContact(why):
            return why.value
        case _:
            return "refused"
