"""What the kiosk keeps of its enrolment, in the journal's own encrypted file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nacl.encoding import HexEncoder
from nacl.signing import SigningKey

from sync.exchange.ports import Ledger
from sync.standard.loading import ENROLLED
from sync.standard.wire import VERSIONS

_DEVICE_KEY: Final = "exchange.device_key"
_COUNTY_KEY: Final = "exchange.county_key"
_COUNTY: Final = "exchange.county_name"
_VILLAGE_NAME: Final = "exchange.village_name"
_AGAIN: Final = "exchange.sending_again"
OWN_BACK: Final = "exchange.own_back"
"""The setting that stands while own entries are asked for and not all back."""
_REMINDING: Final = "exchange.reminding"
_VILLAGE_KEY: Final = "exchange.village_key"
_SPEAKS: Final = "exchange.speaks"
_FEATURES: Final = "exchange.features"
_EDITION: Final = "exchange.edition"
_LIFE: Final = "exchange.life"
_WARRANT: Final = "exchange.warrant"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Where this kiosk belongs. county_key: the only key whose answers it believes."""

    village: str
    village_name: str
    county_name: str
    county_key: bytes


def device_key(ledger: Ledger) -> SigningKey:
    """The device's own key, made at first use."""
    kept = ledger.get_setting(_DEVICE_KEY)
    if kept:
        return SigningKey(kept.encode(), HexEncoder)
    key = SigningKey.generate()
    ledger.set_setting(_DEVICE_KEY, key.encode(HexEncoder).decode())
    return key


def enrolment(ledger: Ledger) -> Enrolment | None:
    """None while the kiosk belongs to no village."""
    village = ledger.get_setting(ENROLLED)
    key = ledger.get_setting(_COUNTY_KEY)
    if not village or not key:
        return None
    name = ledger.get_setting(_VILLAGE_NAME) or village
    return Enrolment(village, name, ledger.get_setting(_COUNTY) or "", bytes.fromhex(key))


def keep_enrolment(ledger: Ledger, enrolled: Enrolment) -> None:
    """The village goes last: a crash in between leaves the kiosk plainly not enrolled."""
    before = enrolment(ledger)
    if before and (before.village, before.county_key) != (enrolled.village, enrolled.county_key):
        ledger.set_setting(_VILLAGE_KEY, "")
        ledger.set_setting(_WARRANT, "")
    ledger.set_setting(_COUNTY_KEY, enrolled.county_key.hex())
    ledger.set_setting(_COUNTY, enrolled.county_name)
    ledger.set_setting(_VILLAGE_NAME, enrolled.village_name)
    ledger.set_setting(ENROLLED, enrolled.village)


def village_key(ledger: Ledger) -> bytes | None:
    """The village's key (32 bytes), which people's keys travel under; None = not told yet."""
    kept = ledger.get_setting(_VILLAGE_KEY)
    return bytes.fromhex(kept) if kept else None


def keep_village_key(ledger: Ledger, key: bytes) -> None:
    ledger.set_setting(_VILLAGE_KEY, key.hex())


def warrant(ledger: Ledger) -> bytes | None:
    """The county's word that this device may certify, as sync.certifying reads it; None = it has
    not said so yet."""
    kept = ledger.get_setting(_WARRANT)
    return bytes.fromhex(kept) if kept else None


def keep_warrant(ledger: Ledger, given: bytes) -> None:
    """Of the county whose answers are believed. Nothing new costs no write."""
    if given and given != warrant(ledger):
        ledger.set_setting(_WARRANT, given.hex())


def speaks(ledger: Ledger) -> int:
    """The protocol's version that both sides speak, as the last hello settled it."""
    return int(ledger.get_setting(_SPEAKS) or VERSIONS[0])


def county_can(ledger: Ledger, feature: str) -> bool:
    return feature in (ledger.get_setting(_FEATURES) or "").split()


def note_county(ledger: Ledger, newest: int, features: Sequence[str]) -> None:
    """What the county said of itself. newest: the newest version that it speaks."""
    said = ((_SPEAKS, str(min(newest, VERSIONS[1]))), (_FEATURES, " ".join(sorted(features))))
    for key, text in said:
        if text != (ledger.get_setting(key) or ""):
            ledger.set_setting(key, text)


def life(ledger: Ledger) -> int:
    """When the county last found that it had been restored, as it said at the last hello."""
    return int(ledger.get_setting(_LIFE) or 0)


def note_edition(ledger: Ledger, edition: str, county_life: int) -> bool:
    """Whether the county has folded anew since, so that what it found odd may be odd no more."""
    said = ((_EDITION, edition), (_LIFE, str(county_life or "")))
    changed = [(key, text) for key, text in said if text != (ledger.get_setting(key) or "")]
    for key, text in changed:
        ledger.set_setting(key, text)
    return bool(changed)


def is_reminding(ledger: Ledger) -> bool:
    """Whether the county was restored, and has not been told yet what it had said."""
    return bool(ledger.get_setting(_REMINDING))


def note_reminding(ledger: Ledger, is_so: bool) -> None:
    ledger.set_setting(_REMINDING, "1" if is_so else "")


def is_sending_again(ledger: Ledger) -> bool:
    """Whether the county has lost entries that it gave a receipt for, and has them not yet."""
    return bool(ledger.get_setting(_AGAIN))


def send_after(ledger: Ledger) -> int:
    """The newest entry of the present epoch that the county is known to have still."""
    again = ledger.get_setting(_AGAIN)
    return min(int(again), ledger.acknowledged()) if again else ledger.acknowledged()


def note_sending_again(ledger: Ledger, after: int | None) -> None:
    """after: what the county still has; None when nothing is being sent again."""
    text = "" if after is None else str(after)
    if text != (ledger.get_setting(_AGAIN) or ""):
        ledger.set_setting(_AGAIN, text)


def want_own_back(ledger: Ledger) -> None:
    """From now until the next complete pull, this device's own entries are asked for as well."""
    ledger.set_setting(OWN_BACK, "1")


def wants_own_back(ledger: Ledger) -> bool:
    return bool(ledger.get_setting(OWN_BACK))


def note_own_back(ledger: Ledger) -> None:
    ledger.set_setting(OWN_BACK, "")
