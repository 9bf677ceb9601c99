"""This machine's key and the county's warrant for it, as the exchange keeps them."""

from __future__ import annotations

from typing import Final

from nacl.signing import SigningKey

from sync.certifying import certify, give_warrant, read_warrant
from sync.exchange.keys import device_key, enrolment, warrant
from sync.exchange.ports import Ledger
from sync.standard.certificates import Statement, Warrant

_DEMO_KEY: Final = "demo.county_key"
_DEMO_WARRANT: Final = "demo.warrant"


class DeviceCertifier:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def warrant(self) -> Warrant | None:
        """None also for one that is not the county's, or for another key than the machine's: a
        certificate under it would not verify."""
        given, county = self._given(), self.county_key()
        read = read_warrant(county, given) if given and county else None
        own = device_key(self._ledger).verify_key.encode()
        return read if read is not None and read.key == own else None

    def certify(self, statement: Statement) -> str:
        return certify(device_key(self._ledger), self._given(), statement)

    def county_key(self) -> bytes | None:
        home = enrolment(self._ledger)
        if home is not None:
            return home.county_key
        return bytes.fromhex(self._ledger.get_setting(_DEMO_KEY) or "") or None

    def _given(self) -> bytes:
        """A real county's word counts before the demo's."""
        if enrolment(self._ledger) is not None:
            return warrant(self._ledger) or b""
        return bytes.fromhex(self._ledger.get_setting(_DEMO_WARRANT) or "")


def warrant_demo(ledger: Ledger, village: str, village_name: str, county_name: str) -> None:
    """The demo village's own county, whose name says what it is; its key is thrown away."""
    county, key = SigningKey.generate(), device_key(ledger).verify_key.encode()
    said = Warrant(village, village_name, county_name, ledger.head().device, key, 1)
    ledger.set_setting(_DEMO_KEY, county.verify_key.encode().hex())
    ledger.set_setting(_DEMO_WARRANT, give_warrant(county, said).hex())
