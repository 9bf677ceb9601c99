"""Codes and measures of the exchange as the desk says them."""

from __future__ import annotations

from kiosk.ui.desk.bench import Bench
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS

SECOND_MS = 1000


def what_stands(bench: Bench, code: str) -> str:
    """code: of sync.exchange.status.Status.trouble, or of a step of testing the line. Without a
    full stop."""
    return bench.show(f"way.{_known(bench, code)}")


def what_to_do(bench: Bench, code: str) -> str:
    return bench.show(f"do.{_known(bench, code)}")


def _known(bench: Bench, code: str) -> str:
    """ "refused.busy" has words of its own, "refused.form" those of "refused"; a code of a later
    version is told as a fault of the program."""
    names = (code.replace(".", "_"), code.partition(".")[0])
    return next((n for n in names if bench.strings.has(f"desk.way.{n}")), "fault")


def kind_words(bench: Bench, kind: str) -> str:
    """kind: an entry's, "checked_in.1". One that has no name yet stands for itself."""
    name = kind.rpartition(".")[0]
    return bench.show(f"kind.{name}") if bench.strings.has(f"desk.kind.{name}") else kind or "?"


def ago(bench: Bench, ms: int) -> str:
    """How long ago, ms of it, in the largest unit that says something."""
    for unit, unit_ms in (("days", DAY_MS), ("hours", HOUR_MS), ("minutes", MINUTE_MS)):
        if ms >= unit_ms:
            return bench.show(f"machine.ago_{unit}", n=ms // unit_ms)
    return bench.show("machine.ago_now")


def length(bench: Bench, ms: float) -> str:
    """A length of time, rounded up to what a person would say."""
    if ms < SECOND_MS:
        return bench.show("line.under_second")
    for unit, unit_ms in (("days", DAY_MS), ("hours", HOUR_MS), ("minutes", MINUTE_MS)):
        if ms >= 2 * unit_ms:
            return bench.show(f"line.{unit}", n=-int(-ms // unit_ms))
    return bench.show("line.seconds", n=-int(-ms // SECOND_MS))


def short_length(bench: Bench, ms: float) -> str:
    """As length, but a tenth of a second counts."""
    if ms < SECOND_MS / 10:
        return bench.show("line.under_tenth")
    if ms < 10 * SECOND_MS:
        return bench.show("line.seconds", n=f"{ms / SECOND_MS:.1f}")
    return length(bench, ms)
