"""`main.py certificate` and `main.py verify`: without a window, and without a line."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS, Config
from kiosk.flows.say import hours
from kiosk.services.check_in import NotRegistered
from kiosk.services.issue_certificate import (
    Issued,
    NothingServed,
    NotWarranted,
    Outcome,
    issue_certificate,
)
from kiosk.services.office import keep_office, read_office
from kiosk.services.papers import Office
from kiosk.services.ports import Ports
from kiosk.strings import Strings
from kiosk.village import open_village
from sync.certifying import Certified, Doubt, verify

_CONSOLE: Final = "console"
_KEY_BYTES: Final = 32


def write_certificate(config: Config, given: Namespace, strings: Strings) -> int:
    """Returns the exit code."""
    village = open_village(config)
    try:
        _keep_office(village.ports, given.in_charge, given.contact)
        outcome = _issue(village.ports, given.person or "")
    finally:
        village.close()
    match outcome:
        case Issued(paper, is_again):
            from kiosk.ui.certificate_sheet import certificate_pdf
            from kiosk.ui.sheets import theme_alone

            content = certificate_pdf(paper, strings, theme_alone(ASSETS))
            try:
                given.out.write_bytes(content)
            except OSError as error:
                return _fail(strings, "cli.certificate_unwritten", why=error.strerror or "")
            key = "cli.certificate_again" if is_again else "cli.certificate_written"
            print(strings.show(key, no=paper.statement.no, path=str(given.out)))
            print(paper.code)
            return 0
        case NotWarranted():
            return _fail(strings, "cli.certificate_not_warranted")
        case NothingServed():
            return _fail(strings, "cli.certificate_nothing")
        case NotRegistered():
            return _fail(strings, "cli.certificate_nobody")


def tell_certificate(config: Config, given: Namespace, strings: Strings) -> int:
    """0: it is genuine, and what it certifies was told. 1: what is wrong was told."""
    key = _key(given.county_key) if given.county_key else _own_county(config)
    if key is None:
        return _fail(strings, "cli.verify_key_wrong" if given.county_key else "cli.verify_no_key")
    match verify(key, given.text):
        case Certified(warrant, said):
            print(
                strings.show(
                    "cli.verified",
                    name=said.name,
                    number=said.number,
                    since=date.fromisoformat(said.since),
                    until=date.fromisoformat(said.until),
                    visits=said.visits,
                    hours=hours(said.minutes),
                    village=warrant.village_name,
                    county=warrant.county_name,
                    no=said.no,
                    issued=date.fromisoformat(said.issued),
                )
            )
            print(strings.show("cli.verified_compare"))
            return 0
        case Doubt() as doubt:
            return _fail(strings, f"cli.doubt_{doubt}")


def _issue(ports: Ports, number: str) -> Outcome:
    if number:
        resident = ports.residents.by_number(number.strip().upper())
        return issue_certificate(ports, resident.person, _CONSOLE) if resident else NotRegistered()
    outcome: Outcome = NotRegistered()
    for one in ports.residents.newest():
        outcome = issue_certificate(ports, one.person, _CONSOLE)
        if isinstance(outcome, Issued | NotWarranted):
            break
    return outcome


def _keep_office(ports: Ports, in_charge: str | None, contact: str | None) -> None:
    """None: as it was."""
    known = read_office(ports.settings)
    said = Office(
        known.in_charge if in_charge is None else in_charge.strip(),
        known.contact if contact is None else contact.strip(),
    )
    if said != known:
        keep_office(ports.settings, said)


def _own_county(config: Config) -> bytes | None:
    if not config.data.is_dir():
        return None  # asking must not make books
    village = open_village(config)
    try:
        return village.ports.certifier.county_key()
    finally:
        village.close()


def _key(text: str) -> bytes | None:
    """As hexadecimal, or the name of a file that holds it so."""
    path = Path(text)
    try:
        key = bytes.fromhex(path.read_text("utf-8") if path.is_file() else text)
    except (ValueError, OSError):
        return None
    return key if len(key) == _KEY_BYTES else None


def _fail(strings: Strings, key: str, **args: str) -> int:
    print(strings.show(key, **args), file=sys.stderr)
    return 1
