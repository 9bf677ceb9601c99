"""A new kiosk's first load of its village: how far it has got, and the durable mark that it has
all that was there when it came.

The journal itself is the snapshot (docs/adr/0016): it comes in pages like everything later.
"""

from __future__ import annotations

from sync.exchange.ports import Ledger
from sync.standard.loading import DONE, LOADING, is_loading
from sync.standard.wire import VILLAGE


def note_head(ledger: Ledger, at: int, head: int) -> None:
    """The county said that the village's scope ends at head. at: how far it is here. The first
    time, that is what is to be loaded; later only less can be, when the county was restored."""
    kept = ledger.get_setting(LOADING)
    if kept is None:
        # Who has begun already, before there was a mark, was shown everything as it came.
        _note(ledger, head if at == 0 and head else 0)
    elif kept != DONE and int(kept) > head:
        _note(ledger, head)


def note_loaded(ledger: Ledger, at: int) -> None:
    """Everything up to `at` is here, on the disk."""
    kept = ledger.get_setting(LOADING)
    if kept and is_loading(kept) and at >= int(kept):
        _note(ledger, 0)


def loading(ledger: Ledger) -> tuple[int, int] | None:
    """(entries that are here, entries that are to come); None when nothing is being loaded."""
    kept = ledger.get_setting(LOADING)
    if not kept or not is_loading(kept):
        return None
    return min(ledger.cursor(VILLAGE), int(kept)), int(kept)


def _note(ledger: Ledger, upto: int) -> None:
    ledger.set_setting(LOADING, str(upto) if upto else DONE)
