"""A key for each person, beside the journal: what her personal fields are sealed with.

Without the key, the lines in the journal say nothing of her any more, on any disk. That is what
erasing is: the key goes, and is never taken again from anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kiosk.store.database import Database
from kiosk.store.state import State
from sync.people_keys import KEY_BYTES, MOST_KEYS, cut, open_fact, seal_fact
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.origin import Head, Ref
from sync.standard.residents import ResidentCorrected, ResidentRegistered
from sync.standard.sealed import KINDS, SEALED, Sealed, SealedCorrected, SealedRegistered, people_in

SCRUB_DUE: Final = "scrub_due"
"""The state's key that stands while an erased person may still be found in old copies."""
_KEYS: Final = "SELECT key FROM people_keys WHERE person = ? ORDER BY no"
_KEEP: Final = (
    "INSERT INTO people_keys (person, key, is_sent) SELECT ?1, ?2, ?3"
    " WHERE NOT EXISTS (SELECT 1 FROM erased_people WHERE person = ?1)"
)

_IS: Final = "WHERE device = ? AND epoch = ? AND seq = ?"
_MARKED: Final = "SELECT device, epoch, seq, line FROM entries WHERE reason = ?"
_UNMARK: Final = f"UPDATE entries SET reason = NULL {_IS}"
_REPORTED: Final = (
    "SELECT device, epoch, seq, line FROM reports JOIN entries USING (device, epoch, seq)"
    " WHERE code = ?"
)
_SETTLE: Final = f"DELETE FROM reports {_IS}"
_OWN_AFTER: Final = (
    "SELECT line FROM entries WHERE device = ? AND epoch = ? AND seq > ?"
    f" AND kind IN {KINDS} ORDER BY seq"
)


class PeopleKeys:
    """Every method runs within the caller's transaction, where there is one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def seal(self, fact: Fact, random: Callable[[int], bytes]) -> Fact:
        """The fact as the journal holds it; makes the person's key where there is none.

        random: n random bytes.
        """
        if not isinstance(fact, (ResidentRegistered, ResidentCorrected)):
            return fact
        return seal_fact(fact, self.key_of(fact.person, random), random)

    def open(self, entry: Entry) -> Entry:
        """The entry in the clear if its key is here."""
        fact = entry.fact
        if not isinstance(fact, (SealedRegistered, SealedCorrected)):
            return entry
        opened = open_fact(fact, self.keys_of(fact.person))
        return entry if opened is None else Entry(entry.origin, opened)

    def keep(self, keys: Mapping[str, bytes]) -> set[str]:
        """Takes what the county gave, person -> keys one after another. Who has a new one now.

        What comes from the county is at the county.
        """
        news: set[str] = set()
        for person, pieces in keys.items():
            here = self.keys_of(person)
            for key in cut(pieces, KEY_BYTES):
                if key in here:
                    self._note_sent(person, key)
                elif len(key) == KEY_BYTES and len(here) < MOST_KEYS:
                    here.append(key)
                    if self._database.execute(_KEEP, (person, key, True)):
                        news.add(person)
        return news

    def erase(self, people: Iterable[str]) -> None:
        """For ever. What is still in old copies is the scrubbing's business."""
        gone = dict.fromkeys(people)
        if not gone:
            return
        for person in gone:
            self._database.execute("INSERT OR IGNORE INTO erased_people VALUES (?)", (person,))
            self._database.execute("DELETE FROM people_keys WHERE person = ?", (person,))
        self.sealed_of(gone)
        State(self._database).put(SCRUB_DUE, "1")

    def is_missed(self, fact: Sealed) -> bool:
        """Whether the key ought to be here and is not."""
        return not self.is_erased(fact.person)

    def is_erased(self, person: str) -> bool:
        gone = "SELECT 1 FROM erased_people WHERE person = ?"
        return self._database.row(gone, (person,)) is not None

    def to_send(self, limit: int) -> dict[str, bytes]:
        """Of so many people, oldest first: their keys, one after another."""
        found = self._database.rows(
            "SELECT person, key FROM people_keys WHERE is_sent = 0 ORDER BY no LIMIT ?", (limit,)
        )
        keys: dict[str, bytes] = {}
        for person, key in found:
            keys[person] = keys.get(person, b"") + key
        return keys

    def note_sent(self, people: Sequence[str]) -> None:
        """The county has them, and so it has opened what it could not open before."""
        self._database.execute_many(
            "UPDATE people_keys SET is_sent = 1 WHERE person = ?", [(person,) for person in people]
        )
        wanted = set(people)
        self._database.execute_many(
            _SETTLE,
            [
                row[:3]
                for row in self._database.rows(_REPORTED, (SEALED,))
                if not wanted.isdisjoint(people_in((row[3],)))
            ],
        )

    def send_again(self, head: Head, after: int) -> None:
        """The county has lost this device's entries of head's epoch after that seq, and the keys
        that came with them."""
        lines = self._database.rows(_OWN_AFTER, (head.device, head.epoch, after))
        self._unsend(line for (line,) in lines)

    def missed(self, head: Head, seqs: Iterable[int]) -> None:
        """The county says that it has not got the keys to these own entries."""
        found = (
            self._database.row(f"SELECT line FROM entries {_IS}", (head.device, head.epoch, seq))
            for seq in seqs
        )
        self._unsend(row[0] for row in found if row)

    def sealed_of(self, people: Iterable[str]) -> list[tuple[Ref, bytes]]:
        """(identity, line) of what was folded without its fields; it is so no longer."""
        wanted = set(people)
        found = self._database.rows(_MARKED, (SEALED,))
        theirs = [row for row in found if not wanted.isdisjoint(people_in((row[3],)))]
        self._database.execute_many(_UNMARK, [row[:3] for row in theirs])
        return [(Ref(*row[:3]), row[3]) for row in theirs]

    def _unsend(self, lines: Iterable[bytes]) -> None:
        self._database.execute_many(
            "UPDATE people_keys SET is_sent = 0 WHERE person = ?",
            [(person,) for person in people_in(lines)],
        )

    def keys_of(self, person: str) -> list[bytes]:
        return [key for (key,) in self._database.rows(_KEYS, (person,))]

    def key_of(self, person: str, random: Callable[[int], bytes]) -> bytes:
        """Of somebody who is erased it is a key that nobody keeps."""
        keys = self.keys_of(person)
        if keys:
            return keys[0]
        key = random(KEY_BYTES)
        self._database.execute(_KEEP, (person, key, False))
        return key

    def _note_sent(self, person: str, key: bytes) -> None:
        self._database.execute(
            "UPDATE people_keys SET is_sent = 1 WHERE person = ? AND key = ? AND is_sent = 0",
            (person, key),
        )
