"""Text messages (短信): a village asks, the county sends and says what became of it.

The journal says to whom and of what, never a telephone number or a text: the county takes both
from its own views when it sends.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import Origin
from sync.standard.views import Row, Shelf
from sync.standard.words import NO_WORD, Word, word_of

MESSAGES: Final = ("call_up", "place_given", "place_awaited", "called_off")
SENT: Final = "sent"
FAILED: Final = "failed"


class MessageAsked(
    msgspec.Struct, frozen=True, tag_field="k", tag="message_asked.1", omit_defaults=True
):
    """what: of MESSAGES, about the activity. The message's id is this entry's identity."""

    person: str
    what: str
    activity: str
    shift: str = ""


class MessageEnded(msgspec.Struct, frozen=True, tag_field="k", tag="message_ended.1"):
    """The county: state is SENT or FAILED. code: the sender's, where it failed."""

    message: str
    state: str
    code: str


class Message(Row, frozen=True):
    """The view: one row a message."""

    table: ClassVar[str] = "messages"
    columns: ClassVar[tuple[str, ...]] = ("person", "activity", "is_waiting")

    message: str
    person: str = ""
    what: str = ""
    activity: str = ""
    shift: str = ""
    asked_ms: int = 0
    state: str = ""
    code: str = ""
    word: Word = NO_WORD

    @property
    def key(self) -> str:
        return self.message

    @property
    def is_waiting(self) -> bool:
        return self.asked_ms > 0 and not self.state


MessageFact = MessageAsked | MessageEnded


def fold(fact: MessageFact, origin: Origin, shelf: Shelf) -> None:
    if isinstance(fact, MessageEnded):
        word = word_of(origin)
        row = shelf.get(Message, fact.message) or Message(fact.message)
        if word > row.word:
            shelf.put(msgspec.structs.replace(row, state=fact.state, code=fact.code, word=word))
        return
    message = origin.ref.text()
    row = shelf.get(Message, message) or Message(message)
    shelf.put(
        msgspec.structs.replace(
            row,
            person=fact.person,
            what=fact.what,
            activity=fact.activity,
            shift=fact.shift,
            asked_ms=origin.stamp.ms,
        )
    )
