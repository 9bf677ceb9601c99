"""Who is asking, and the county's signature on every answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from nacl.signing import SigningKey

from sync.county.devices import Device, find_device
from sync.county.store import Store
from sync.sealing import is_signed, sign
from sync.standard import wire
from sync.standard.wire import Refusal, answer_text, request_text

STATUS: Final = {
    wire.WHY_CLOCK: 401,
    wire.WHY_SIGNATURE: 401,
    wire.WHY_UNKNOWN: 403,
    wire.WHY_REVOKED: 403,
    wire.WHY_CODE_WRONG: 403,
    wire.WHY_CODE_EXPIRED: 403,
    wire.WHY_TOO_MANY: 429,
    wire.WHY_GAP: 409,
    wire.WHY_REWOUND: 409,
    wire.WHY_FORK: 422,
    wire.WHY_CHAIN: 422,
    wire.WHY_EPOCH: 422,
    wire.WHY_FORM: 422,
    wire.WHY_VERSION: 426,
    wire.WHY_TOO_LARGE: 413,
    wire.WHY_UNKNOWN_FILE: 404,
    wire.WHY_OFFSET: 409,
    wire.WHY_HASH: 422,
    wire.WHY_BUSY: 503,
}
_SIGN_LINE: Final = re.compile(r"(\S{1,20}) (\S{1,40}) (-?\d{1,16}) (\S{86})")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came. path: with its query; sign: the X-Sign header."""

    method: str
    path: str
    sign: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    sign: str


class Gate:
    """key: the county's own. now_ms: its clock."""

    def __init__(self, store: Store, key: SigningKey, now_ms: Callable[[], int]) -> None:
        self.store = store
        self.now_ms = now_ms
        self.key = key

    def sender(self, asked: Asked) -> Device | Refusal:
        """The enrolled device that signed this, just now."""
        found = _SIGN_LINE.fullmatch(asked.sign)
        if found is None:
            return Refusal(wire.WHY_SIGNATURE, self.now_ms())
        village, name, at_ms, _ = found.groups()
        device = self.store.read(lambda connection: find_device(connection, village, name))
        if device is None:
            return Refusal(wire.WHY_UNKNOWN, self.now_ms())
        refusal = self.proven(asked, device.public_key)
        if refusal is not None:
            return refusal
        if device.is_revoked:
            return Refusal(wire.WHY_REVOKED, self.now_ms())
        if abs(int(at_ms) - self.now_ms()) > wire.CLOCK_WINDOW_MS:
            return Refusal(wire.WHY_CLOCK, self.now_ms())
        return device

    def proven(self, asked: Asked, public_key: bytes) -> Refusal | None:
        """None when the holder of this key signed exactly this request."""
        found = _SIGN_LINE.fullmatch(asked.sign)
        if found is None:
            return Refusal(wire.WHY_SIGNATURE, self.now_ms())
        village, name, at_ms, signature = found.groups()
        text = request_text(asked.method, asked.path, village, name, int(at_ms), asked.body)
        if not is_signed(public_key, text, signature):
            return Refusal(wire.WHY_SIGNATURE, self.now_ms())
        return None

    def answer(self, asked: Asked, said: msgspec.Struct | bytes) -> Answer:
        """Signed, and bound to the request."""
        status = STATUS[said.why] if isinstance(said, Refusal) else 200
        body = said if isinstance(said, bytes) else msgspec.json.encode(said)
        signature = asked.sign.rsplit(" ", 1)[-1]
        return Answer(status, body, sign(self.key, answer_text(status, signature, body)))
