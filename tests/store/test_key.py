"""Where the key comes from, and that it is never quietly replaced."""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from kiosk.errors import KeyWrong
from kiosk.store import folder as files
from kiosk.store.database import open_database
from kiosk.store.key import derive, find_key

NOTHING: dict[str, str] = {}


def test_the_first_start_makes_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    found = find_key(folder, NOTHING, os.urandom)
    assert found.source == "file"
    assert len(found.key) == 32
    assert stat.S_IMODE((folder / files.KEY).stat().st_mode) == 0o600
    assert find_key(folder, NOTHING, os.urandom) == found


def test_a_missing_key_beside_a_database_is_never_made_anew(tmp_path: Path) -> None:
    open_database(tmp_path, find_key(tmp_path, NOTHING, os.urandom).key).close()
    (tmp_path / files.KEY).unlink()
    with pytest.raises(KeyWrong):
        find_key(tmp_path, NOTHING, os.urandom)
    (tmp_path / files.DATABASE).unlink()
    with pytest.raises(KeyWrong):
        find_key(tmp_path, NOTHING, os.urandom)
    assert not (tmp_path / files.KEY).exists()


def test_the_credential_comes_first(tmp_path: Path) -> None:
    (tmp_path / "xianglin.key").write_text("ab" * 32 + "\n")
    folder = tmp_path / "data"
    found = find_key(folder, {"CREDENTIALS_DIRECTORY": str(tmp_path)}, os.urandom)
    assert (found.source, found.key) == ("credential", bytes([0xAB]) * 32)
    assert not (folder / files.KEY).exists()


def test_a_credential_that_came_later_does_not_lock_out(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    found = find_key(folder, NOTHING, os.urandom)
    open_database(folder, found.key).close()
    (tmp_path / "xianglin.key").write_text("ab" * 32)
    assert find_key(folder, {"CREDENTIALS_DIRECTORY": str(tmp_path)}, os.urandom) == found


@pytest.mark.parametrize("text", ["", "ab" * 31, "no key at all", "\u738b"])
def test_a_key_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / files.KEY).write_text(text, "utf-8")
    with pytest.raises(KeyWrong):
        find_key(tmp_path, NOTHING, os.urandom)


class Desktop(KeyringBackend):
    """A keyring in memory, which may refuse or wait for somebody who never comes."""

    priority = 1

    def __init__(self, *, is_open: bool = True, is_locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_open = is_open
        self.unlocked = threading.Event()
        if not is_locked:
            self.unlocked.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.unlocked.wait()
        if not self.is_open:
            raise KeyringError
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.unlocked.wait()
        self.kept[service, username] = password


@contextmanager
def on_a_desktop(desktop: Desktop) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(desktop)
    try:
        yield
    finally:
        desktop.unlocked.set()
        keyring.set_keyring(before)


BUS = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1/bus"}


def test_a_desktop_keeps_the_key_in_its_keyring(tmp_path: Path) -> None:
    with on_a_desktop(Desktop()):
        found = find_key(tmp_path, BUS, os.urandom)
        assert found.source == "keyring"
        assert not (tmp_path / files.KEY).exists()
        open_database(tmp_path, found.key).close()
        assert find_key(tmp_path, BUS, os.urandom) == found
        with pytest.raises(KeyWrong):
            find_key(tmp_path, NOTHING, os.urandom)


def test_a_keyring_that_refuses_stops_nothing(tmp_path: Path) -> None:
    with on_a_desktop(Desktop(is_open=False)):
        assert find_key(tmp_path, BUS, os.urandom).source == "file"


def test_a_keyring_that_waits_to_be_unlocked_stops_nothing(tmp_path: Path) -> None:
    desktop = Desktop(is_locked=True)
    with on_a_desktop(desktop):
        found = find_key(tmp_path, BUS, os.urandom, patience_s=0.05)
        assert found.source == "file"
        open_database(tmp_path, found.key).close()
        # What it keeps is another's by the time it opens.
        desktop.kept["xianglin", str(tmp_path)] = "ab" * 32
        desktop.unlocked.set()
        assert find_key(tmp_path, BUS, os.urandom) == found


def test_without_a_session_bus_the_keyring_is_not_even_loaded(tmp_path: Path) -> None:
    loaded = "keyring" in sys.modules
    find_key(tmp_path, NOTHING, os.urandom)
    assert ("keyring" in sys.modules) == loaded


def test_subkeys_differ_by_purpose() -> None:
    key = bytes(32)
    assert derive(key, b"blind") != derive(key, b"check")
    assert derive(key, b"blind") != derive(bytes([1]) * 32, b"blind")
    assert len(derive(key, b"blind")) == 32
