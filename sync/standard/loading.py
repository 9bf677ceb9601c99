"""The mark of a new kiosk's first load, as its settings hold it (sync.exchange.loading)."""

from __future__ import annotations

from typing import Final

LOADING: Final = "exchange.loading"
DONE: Final = "done"


def is_loading(kept: str | None) -> bool:
    """kept: the setting LOADING. Whether part of the village is still to come."""
    return bool(kept) and kept != DONE
