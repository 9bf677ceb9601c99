"""A person's sign: chosen, asked, locked after five wrong tries, reset by a cadre.

Sealed by argon2 in Personal.sign, which nobody is ever shown. Whoever chooses one must have proved
who she is: by a card, by the sign that she has, or by a cadre's word at the desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from kiosk.services.tries import (
    MOST_TRIES,
    Counts,
    Locked,
    Tries,
    keep_counts,
    locked,
    one_more,
    read_counts,
)
from sync.standard.clock import MINUTE_MS
from sync.standard.origin import SELF
from sync.standard.residents import Resident, ResidentCorrected
from sync.standard.signs import is_sign, spelled

TRIES_SETTING: Final = "sign_tries"
PERMITS_SETTING: Final = "sign_permits"
PERMIT_MS: Final = 15 * MINUTE_MS
"""From the cadre's word at the desk until she has chosen at the screen."""
HINT_AFTER: Final = 3
LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class NoSign:
    """She has none: nothing can be asked."""


@dataclass(frozen=True, slots=True)
class SignAsked:
    pass


@dataclass(frozen=True, slots=True)
class SignRight:
    pass


@dataclass(frozen=True, slots=True)
class SignWrong:
    tries_left: int
    needs_hint: bool
    """She has tried often enough to be told that somebody helps."""


@dataclass(frozen=True, slots=True)
class SignChosen:
    resident: Resident


@dataclass(frozen=True, slots=True)
class NotASign:
    """Not two different ones of the twenty-four."""


@dataclass(frozen=True, slots=True)
class SignReset:
    """She may choose a new one now, at this kiosk. had_one: an entry says that it is gone."""

    resident: Resident
    had_one: bool


@dataclass(frozen=True, slots=True)
class SignNeedsReason:
    pass


def ask_sign(ports: Ports, person: str) -> SignAsked | NoSign | Locked | NotRegistered:
    """Whether it can be asked now."""
    resident = _active(ports, person)
    if resident is None:
        return NotRegistered()
    if not resident.personal.sign:
        return NoSign()
    return locked(_tries(ports, person), ports.clock.now_ms()) or SignAsked()


def check_sign(
    ports: Ports, person: str, pictures: Iterable[str]
) -> SignRight | SignWrong | NoSign | Locked | NotRegistered:
    """One try. While it is locked not even the right one counts."""
    asked = ask_sign(ports, person)
    if not isinstance(asked, SignAsked):
        return asked
    resident = ports.residents.by_id(person)
    assert resident is not None, "it was asked"
    if ports.pins.matches(resident.personal.sign, spelled(pictures)):
        _note(ports, person, Tries())
        return SignRight()
    tries = one_more(_tries(ports, person), ports.clock.now_ms())
    _note(ports, person, tries)
    if tries.wrong >= MOST_TRIES:
        lock = locked(tries, tries.last_ms)
        assert lock is not None, "it was locked just now"
        return Locked(lock.minutes, is_new=True)
    return SignWrong(MOST_TRIES - tries.wrong, tries.wrong >= HINT_AFTER)


def seal_sign(ports: Ports, pictures: Iterable[str]) -> str:
    """For Personal.sign; "" for none. Raises ValueError for what is no sign."""
    chosen = frozenset(pictures)
    if not chosen:
        return ""
    if not is_sign(chosen):
        raise ValueError("not a sign")
    return ports.pins.seal(spelled(chosen))


def choose_sign(
    ports: Ports, person: str, pictures: Iterable[str], by: str = SELF
) -> SignChosen | NotASign | NotRegistered:
    """Only after proof (may_choose_sign, a card, or her sign before)."""
    chosen = frozenset(pictures)
    resident = _active(ports, person)
    if resident is None:
        return NotRegistered()
    if not is_sign(chosen):
        return NotASign()
    after = _write(ports, resident, seal_sign(ports, chosen), "", by)
    _note(ports, person, Tries())
    _permit(ports, person, 0)
    return SignChosen(after)


def reset_sign(
    ports: Ports, person: str, reason: str, by: str
) -> SignReset | SignNeedsReason | NotRegistered:
    """by: the cadre, who knows who stands there. The lock is gone, and for PERMIT_MS she may choose
    a new one at this kiosk. Also for who never had one."""
    resident = _active(ports, person)
    if resident is None:
        return NotRegistered()
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        return SignNeedsReason()
    had_one = bool(resident.personal.sign)
    after = _write(ports, resident, "", why, by) if had_one else resident
    _note(ports, person, Tries())
    _permit(ports, person, ports.clock.now_ms())
    return SignReset(after, had_one)


def may_choose_sign(ports: Ports, person: str) -> bool:
    """A cadre has just let her."""
    since_ms = _permits(ports).get(ports.merges.groups().main(person), 0)
    return since_ms > 0 and 0 <= ports.clock.now_ms() - since_ms < PERMIT_MS


def _write(ports: Ports, resident: Resident, sealed: str, why: str, by: str) -> Resident:
    """The correction keeps neither the old nor the new one readable."""
    bases = {"sign": resident.seen("sign")}
    fact = ResidentCorrected(resident.person, {"sign": sealed}, why, bases)
    ports.journal.append(fact, by=by)
    after = ports.residents.by_id(resident.person)
    assert after is not None, "folded in the same transaction"
    return after


def _active(ports: Ports, person: str) -> Resident | None:
    resident = ports.residents.by_id(person)
    return resident if resident and resident.is_active else None


def _tries(ports: Ports, person: str) -> Tries:
    return read_counts(ports, TRIES_SETTING).get(ports.merges.groups().main(person), Tries())


def _note(ports: Ports, person: str, tries: Tries) -> None:
    main = ports.merges.groups().main(person)

    def change(counts: Counts) -> None:
        counts.pop(main, None)
        if tries.wrong:
            counts[main] = tries

    keep_counts(ports, TRIES_SETTING, change)


def _permits(ports: Ports) -> dict[str, int]:
    stored = ports.settings.get_setting(PERMITS_SETTING)
    return msgspec.json.decode(stored, type=dict[str, int]) if stored else {}


def _permit(ports: Ports, person: str, since_ms: int) -> None:
    """since_ms: 0 takes it back."""
    now_ms, permits = ports.clock.now_ms(), _permits(ports)
    permits[ports.merges.groups().main(person)] = since_ms
    kept = {who: ms for who, ms in permits.items() if ms and 0 <= now_ms - ms < PERMIT_MS}
    ports.settings.set_setting(PERMITS_SETTING, msgspec.json.encode(kept).decode())
