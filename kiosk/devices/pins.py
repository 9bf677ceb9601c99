"""PINs sealed by Argon2id (argon2-cffi, RFC 9106)."""

from __future__ import annotations

import argon2


class ArgonPins:
    """Cheaper than the default: a PIN's real guard is the lock after five tries, and a village
    machine must answer within a breath."""

    def __init__(self) -> None:
        self._hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

    def seal(self, pin: str) -> str:
        return self._hasher.hash(pin)

    def matches(self, sealed: str, pin: str) -> bool:
        try:
            return self._hasher.verify(sealed, pin)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
