"""The command line: the kiosk itself, and what can be done with its books without a screen.

The commands share the window's services. Only the window needs Qt; it is loaded for nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from kiosk.config import ASSETS, PORTRAIT, Config, default_data, languages
from kiosk.devices.machine import wall_ms
from kiosk.errors import Trouble
from kiosk.strings import FIRST, Strings, load_strings

if TYPE_CHECKING:
    from kiosk.village import Village

FINE: Final = 0
FAILED: Final = 1
WRONG_WORDS: Final = 2


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 0 fine, 1 it could not be done, 2 the command was not understood."""
    strings = load_strings(ASSETS / "strings" / _language_of(arguments))
    given = make_parser(strings).parse_args(arguments)
    try:
        config = _config(given)
        return int(given.run(config, given, strings))
    except Trouble as trouble:
        _complain(strings, trouble)
        return FAILED


def make_parser(strings: Strings) -> argparse.ArgumentParser:
    show = strings.show
    parser = _Parser(strings, prog="main.py", description=show("cli.about"))
    options = parser.add_argument_group(show("cli.options"))
    options.add_argument("-h", "--help", action="help", help=show("cli.help"))
    options.add_argument("--data", type=Path, metavar="DIR", help=show("cli.data"))
    options.add_argument("--county", default="", metavar="URL", help=show("cli.county"))
    options.add_argument("--window", type=_pixels, metavar="WxH", help=show("cli.window"))
    options.add_argument("--language", choices=languages(), default="", help=show("cli.language"))
    options.add_argument("--fullscreen", action="store_true", help=show("cli.fullscreen"))
    options.add_argument("--silent", action="store_true", help=show("cli.silent"))
    options.add_argument("--camera", default="", metavar="DEVICE", help=show("cli.camera"))
    _add_reader(options, show)
    options.add_argument("--paper", type=Path, metavar="DIR", help=show("cli.paper"))
    options.add_argument("--picture", type=Path, metavar="FILE", help=show("cli.picture"))
    options.add_argument("--tour", type=Path, metavar="DIR", help=show("cli.tour"))
    options.add_argument("--seconds", type=float, default=0, metavar="N", help=show("cli.seconds"))
    parser.set_defaults(run=_open_kiosk)
    commands = parser.add_subparsers(
        title=show("cli.commands"),
        metavar="",
        prog="main.py",
        parser_class=cast(Any, partial(_Parser, strings)),
    )
    _add(commands, strings, "demo", _seed)
    taking_in = _add(commands, strings, "import", _import)
    taking_in.add_argument("file", type=Path, metavar="FILE", help=show("cli.import_file"))
    taking_in.add_argument("--report", type=Path, metavar="OUT", help=show("cli.import_report"))
    _add(commands, strings, "rebuild", _rebuild)
    enrolling = _add(commands, strings, "enrol", _enrol)
    enrolling.add_argument("code", metavar="CODE", help=show("cli.enrol_code"))
    for name in ("carry-out", "carry-in"):
        carrying = _add(commands, strings, name, _carry)
        carrying.add_argument("folder", type=Path, metavar="FOLDER", help=show("cli.carry_folder"))
        carrying.set_defaults(is_out=name == "carry-out")
    _add(commands, strings, "restore", _restore)
    _add_certifying(commands, strings)
    return parser


def _add_reader(options: Any, show: Callable[[str], str]) -> None:
    options.add_argument("--card-reader", default="", metavar="PORT", help=show("cli.card_reader"))
    for what in ("card-reader", "microphone"):
        word = show(f"cli.simulated_{what.replace('-', '_')}")
        options.add_argument(f"--simulated-{what}", action="store_true", help=word)


def _add_certifying(commands: Any, strings: Strings) -> None:
    show = strings.show
    certifying = _add(commands, strings, "certificate", _certify)
    whose = certifying.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="NUMBER", help=show("cli.certificate_person"))
    whose.add_argument("--any", action="store_true", help=show("cli.certificate_any"))
    certifying.add_argument("--out", type=Path, required=True, help=show("cli.certificate_out"))
    for name in ("in-charge", "contact"):  # of the office: kept, and printed from now on
        certifying.add_argument(f"--{name}", metavar="TEXT", help=show(f"cli.certificate_{name}"))
    verifying = _add(commands, strings, "verify", _certify)
    for name in ("text", "--county-key"):
        word = show(f"cli.verify_{name.strip('-').replace('-', '_')}")
        verifying.add_argument(name, metavar=name.strip("-").upper(), help=word)


def _language_of(arguments: Sequence[str]) -> str:
    """Looked for before all else: the command line speaks that language itself."""
    alone = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    alone.add_argument("--language", default=FIRST)
    try:
        given, _ = alone.parse_known_args(arguments)
    except argparse.ArgumentError:
        return FIRST
    return str(given.language) if given.language in languages() else FIRST


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, usage_word: str) -> None:
        super().__init__(prog, max_help_position=28)
        self._usage_word = usage_word

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or self._usage_word)


class _Parser(argparse.ArgumentParser):
    """argparse in the user's language: it has its own words in English only."""

    def __init__(self, strings: Strings, **given: Any) -> None:
        formatter = partial(_Formatter, usage_word=strings.show("cli.usage"))
        super().__init__(formatter_class=formatter, add_help=False, **given)
        self._strings = strings

    def error(self, message: str) -> NoReturn:
        """Says where to read on; `message` is argparse's own English, for whoever asks why."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_WORDS, self._strings.show("cli.wrong_words", why=message) + "\n")


def _add(commands: Any, strings: Strings, name: str, run: Any) -> argparse.ArgumentParser:
    show = strings.show
    text = show(f"cli.{name}")
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser._positionals.title = show("cli.given")
    parser._optionals.title = show("cli.options")
    parser.add_argument("-h", "--help", action="help", help=show("cli.help"))
    parser.set_defaults(run=run)
    return parser


def _pixels(text: str) -> tuple[int, int]:
    """ "1280x800". Raises ValueError."""
    width, height = text.lower().split("x")
    return int(width), int(height)


def _config(given: argparse.Namespace) -> Config:
    return Config(
        data=given.data or default_data(),
        county_url=given.county,
        language=given.language,
        window_px=given.window or PORTRAIT,
        fullscreen=given.fullscreen,
        voice=not given.silent,
        camera=given.camera,
        card_reader=given.card_reader,
        simulated_card_reader=given.simulated_card_reader,
        simulated_microphone=given.simulated_microphone,
        paper=given.paper,
        picture=given.picture,
    )


def _open_kiosk(config: Config, given: argparse.Namespace, strings: Strings) -> int:
    if given.tour:
        from kiosk.tour.play import play

        return play(config, given.tour, strings)
    from kiosk.app import run_kiosk

    return run_kiosk(config, strings, given.seconds)


def _seed(config: Config, _given: argparse.Namespace, strings: Strings) -> int:
    from kiosk.demo.village import seed_demo

    seeded = seed_demo(config, ASSETS / "demo" / "village.toml", wall_ms())
    key = "cli.demo_seeded" if seeded.is_new else "cli.demo_stands"
    _say(strings, key, people=seeded.people, visits=seeded.visits)
    _say(strings, "cli.demo_pin", cadre=seeded.cadre, pin=seeded.pin)
    return FINE


def _import(config: Config, given: argparse.Namespace, strings: Strings) -> int:
    from kiosk.devices.workbooks import read_register_words, read_workbook
    from kiosk.services.import_register import import_some, plan_import
    from kiosk.services.import_report import to_report

    sheets = read_workbook(given.file)
    village = _village(config)
    try:
        ports = village.ports
        words = read_register_words(ASSETS / "register" / "words.toml")
        plan = plan_import(sheets, words, ports.residents, ports.clock.today())
        while plan.remaining:
            plan = import_some(ports, plan, by="console")
            _say(strings, "cli.import_progress", done=plan.done, left=plan.remaining)
        report = to_report(plan, strings.show)
    finally:
        village.close()
    for outcome, count in report["counts"].items():
        _say(
            strings, "cli.import_count", outcome=strings.show(f"import.outcome.{outcome}"), n=count
        )
    if given.report:
        text = json.dumps(report, ensure_ascii=False, indent=1)
        given.report.write_text(text + "\n", "utf-8")
        _say(strings, "cli.import_reported", path=str(given.report))
    return FINE


def _rebuild(config: Config, _given: argparse.Namespace, strings: Strings) -> int:
    from kiosk.store.rebuild import rebuild

    village = _village(config)
    try:
        found = rebuild(village.store.database)
    finally:
        village.close()
    _say(strings, "cli.rebuilt", entries=found.entries, unreadable=found.unreadable)
    for table, count in found.rows.items():
        _say(strings, "cli.rebuilt_table", table=table, n=count)
    _say(strings, "cli.rebuilt_differs" if found.total else "cli.rebuilt_same", n=found.total)
    return FAILED if found.total else FINE


def _enrol(config: Config, given: argparse.Namespace, strings: Strings) -> int:
    from kiosk.county import keep_url
    from sync.exchange.enrol import Enrolled, enrol
    from sync.exchange.line import Line

    if not config.county_url:
        _say(strings, "cli.enrol_needs_county")
        return WRONG_WORDS
    village = _village(config)
    try:
        journal = village.store.journal
        outcome = enrol(journal, Line(config.county_url), given.code, wall_ms)
        if isinstance(outcome, Enrolled):
            keep_url(journal, config.county_url)
            _say(strings, "cli.enrolled", village=outcome.village_name, county=outcome.county_name)
            return FINE
    finally:
        village.close()
    _say(strings, f"cli.enrol_{type(outcome).__name__}")
    return FAILED


def _carry(config: Config, given: argparse.Namespace, strings: Strings) -> int:
    from kiosk.stick import take_in_from, take_out_to

    village = _village(config)
    try:
        carry = take_out_to if given.is_out else take_in_from
        done = carry(village.store.journal, given.folder)
    finally:
        village.close()
    _say(strings, done.key, **done.counts)
    return FINE if done.is_good else FAILED


def _restore(config: Config, _given: argparse.Namespace, strings: Strings) -> int:
    import os

    from kiosk.store.key import find_key
    from kiosk.store.restore import restore_newest_backup

    key = find_key(config.data, os.environ, os.urandom).key
    backup = restore_newest_backup(config.data, key)
    _say(strings, "cli.restored", name=backup.name)
    return FINE


def _certify(config: Config, given: argparse.Namespace, strings: Strings) -> int:
    from kiosk import certificates

    run = certificates.tell_certificate if "text" in given else certificates.write_certificate
    return run(config, given, strings)


def _village(config: Config) -> Village:
    from kiosk.village import open_village

    return open_village(config)


def _say(strings: Strings, key: str, **args: str | int) -> None:
    print(strings.show(key, **args), flush=True)


def _complain(strings: Strings, trouble: Trouble) -> None:
    sentence = strings.show(f"error.{trouble.code}.say")
    print(strings.show("cli.trouble", code=trouble.code, sentence=sentence), file=sys.stderr)
