"""`python -m sync.county`: serving, and giving out one-time codes."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from nacl.encoding import HexEncoder
from nacl.signing import SigningKey
from sqlalchemy.exc import DBAPIError

from sync.county.areas import Area, village_area
from sync.county.carry import Left, Taken, carry_in, carry_out, sentence_of
from sync.county.devices import CODE_LIFE_MS, CODES_THERE_ARE, TRIES, issue_code
from sync.county.gate import Gate
from sync.county.giving import give_file
from sync.county.overview import age_in_words
from sync.county.processes import how_many, run
from sync.county.refold import open_county, rebuild
from sync.county.roll import revoke, roll
from sync.county.store import Unopenable
from sync.county.strings import say
from sync.folders import make_folder
from sync.standard.clock import MINUTE_MS
from sync.standard.codes import AREA_CODE_DIGITS

_OK: Final = 0
_WRONG_USE: Final = 2
_FAILED: Final = 1
DEVICE_SHOWN: Final = 8
"""Characters of a kiosk's name, as its own page shows them."""


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0, 1 for what went wrong, 2 for wrong options."""
    asked = _parser().parse_args(arguments)
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
        return serve(folder, asked.database, asked.host, asked.port)
    except Unopenable as error:
        print(say("command.database_wrong", why=str(error)), file=sys.stderr)
        return _FAILED
    except OSError as error:
        print(say("command.data_wrong", why=error.strerror or ""), file=sys.stderr)
        return _FAILED


def serve(folder: Path, database: str | None, host: str, port: int) -> int:
    """Serves until it is told to stop. Prints its address once it listens. database: its URL,
    None for SQLite in the folder. Raises Unopenable."""
    open_county(folder, database, county_key(folder).encode(), wall_ms).close()
    try:
        listening = listen(host, port)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        print(say("command.port_taken", port=port, why=why), file=sys.stderr)
        return _FAILED
    url = f"http://{host}:{listening.getsockname()[1]}"
    print(say("command.started", url=url), flush=True)
    run(listening, folder, database, county_key(folder), wall_ms, how_many(database))
    return _OK


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


class _ChineseParser(argparse.ArgumentParser):
    """argparse with its own few English words replaced."""

    def __init__(self, **given: Any) -> None:
        super().__init__(add_help=False, **given)
        self._optionals.title = say("command.options")
        self.add_argument("-h", "--help", action="help", help=say("command.help"))

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", say("command.usage"), 1)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", say("command.usage"), 1)


def _parser() -> argparse.ArgumentParser:
    parser = _ChineseParser(prog="python -m sync.county", description=say("command.about"))
    _add_serving(parser)
    _add_data(parser)
    parser.set_defaults(data="county-data", database=None, host="127.0.0.1", port=8080)
    commands = parser.add_subparsers(dest="command", title=say("command.commands"))
    serving = commands.add_parser("serve", help=say("command.serve"))
    _add_serving(serving)
    _add_data(serving)
    enrol = commands.add_parser("enrol", help=say("command.enrol"))
    enrol.add_argument("--village", required=True, metavar="CODE", help=say("command.village"))
    enrol.add_argument("--name", default="", help=say("command.name"))
    _add_data(enrol)
    _add_data(commands.add_parser("rebuild", help=say("command.rebuild")))
    _add_roll(commands)
    giving = commands.add_parser("tables", help=say("command.tables"))
    giving.add_argument("file", metavar="FILE.toml", help=say("command.tables_file"))
    giving.add_argument("--village", default="", metavar="CODE", help=say("command.village"))
    _add_data(giving)
    for name in ("carry-in", "carry-out"):
        carrying = commands.add_parser(name, help=say(f"command.{name.replace('-', '_')}"))
        carrying.add_argument("stick", metavar="FOLDER", help=say("command.carry_folder"))
        _add_data(carrying)
    return parser


def _add_roll(commands: Any) -> None:
    devices = commands.add_parser("devices", help=say("command.devices"))
    devices.add_argument("--village", default="", metavar="CODE", help=say("command.village"))
    _add_data(devices)
    revoking = commands.add_parser("revoke", help=say("command.revoke"))
    revoking.add_argument("--village", required=True, metavar="CODE", help=say("command.village"))
    revoking.add_argument("--device", required=True, metavar="ID", help=say("command.device_id"))
    revoking.add_argument("--undo", action="store_true", help=say("command.undo"))
    _add_data(revoking)


def _add_serving(parser: argparse.ArgumentParser) -> None:
    # No defaults of their own: a subcommand's would override what stands before it.
    parser.add_argument("--host", default=argparse.SUPPRESS, help=say("command.host"))
    parser.add_argument("--port", type=int, default=argparse.SUPPRESS, help=say("command.port"))


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", default=argparse.SUPPRESS, metavar="DIR", help=say("command.data")
    )
    parser.add_argument(
        "--database", default=argparse.SUPPRESS, metavar="URL", help=say("command.database")
    )
