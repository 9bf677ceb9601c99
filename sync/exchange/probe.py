"""Testing the line: step after step as far as it holds, each said in words by whoever shows it.

It asks for hellos only, over a line of its own: nothing is sent, taken in or settled by it, and
the worker may go on meanwhile. A signed answer is contact like any other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import msgspec
from nacl.signing import SigningKey

from sync.exchange.courier import Courier, Signed
from sync.exchange.greet import greeting_of
from sync.exchange.keys import Enrolment, device_key, enrolment
from sync.exchange.line import Line
from sync.exchange.outcomes import NoContact
from sync.exchange.plan import FIRST_LINES
from sync.exchange.ports import Ledger
from sync.exchange.reach import Reach, reach
from sync.exchange.tried import MANY, Probe, Step, Tried, Verdict
from sync.standard import wire
from sync.standard.clock import TOLERANCE_MS
from sync.standard.wire import Greeted, Refusal

BYTES_AN_ENTRY: Final = 30
"""What the exchange may cost (docs/bench.md); check-ins alone cost a third of it."""
PADDING_BYTES: Final = 3000
"""A hello may have 4 KB. The longer it takes than a short one, the slower the line."""
ROUNDS: Final = 3
"""Of each length; the quickest counts, so that one stumble says nothing of the line."""
CONNECT_S: Final = 10.0


def probe(ledger: Ledger, line: Line, now_ms: Callable[[], int]) -> Probe:
    """line: not the worker's. now_ms: the machine's clock. Never raises for what a line or a
    county does; what the ledger raises goes through."""
    tried = _tried_address(line)
    if any(one.verdict is not Verdict.GOOD for one in tried):
        return Probe(_with_rest(tried))
    home = enrolment(ledger)
    if home is None:
        # Without the county's key nobody can tell whether it is the county.
        untried = Tried(Step.COUNTY, Verdict.UNTRIED, "not_enrolled")
        return Probe(_with_rest((*tried, untried, _bad(Step.ENROLMENT, "not_enrolled"))))
    return _Asking(ledger, line, now_ms, home, device_key(ledger)).probe(tried)


def _tried_address(line: Line) -> tuple[Tried, ...]:
    found = reach(line.url, CONNECT_S)
    if found is Reach.NO_NETWORK:
        return (_bad(Step.NETWORK, found),)
    network = Tried(Step.NETWORK, Verdict.GOOD)
    if found is not Reach.LISTENS:
        return (network, _bad(Step.ADDRESS, found))
    return (network, Tried(Step.ADDRESS, Verdict.GOOD))


def _bad(step: Step, why: str) -> Tried:
    return Tried(step, Verdict.BAD, why)


def _with_rest(tried: tuple[Tried, ...]) -> tuple[Tried, ...]:
    """The steps that could not be tried, after those that could."""
    had = {one.step for one in tried}
    return (*tried, *(Tried(step, Verdict.UNTRIED) for step in Step if step not in had))


class _Asking:
    """Hellos to the county, timed."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        now_ms: Callable[[], int],
        home: Enrolment,
        key: SigningKey,
    ) -> None:
        self._ledger, self._now_ms, self._home = ledger, now_ms, home
        self._courier = Courier(line, ledger.head().device, key, now_ms)
        self._hello = msgspec.json.encode(greeting_of(ledger))
        self._off_ms: int | None = None
        self._took_s = 0.0

    def probe(self, tried: tuple[Tried, ...]) -> Probe:
        answer = self._ask()
        if isinstance(answer, NoContact):
            return Probe(_with_rest((*tried, _bad(Step.COUNTY, answer.why))))
        if isinstance(answer, Refusal):
            return self._refused(tried, answer.why)
        good = (Tried(step, Verdict.GOOD) for step in (Step.COUNTY, Step.ENROLMENT))
        return self._timed(Probe(_with_rest((*tried, *good, self._clock())), self._off_ms))

    def _refused(self, tried: tuple[Tried, ...], why: str) -> Probe:
        """A signed no: it is the county, and its time stands in the answer."""
        if why in (wire.WHY_UNKNOWN, wire.WHY_REVOKED, wire.WHY_SIGNATURE):
            said = (Tried(Step.COUNTY, Verdict.GOOD), _bad(Step.ENROLMENT, why))
        else:
            said = (_bad(Step.COUNTY, f"refused.{why}"), Tried(Step.ENROLMENT, Verdict.UNTRIED))
        return Probe(_with_rest((*tried, *said, self._clock())), self._off_ms)

    def _clock(self) -> Tried:
        """The exchange mends a wrong clock for itself; hours of service are what it spoils."""
        if self._off_ms is None:
            return Tried(Step.CLOCK, Verdict.UNTRIED)
        is_good = abs(self._off_ms) <= TOLERANCE_MS
        return Tried(Step.CLOCK, Verdict.GOOD) if is_good else _bad(Step.CLOCK, "clock")

    def _timed(self, found: Probe) -> Probe:
        """The connection stands and a wrong clock is known: from now on an answer is one trip."""
        short_s, long_s = self._quickest(0), self._quickest(PADDING_BYTES)
        if short_s is None or long_s is None:
            speed = _bad(Step.SPEED, "cut")
            return replace(found, tried=(*found.tried[:-1], speed))
        byte_s = max(0.0, long_s - short_s) / PADDING_BYTES
        thousand_s = MANY / FIRST_LINES * short_s + MANY * BYTES_AN_ENTRY * byte_s
        tried = (*found.tried[:-1], Tried(Step.SPEED, Verdict.GOOD))
        return Probe(tried, found.clock_off_ms, short_s * 1000, thousand_s)

    def _quickest(self, padding: int) -> float | None:
        """Seconds. None when an answer did not come."""
        took_s: list[float] = []
        for _ in range(ROUNDS):
            if not isinstance(self._ask(padding), Signed):
                return None
            took_s.append(self._took_s)
        return min(took_s)

    def _ask(self, padding: int = 0) -> Signed | Refusal | NoContact:
        """padding: blanks after the hello, which say nothing."""
        began_ms, began_s = self._now_ms(), time.monotonic()
        answer = self._courier.ask(self._home, "POST", "/hello", self._hello + b" " * padding)
        self._took_s = time.monotonic() - began_s
        if isinstance(answer, Refusal):
            self._note(answer.now, began_ms)
        elif isinstance(answer, Signed):
            try:
                self._note(msgspec.json.decode(answer.body, type=Greeted).now, began_ms)
            except msgspec.MsgspecError:
                return Refusal(wire.WHY_FORM, began_ms)
        return answer

    def _note(self, county_ms: int, began_ms: int) -> None:
        """The county looked at its clock somewhere between the question and its answer."""
        self._ledger.note_contact(county_ms)
        self._off_ms = began_ms + round(self._took_s * 500) - county_ms
