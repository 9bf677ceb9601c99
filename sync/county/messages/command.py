"""Which sender a county has, and `python -m sync.county messages`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from sync.county.messages.http_sender import HttpSender
from sync.county.messages.outgoing import Sender
from sync.county.messages.queue import standing
from sync.county.messages.runner import Now, send_due
from sync.county.messages.settings import HTTP, read_settings
from sync.county.messages.simulator import Simulator
from sync.county.store import Store
from sync.county.strings import say


def make_sender(folder: Path, environment: Mapping[str, str]) -> Sender | None:
    """None where the county has none. Raises settings.WrongSettings."""
    settings = read_settings(folder, environment)
    if settings is None:
        return None
    return HttpSender(settings) if settings.way == HTTP else Simulator(folder)


def send_once(store: Store, secret: bytes, now_ms: Now, sender: Sender | None) -> bool:
    """Everything that is due; prints what came of it. False when it could not be tried."""
    if sender is None:
        print(say("command.messages_none"), file=sys.stderr)
        return False
    sent = failed = 0
    is_all = False
    while not is_all:
        passed = send_due(store, secret, now_ms, sender)
        sent, failed, is_all = sent + passed.sent, failed + passed.failed, passed.is_all
    print(say("command.messages_passed", sent=sent, failed=failed, put_off=passed.put_off))
    return not passed.put_off


def print_standing(store: Store) -> None:
    now = store.read(standing)
    counts = {"waiting": now.waiting, "sent": now.sent, "failed": now.failed}
    print(say("command.messages_standing", **counts))
