"""A county that was restored from a backup has forgotten some of what it said. Each kiosk that
notices brings back what it knows of that, before anything else, so that the county decides no
matter a second time. The county's own seal on each line proves it."""

from __future__ import annotations

from collections.abc import Iterator

from sync.exchange.courier import Signed
from sync.exchange.keys import is_reminding, note_reminding, speaks
from sync.exchange.outcomes import NoContact, Stopped
from sync.exchange.ports import Ledger
from sync.exchange.pull import Ask
from sync.sealing import pack
from sync.standard.origin import COUNTY, Ref
from sync.standard.pages import write_page
from sync.standard.wire import BATCH_LINES, MAX_BATCH_BYTES, Refusal


def remind(ask: Ask, ledger: Ledger) -> Refusal | NoContact | Stopped | None:
    """None: there was nothing to bring back, or the county has it."""
    if not is_reminding(ledger):
        return None
    if speaks(ledger) >= 2:
        for packed in said_pages(ledger):
            answer = ask("POST", "/remind", packed)
            if not isinstance(answer, Signed):
                return answer
    note_reminding(ledger, False)
    return None


def said_pages(ledger: Ledger) -> Iterator[bytes]:
    """Everything of the county's own that is here, packed in pages."""
    after = Ref(COUNTY, 0, 0)
    while rows := ledger.lines_by(after, BATCH_LINES, MAX_BATCH_BYTES):
        yield pack(write_page(0, 0, "", len(rows), rows))
        after = rows[-1][0]
