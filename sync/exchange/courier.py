"""Asks the county and believes only what the county signed.

A captive portal answers every question with 200 and a page of its own; it cannot sign, so it is
no contact. An answer is bound to its request, so an old one cannot be played back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from nacl.signing import SigningKey

from sync.exchange.keys import Enrolment
from sync.exchange.line import Line, NoAnswer, Why
from sync.exchange.outcomes import NoContact
from sync.sealing import is_signed, sign
from sync.standard.wire import (
    NOBODY,
    WHY_CLOCK,
    EnrolAnswer,
    Refusal,
    answer_text,
    request_text,
)


@dataclass(frozen=True, slots=True)
class Signed:
    """The county's own answer with a 200."""

    body: bytes


class Courier:
    """now_ms: the machine's clock; where it is wrong, the county's answers set it right."""

    def __init__(
        self,
        line: Line,
        device: str,
        key: SigningKey,
        now_ms: Callable[[], int],
        ahead_ms: int = 0,
    ) -> None:
        """ahead_ms: how far the county's time is ahead, as last heard."""
        self._line = line
        self._device = device
        self._key = key
        self._now_ms = now_ms
        self._ahead_ms = ahead_ms

    def ask(
        self, home: Enrolment, method: str, path: str, body: bytes = b""
    ) -> Signed | Refusal | NoContact:
        """A wrong clock costs one more request, once."""
        answer = self._ask_once(home, method, path, body)
        if isinstance(answer, Refusal) and answer.why == WHY_CLOCK:
            self._ahead_ms = answer.now - self._now_ms()
            answer = self._ask_once(home, method, path, body)
        return answer

    def _ask_once(
        self, home: Enrolment, method: str, path: str, body: bytes
    ) -> Signed | Refusal | NoContact:
        sign_line, signature = self._signed(home.village, method, path, body)
        answer = self._line.ask(method, path, body, sign_line)
        if isinstance(answer, NoAnswer):
            return NoContact(answer.why)
        text = answer_text(answer.status, signature, answer.body)
        if not is_signed(home.county_key, text, answer.signature):
            return NoContact(Why.NOT_COUNTY)
        return _read(answer.status, answer.body)

    def introduce(self, path: str, body: bytes) -> EnrolAnswer | Refusal | NoContact:
        """The one request whose answer brings the key that it is signed with."""
        sign_line, signature = self._signed(NOBODY, "POST", path, body)
        answer = self._line.ask("POST", path, body, sign_line)
        if isinstance(answer, NoAnswer):
            return NoContact(answer.why)
        try:
            if answer.status != 200:
                # Unproven, as no key is known yet; it can only make the officer try again.
                return msgspec.json.decode(answer.body, type=Refusal)
            enrolled = msgspec.json.decode(answer.body, type=EnrolAnswer)
        except msgspec.MsgspecError:
            return NoContact(Why.NOT_COUNTY)
        text = answer_text(200, signature, answer.body)
        if not is_signed(enrolled.key, text, answer.signature):
            return NoContact(Why.NOT_COUNTY)
        return enrolled

    def _signed(self, village: str, method: str, path: str, body: bytes) -> tuple[str, str]:
        at_ms = self._now_ms() + self._ahead_ms
        text = request_text(method, path, village, self._device, at_ms, body)
        signature = sign(self._key, text)
        return f"{village} {self._device} {at_ms} {signature}", signature


def _read(status: int, body: bytes) -> Signed | Refusal | NoContact:
    if status == 200:
        return Signed(body)
    try:
        return msgspec.json.decode(body, type=Refusal)
    except msgspec.MsgspecError:
        return NoContact(Why.NOT_COUNTY)
