"""The sync light: what is known of every record, in words. It never says more than is known.

Green is the county's signed receipt for every entry, nothing less (sync.exchange.worker.Status).
"""

from __future__ import annotations

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.header import SyncLight
from sync.exchange.status import State, Status
from sync.standard.clock import DAY_MS, date_of, time_of


def light_of(status: Status, strings: Strings, now_ms: int, *, is_doubtful: bool) -> SyncLight:
    """is_doubtful: the machine's clock is plainly wrong, and whoever looks at it must know."""
    # By a wrong clock nobody can say how long ago the last contact was.
    last = strings.show("light.clock") if is_doubtful else _contact(status, strings, now_ms)
    # While a new kiosk loads its village there is room for that and the contact alone.
    saved = "" if status.loading else strings.show("light.saved")
    parts = [saved, _upload(status, strings), last]
    words = strings.show("light.joint").join(part for part in parts if part)
    return SyncLight(_tone(status, is_doubtful), words)


def _tone(status: Status, is_doubtful: bool) -> Tone:
    needs_somebody = is_doubtful or status.put_aside or status.trouble in _FOR_THE_OFFICER
    if needs_somebody or status.trouble.startswith("refused."):
        return Tone.RED
    return Tone.GREEN if status.state is State.ALL_SENT and not status.loading else Tone.GOLD


_FOR_THE_OFFICER = frozenset({"forked", "device_behind", "revoked", "unknown"})


def _upload(status: Status, strings: Strings) -> str:
    if status.loading:
        # A new kiosk: what is not found may be still to come, and whoever looks must know.
        here, upto = status.loading
        return strings.show("light.loading", percent=100 * here // upto)
    match status.state:
        case State.NOT_ENROLLED:
            return strings.show("light.not_enrolled")
        case State.ALL_SENT:
            return strings.show("light.all_sent")
        case State.SENDING:
            return strings.show("light.sending", n=status.waiting)
        case State.WAITING:
            return strings.show("light.waiting", n=status.waiting + status.put_aside)


def _contact(status: Status, strings: Strings, now_ms: int) -> str:
    """The age of the last signed contact; a broken line is said as such."""
    if status.state is State.NOT_ENROLLED:
        return ""
    if not status.last_contact_ms:
        return strings.show("light.never")
    if date_of(status.last_contact_ms) == date_of(now_ms):
        return strings.show("light.today", last=time_of(status.last_contact_ms))
    days = max(1, (now_ms - status.last_contact_ms) // DAY_MS)
    return strings.show("light.days", n=days)
