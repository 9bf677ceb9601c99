"""`python -m sync.county`: serving, and giving out one-time codes."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from nacl.encoding import HexEncoder
from nacl.signing import SigningKey
from sqlalchemy.exc import DBAPIError

from sync.county.areas import Area, village_area
from sync.county.carry import Left, Taken, carry_in, carry_out, sentence_of
from sync.county.devices import CODE_LIFE_MS, CODES_THERE_ARE, TRIES, issue_code
from sync.county.gate import Gate
from sync.county.giving import give_file
from sync.county.messages.command import make_sender, print_standing, send_once
from sync.county.messages.runner import sending
from sync.county.messages.settings import WrongSettings
from sync.county.options import make_parser
from sync.county.overview import age_in_words
from sync.county.refold import open_county, rebuild
from sync.county.roll import revoke, roll
from sync.county.store import Unopenable, open_store
from sync.county.strings import say
from sync.folders import make_folder
from sync.standard.clock import MINUTE_MS
from sync.standard.codes import AREA_CODE_DIGITS

_OK: Final = 0
_WRONG_USE: Final = 2
_FAILED: Final = 1
_SENDING_CONNECTIONS: Final = 2
DEVICE_SHOWN: Final = 8
"""Characters of a kiosk's name, as its own page shows them."""


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0, 1 for what went wrong, 2 for wrong options."""
    asked = make_parser().parse_args(arguments)
    # The folder holds a village's people and the county's key.
    os.umask(0o077)
    folder = Path(asked.data)
    try:
        make_folder(folder)
        if asked.command == "enrol":
            return print_code(folder, asked.database, asked.village, asked.name)
        if asked.command == "rebuild":
            return rebuild_views(folder, asked.database)
        if asked.command == "devices":
            return print_roll(folder, asked.database, asked.village)
        if asked.command == "revoke":
            return revoke_one(folder, asked.database, asked.village, asked.device, asked.undo)
        if asked.command == "tables":
            with closing(
                open_county(folder, asked.database, county_key(folder).encode(), wall_ms)
            ) as store:
                return give_file(store, Path(asked.file), asked.village)
        if asked.command in ("carry-in", "carry-out"):
            return carry(folder, asked.database, Path(asked.stick), asked.command == "carry-out")
        if asked.command == "messages":
            return messages(folder, asked.database, asked.once)
        return serve(folder, asked.database, asked.host, asked.port)
    except WrongSettings as error:
        print(say("command.messages_wrong", why=str(error)), file=sys.stderr)
        return _FAILED
    except Unopenable as error:
        print(say("command.database_wrong", why=str(error)), file=sys.stderr)
        return _FAILED
    except OSError as error:
        print(say("command.data_wrong", why=error.strerror or ""), file=sys.stderr)
        return _FAILED


def serve(folder: Path, database: str | None, host: str, port: int) -> int:
    """Serves until it is told to stop. Prints its address once it listens. database: its URL,
    None for SQLite in the folder. Raises Unopenable."""
    # The web framework is a third of a start, and nothing else here needs it.
    from sync.county.processes import how_many, run

    open_county(folder, database, county_key(folder).encode(), wall_ms).close()
    try:
        listening = listen(host, port)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        print(say("command.port_taken", port=port, why=why), file=sys.stderr)
        return _FAILED
    url = f"http://{host}:{listening.getsockname()[1]}"
    print(say("command.started", url=url), flush=True)
    signal.signal(signal.SIGTERM, _end)
    with _sending(folder, database):
        run(listening, folder, database, county_key(folder), wall_ms, how_many(database))
    return _OK


def _end(*_: object) -> None:
    """uvicorn ends in order and then lets the signal do what it would have done: the message in
    hand is to be finished before that."""
    raise SystemExit(_OK)


@contextmanager
def _sending(folder: Path, database: str | None) -> Iterator[None]:
    """Text messages go out beside the server, where the county has said how."""
    sender = make_sender(folder, os.environ)
    if sender is None:
        yield
        return
    store = open_store(folder, database, _SENDING_CONNECTIONS)
    try:
        with sending(store, county_key(folder).encode(), wall_ms, sender):
            yield
    finally:
        store.close()


def messages(folder: Path, database: str | None, is_once: bool) -> int:
    """May run beside the server. 1 when something is to be tried again."""
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    is_good = True
    try:
        if is_once:
            sender = make_sender(folder, os.environ)
            is_good = send_once(store, county_key(folder).encode(), wall_ms, sender)
        print_standing(store)
    finally:
        store.close()
    return _OK if is_good else _FAILED


def carry(folder: Path, database: str | None, stick: Path, is_out: bool) -> int:
    """May run beside the server. Prints a line for every kiosk's parcel on the stick."""
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    gate = Gate(store, county_key(folder), wall_ms)
    is_good = True
    try:
        for done in carry_out(gate, stick) if is_out else carry_in(gate, stick):
            is_good &= not isinstance(done, Left) and not (isinstance(done, Taken) and done.refused)
            print(sentence_of(done), file=sys.stderr if isinstance(done, Left) else sys.stdout)
    except DBAPIError as error:
        # What was told before stands; the rest goes when the command is given once more.
        print(say("command.database_wrong", why=type(error).__name__), file=sys.stderr)
        return _FAILED
    finally:
        store.close()
    if is_good:
        print(say("carry.safe"))
    return _OK if is_good else _FAILED


def rebuild_views(folder: Path, database: str | None) -> int:
    """Makes every village's views anew from its journal; 1 when any row was not as it should be."""
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    is_same = True
    try:
        for done in rebuild(store, county_key(folder).encode()):
            is_same &= not done.other
            key = "command.rebuilt_other" if done.other else "command.rebuilt"
            counts = {"entries": done.entries, "other": done.other}
            print(say(key, name=done.name, village=done.village, **counts))
    finally:
        store.close()
    return _OK if is_same else _FAILED


def print_roll(folder: Path, database: str | None, village: str) -> int:
    """One line a kiosk."""
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    found = store.read(lambda connection: roll(connection, village))
    store.close()
    for one in found:
        print(
            say(
                "command.device_revoked" if one.is_revoked else "command.device",
                name=one.village_name,
                village=one.village,
                device=one.device[:DEVICE_SHOWN],
                contact=age_in_words(one.last_contact_ms, wall_ms()),
                entries=one.entries,
            )
        )
    if not found:
        print(say("command.no_devices"))
    return _OK


def revoke_one(
    folder: Path, database: str | None, village: str, device: str, is_undone: bool
) -> int:
    """1 when there is not exactly one such kiosk."""
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    found = store.write(lambda connection: revoke(connection, village, device, undo=is_undone))
    store.close()
    if len(found) != 1:
        key = "command.device_several" if found else "command.device_unknown"
        print(say(key, village=village, device=device), file=sys.stderr)
        return _FAILED
    key = "command.put_back" if is_undone else "command.revoked"
    print(say(key, village=village, device=found[0][:DEVICE_SHOWN]))
    return _OK


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError, OverflowError for a port that cannot be had."""
    listening = socket.create_server((host, port))
    # Without it an answer on a kept connection waits 40 ms for the last one's acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def print_code(folder: Path, database: str | None, village: str, name: str) -> int:
    if len(village) != AREA_CODE_DIGITS or not (village.isascii() and village.isdigit()):
        print(say("command.village_wrong", village=village), file=sys.stderr)
        return _WRONG_USE
    area = Area(village, name) if name else village_area(village)
    if area is None:
        print(say("command.village_unknown", village=village), file=sys.stderr)
        return _WRONG_USE
    key = county_key(folder).encode()
    store = open_county(folder, database, county_key(folder).encode(), wall_ms)
    dice = secrets.randbelow(CODES_THERE_ARE)
    try:
        code = store.write(lambda connection: issue_code(connection, area, wall_ms(), key, dice))
    except LookupError:
        print(say("command.no_code"), file=sys.stderr)
        return _FAILED
    finally:
        store.close()
    grouped = f"{code[:3]} {code[3:6]} {code[6:]}"
    print(say("command.code", name=area.name, village=village, code=grouped))
    print(say("command.code_life", minutes=CODE_LIFE_MS // MINUTE_MS, tries=TRIES))
    return _OK


def county_key(folder: Path) -> SigningKey:
    """The county's key in this folder (county.key, for its owner alone), made at first use."""
    path = folder / "county.key"
    if not path.exists():
        # Made whole and then named: a crash leaves no half key, and of two starts one wins.
        fresh = folder / f"county.key.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(SigningKey.generate().encode(HexEncoder))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return SigningKey(path.read_bytes(), HexEncoder)


def wall_ms() -> int:
    return time.time_ns() // 1_000_000
