"""The key that the journal is encrypted with: 32 bytes, and where they were found.

First the systemd credential (sealed to the machine), then the desktop's keyring, last a file that
only its owner may read. A key that is missing beside an existing database is never made anew: the
old journal would be unreadable for ever and nobody would know why.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from kiosk.errors import KeyWrong
from kiosk.store import folder as files
from kiosk.store.folder import derive
from kiosk.store.troubles import from_system
from sync.folders import make_folder

__all__ = ["KeyFound", "derive", "find_key"]

KEY_BYTES: Final = 32
CREDENTIAL: Final = "xianglin.key"
SERVICE: Final = "xianglin"
KEYRING_PATIENCE_S: Final = 3.0
"""A keyring that wants to be unlocked asks on a screen that nobody sees."""

Source = Literal["credential", "keyring", "file"]


@dataclass(frozen=True, slots=True)
class KeyFound:
    key: bytes
    source: Source
    """"file": the officer's page warns, the key lies beside what it locks."""


def find_key(
    folder: Path,
    environment: Mapping[str, str],
    random: Callable[[int], bytes],
    patience_s: float = KEYRING_PATIENCE_S,
) -> KeyFound:
    """The key of the journal in this folder; a new one only where no journal is yet.

    environment: the process's. random: n secret random bytes.
    Raises KeyWrong when there is a journal and no key of its own, and the store's other troubles.
    """
    try:
        keyring = _Keyring(environment, folder, patience_s)
        for found in _candidates(folder, environment, keyring):
            if files.key_fits(folder, found.key) is not False:
                return found
        if files.has_database(folder):
            raise KeyWrong("no key fits")
        return _make(folder, keyring, random(KEY_BYTES))
    except OSError as error:
        raise from_system(error) from error


def _candidates(
    folder: Path, environment: Mapping[str, str], keyring: _Keyring
) -> Iterator[KeyFound]:
    given = environment.get("CREDENTIALS_DIRECTORY")
    if given and (Path(given) / CREDENTIAL).is_file():
        yield KeyFound(_from_hex((Path(given) / CREDENTIAL).read_bytes()), "credential")
    # The file before the keyring when it fits: it costs nothing and cannot hang.
    path = folder / files.KEY
    kept = KeyFound(_from_hex(path.read_bytes()), "file") if path.is_file() else None
    if kept and files.key_fits(folder, kept.key):
        yield kept
    text = keyring.ask()
    if text:
        with contextlib.suppress(KeyWrong):
            yield KeyFound(_from_hex(text.encode()), "keyring")
    if kept:
        yield kept


def _make(folder: Path, keyring: _Keyring, key: bytes) -> KeyFound:
    if keyring.ask(key.hex()) == key.hex():
        return KeyFound(key, "keyring")
    make_folder(folder)
    files.write_durably(folder / files.KEY, key.hex().encode())
    return KeyFound(key, "file")


def _from_hex(text: bytes) -> bytes:
    try:
        key = bytes.fromhex(text.decode("ascii").strip())
    except ValueError as error:
        raise KeyWrong("not hexadecimal") from error
    if len(key) != KEY_BYTES:
        raise KeyWrong(f"{len(key)} bytes")
    return key


class _Keyring:
    """The desktop's keyring. One that did not answer in time is not asked again."""

    def __init__(self, environment: Mapping[str, str], folder: Path, patience_s: float) -> None:
        self._is_there = bool(environment.get("DBUS_SESSION_BUS_ADDRESS"))
        self._account = str(folder.resolve())
        self._patience_s = patience_s

    def ask(self, new: str | None = None) -> str | None:
        """What it keeps for this folder, after putting `new` there if given; None for nothing."""
        if not self._is_there:
            return None
        answer: list[str | None] = []

        def wait() -> None:
            # Backends are plugins of the desktop and raise what they like; none may stop the start.
            with contextlib.suppress(Exception):
                import keyring

                if new is not None:
                    keyring.set_password(SERVICE, self._account, new)
                answer.append(keyring.get_password(SERVICE, self._account))

        asking = threading.Thread(target=wait, name="keyring", daemon=True)
        asking.start()
        asking.join(self._patience_s)
        self._is_there = not asking.is_alive()
        return answer[0] if answer else None
