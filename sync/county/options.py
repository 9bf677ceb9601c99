"""The options of `python -m sync.county`, in Chinese."""

from __future__ import annotations

import argparse
from typing import Any

from sync.county.strings import say


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


def make_parser() -> argparse.ArgumentParser:
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
    sending_out = commands.add_parser("messages", help=say("command.messages"))
    sending_out.add_argument("--once", action="store_true", help=say("command.once"))
    _add_data(sending_out)
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
