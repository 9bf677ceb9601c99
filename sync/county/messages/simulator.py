"""A sender that sends nothing: it writes into a file what would go out, for trying."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sync.county.messages.outgoing import Outgoing, Refused, Sender, Sent, Unreachable
from sync.county.strings import say

FILE: Final = "outbox.txt"
_SHOWN: Final = 3


class Simulator(Sender):
    """The file holds people's names; of a number it holds the ends alone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def send(self, outgoing: Outgoing) -> Sent | Refused | Unreachable:
        phone = f"{outgoing.phone[:_SHOWN]}****{outgoing.phone[-_SHOWN - 1 :]}"
        line = say("message.outbox", phone=phone, text=outgoing.text)
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{outgoing.id} {line}\n")
        except OSError:
            return Unreachable("file")
        return Sent()
