"""What a saved entry, a receipt and a parcel rest on. tests/e2e/test_power_cut.py cuts the power in
all of it; here each promise stands alone, so that its breaking has a name."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.store.store import open_store as open_kiosk
from sync.county.carry import Left
from sync.county.store import open_store as open_county
from sync.county.tables import DEVICES
from sync.exchange.carry import CarriedOut, carry_out
from sync.standard.carry import FOLDER, UP, Wrong
from tests.county.running import NOW_MS
from tests.county.running import sqlite_county as county
from tests.exchange.carrying import check_in, county_takes, file_of

__all__ = ["county"]

FULL = 2


def test_i2_a_kiosks_commit_is_on_the_disk(tmp_path):
    store = open_kiosk(tmp_path, bytes(32), lambda: NOW_MS, os.urandom)
    assert store.database.row("PRAGMA synchronous") == (FULL,)
    assert store.database.row("PRAGMA journal_mode") == ("wal",)
    store.close()


def test_i2_a_countys_commit_is_on_the_disk(tmp_path):
    store = open_county(tmp_path)
    for work in (store.read, store.write):
        assert work(lambda c: c.exec_driver_sql("PRAGMA synchronous").scalar_one()) == FULL
    store.close()


def test_i2_a_parcel_has_its_name_only_when_it_is_on_the_stick(join, stick, monkeypatch):
    """The system's calls are listened to, and made."""
    done, sync, replace = [], os.fsync, os.replace

    def fsync(handle):
        done.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        sync(handle)

    def rename(source, target, **folders):
        done.append(f"{source} -> {target}")
        replace(source, target, **folders)

    kiosk = join()
    check_in(kiosk)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    assert carry_out(kiosk.ledger, stick) == CarriedOut(entries=1, left=0)
    name = file_of(stick, kiosk, UP).name
    assert done == [stick.name, f"{name}.part", f"{name}.part -> {name}", FOLDER]


def test_a_revoked_kiosks_parcel_is_told(county, join, stick):
    kiosk = join()
    check_in(kiosk)
    carry_out(kiosk.ledger, stick)
    county.store.write(lambda c: c.execute(DEVICES.update().values(is_revoked=True)))
    name = file_of(stick, kiosk, UP).name
    assert county_takes(county, stick) == [Left(name, Wrong.OTHER_VILLAGE)]
    assert county.entries() == {}
