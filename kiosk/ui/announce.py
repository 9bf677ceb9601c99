"""Tells a screen reader what the voice says: it may be in her ear, or under her fingers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

Report = Callable[[QAccessibleEvent], None]
Announce = Callable[[str], None]
to_screen_reader: Report = QAccessible.updateAccessibility
"""Does nothing while no screen reader listens."""


def announcer(of: QObject, report: Report) -> Announce:
    """Announces texts as news of `of`. They come before what is being read just now: a new
    question stands where the old one stood."""

    def announce(text: str) -> None:
        event = QAccessibleAnnouncementEvent(of, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        report(event)

    return announce
