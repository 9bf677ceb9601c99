"""A stick between a village and its county, in the hands of a test."""

from __future__ import annotations

import copy
from pathlib import Path

from sync.county.carry import carry_in, carry_out
from sync.county.gate import Gate
from sync.county.serve import county_key
from sync.standard.attendance import CheckedIn
from sync.standard.carry import FOLDER, parcel_name


def gate_of(county):
    return Gate(county.store, county_key(county.folder), lambda: county.now_ms)


def county_takes(county, stick):
    county.now_ms += 1
    return list(carry_in(gate_of(county), stick))


def county_answers(county, stick):
    county.now_ms += 1
    return list(carry_out(gate_of(county), stick))


def file_of(stick, kiosk, way) -> Path:
    village = kiosk.ledger.settings["exchange.village"]
    return stick / FOLDER / parcel_name(village, kiosk.ledger.device, way)


def state_of(ledger):
    """All that a kiosk keeps."""
    return copy.deepcopy(vars(ledger))


def check_in(kiosk, times=1):
    for n in range(times):
        kiosk.ledger.write(CheckedIn(f"person-{n}", "clean"))
