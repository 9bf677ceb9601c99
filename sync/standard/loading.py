"""What a kiosk's settings hold of its enrolment and its first load (sync.exchange.keys, loading)
that services ask for."""

from __future__ import annotations

from typing import Final

ENROLLED: Final = "exchange.village"
"""The village's code, once the kiosk belongs to one."""
LOADING: Final = "exchange.loading"
DONE: Final = "done"


def is_loading(kept: str | None) -> bool:
    """kept: the setting LOADING. Whether part of the village is still to come."""
    return bool(kept) and kept != DONE
