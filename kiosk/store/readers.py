"""Looking things up in the views: Residents, Visits, ... of kiosk.services.ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.store.database import Database, Values
from kiosk.store.merges import Merges
from kiosk.store.names import TABLE as NAMES
from kiosk.store.names import name_key
from sync.standard.attendance import Visit
from sync.standard.claims import Claim
from sync.standard.identity import blind_index
from sync.standard.leases import Lease, home_of
from sync.standard.origin import Head
from sync.standard.points import Account, earning_key
from sync.standard.residents import Resident
from sync.standard.village_cards import VillageCard

_read_resident: Final = msgspec.json.Decoder(Resident).decode
_read_visit: Final = msgspec.json.Decoder(Visit).decode
_read_account: Final = msgspec.json.Decoder(Account).decode
_read_lease: Final = msgspec.json.Decoder(Lease).decode
_read_card: Final = msgspec.json.Decoder(VillageCard).decode
_read_claim: Final = msgspec.json.Decoder(Claim).decode


class Residents:
    def __init__(self, database: Database, merges: Merges) -> None:
        self._database = database
        self._merges = merges
        self._blind_key = database.derive(b"blind")

    def by_id(self, person: str) -> Resident | None:
        return self._one("WHERE key = ?", (person,))

    def by_number(self, number: str) -> Resident | None:
        """Also who has withdrawn; of several with the number an active one, then the first."""
        found = self._one(
            "WHERE blind = ? AND registered_ms > 0"
            " ORDER BY is_active DESC, registered_ms, key LIMIT 1",
            (blind_index(number, self._blind_key),),
        )
        main = self._merges.groups().main(found.person) if found else ""
        shown = found if found is None or main == found.person else self.by_id(main)
        return shown if shown and shown.erasure is None else found

    def by_phone(self, phone: str, limit: int = 7) -> list[Resident]:
        """A family's one telephone is several people's."""
        return self._active(
            "r WHERE blind_phone = ? AND is_active = 1 ORDER BY registered_ms, key LIMIT ?",
            (blind_index(phone, self._blind_key),),
            limit,
        )

    def by_initials(self, initials: str, last4: str, limit: int = 7) -> list[Resident]:
        if not initials:
            return self._by_last4(last4.upper(), limit)
        where, values = "n.initials = ?", [initials.lower()]
        if last4:
            where += " AND n.last4 = ?"
            values.append(last4.upper())
        return self._active(
            f"r JOIN {NAMES} n ON r.key = n.person WHERE {where}"
            " ORDER BY n.initials, n.last4, n.person LIMIT ?",
            values,
            limit,
        )

    def _by_last4(self, last4: str, limit: int) -> list[Resident]:
        """A name with two readings has two lines among the names, but is one person."""
        return self._active(
            f"r WHERE key IN (SELECT person FROM {NAMES} WHERE last4 = ?) ORDER BY key LIMIT ?",
            (last4,),
            limit,
        )

    def newest(self, limit: int = 200) -> list[Resident]:
        return self._many(
            "r WHERE registered_ms > 0 ORDER BY registered_ms DESC, key DESC LIMIT ?", (), limit
        )

    def by_name(self, name: str, limit: int = 50) -> list[Resident]:
        """Whoever has exactly this name, spaces aside; also who has withdrawn, but last."""
        return self._many(
            "r WHERE name_key = ? AND registered_ms > 0"
            " ORDER BY is_active DESC, registered_ms, key LIMIT ?",
            (name_key(name),),
            limit,
        )

    def names(self) -> list[str]:
        """Of everybody active, in no order, without spaces and with one kind of dot."""
        found = self._database.rows("SELECT name_key FROM residents WHERE is_active = 1")
        return [name for (name,) in found]

    def by_beginning(self, beginning: str, limit: int = 7) -> list[Resident]:
        """Active people whose name begins so, that very name first."""
        where, values = _begins_with(beginning)
        return self._active(f"r WHERE {where} ORDER BY name_key, key LIMIT ?", values, limit)

    def next_characters(self, beginning: str) -> frozenset[str]:
        """How active people's names go on that begin so."""
        where, values = _begins_with(beginning)
        found = self._database.rows(
            f"SELECT DISTINCT substr(name_key, ?, 1) FROM residents WHERE {where}",
            (len(name_key(beginning)) + 1, *values),
        )
        return frozenset(character for (character,) in found if character)

    def groups(self) -> list[str]:
        found = self._database.rows(
            "SELECT home_group FROM residents WHERE is_active = 1 AND home_group <> ''"
            " GROUP BY home_group ORDER BY count(*) DESC, home_group"
        )
        return [group for (group,) in found]

    def contested(self, limit: int = 200) -> list[Resident]:
        return self._many("r WHERE is_contested = 1 ORDER BY key LIMIT ?", (), limit)

    def count(self) -> int:
        found = self._database.row("SELECT count(*) FROM residents WHERE is_active = 1")
        absorbed = [self.by_id(person) for person in self._merges.groups().absorbed]
        return int(found[0] if found else 0) - sum(r is not None and r.is_active for r in absorbed)

    def _one(self, where: str, values: Values) -> Resident | None:
        found = self._database.row(f"SELECT row FROM residents {where}", values)
        return None if found is None else _read_resident(found[0])

    def _active(self, rest: str, values: Values, limit: int) -> list[Resident]:
        """Somebody may be found by an old id, and have withdrawn under the one that is shown."""
        return [resident for resident in self._many(rest, values, limit) if resident.is_active]

    def _many(self, rest: str, values: Values, limit: int) -> list[Resident]:
        """Who is found under several ids comes once, in the place of the first."""
        groups = self._merges.groups()
        most = limit + len(groups.absorbed)
        found = self._database.rows(f"SELECT r.row FROM residents {rest}", (*values, most))
        people: dict[str, Resident] = {}
        for (row,) in found:
            resident = _read_resident(row)
            main = groups.main(resident.person)
            if main not in people:
                people[main] = resident if main == resident.person else self.by_id(main) or resident
        return [*people.values()][:limit]


class Visits:
    def __init__(self, database: Database, merges: Merges) -> None:
        self._database = database
        self._merges = merges

    def by_id(self, visit: str) -> Visit | None:
        found = self._many("key = ?", (visit,))
        return found[0] if found else None

    def open_of(self, person: str) -> list[Visit]:
        ids, people = self._ids(person)
        return self._many(f"{ids} AND is_open = 1 ORDER BY start_ms, key", people)

    def of(self, person: str, limit: int = 50) -> list[Visit]:
        ids, people = self._ids(person)
        return self._many(f"{ids} ORDER BY start_ms DESC, key DESC LIMIT ?", (*people, limit))

    def all_of(self, person: str) -> list[Visit]:
        ids, people = self._ids(person)
        return self._many(f"{ids} ORDER BY start_ms, key", people)

    def of_activity(self, activity: str, limit: int = 5000) -> list[Visit]:
        of_it = "activity = ? AND activity <> ''"
        return self._many(f"{of_it} ORDER BY start_ms, key LIMIT ?", (activity, limit))

    def open_now(self, limit: int = 200) -> list[Visit]:
        """Everybody who is serving now, who began last first."""
        return self._many("is_open = 1 ORDER BY start_ms DESC, key DESC LIMIT ?", (limit,))

    def to_correct(self, limit: int = 200) -> list[Visit]:
        return self._many("needs_correction = 1 ORDER BY start_ms DESC, key DESC LIMIT ?", (limit,))

    def _ids(self, person: str) -> tuple[str, tuple[str, ...]]:
        """A condition, and its values: visits of any of her ids."""
        people = self._merges.groups().members(person)
        return f"person IN ({', '.join('?' * len(people))})", people

    def _many(self, where: str, values: Values) -> list[Visit]:
        found = self._database.rows(f"SELECT row FROM visits WHERE {where}", values)
        return [_read_visit(row) for (row,) in found]


class Claims:
    def __init__(self, database: Database) -> None:
        self._database = database

    def by_id(self, claim: str) -> Claim | None:
        found = self._many("key = ?", (claim,))
        return found[0] if found else None

    def on(self, thing: str) -> list[Claim]:
        return self._many("thing = ? ORDER BY claimed_ms, key", (thing,))

    def untold(self, person: str = "", limit: int = 200) -> list[Claim]:
        hers = " AND person = ?" if person else ""
        values = (person, limit) if person else (limit,)
        return self._many(f"is_untold = 1{hers} ORDER BY claimed_ms, key LIMIT ?", values)

    def _many(self, where: str, values: Values) -> list[Claim]:
        found = self._database.rows(f"SELECT row FROM claims WHERE {where}", values)
        return [_read_claim(row) for (row,) in found]


class VillageCards:
    def __init__(self, database: Database, merges: Merges) -> None:
        self._database = database
        self._merges = merges

    def by_id(self, card: str) -> VillageCard | None:
        found = self._database.row("SELECT row FROM village_cards WHERE key = ?", (card,))
        return None if found is None else _read_card(found[0])

    def of(self, person: str) -> list[VillageCard]:
        people = self._merges.groups().members(person)
        found = self._database.rows(
            f"SELECT row FROM village_cards WHERE person IN ({', '.join('?' * len(people))})"
            " ORDER BY issued_ms DESC, key",
            people,
        )
        return [_read_card(row) for (row,) in found]


class Accounts:
    def __init__(self, database: Database, head: Callable[[], Head]) -> None:
        """head: where this device's journal ends."""
        self._database = database
        self._head = head

    def by_id(self, account: str) -> Account | None:
        found = self._database.row("SELECT row FROM accounts WHERE key = ?", (account,))
        return None if found is None else _read_account(found[0])

    def has_earned(self, account: str, source: str) -> bool:
        key = earning_key(account, source)
        return self._database.row("SELECT 1 FROM earnings WHERE key = ?", (key,)) is not None

    def leases_here(self, account: str) -> list[Lease]:
        found = self._database.rows(
            "SELECT row FROM leases WHERE account = ? AND (is_open = 1 OR is_asked = 1)"
            " ORDER BY key",
            (account,),
        )
        head = self._head()
        leases = [_read_lease(row) for (row,) in found]
        return [lease for lease in leases if home_of(lease.lease) == (head.device, head.epoch)]


def _begins_with(beginning: str) -> tuple[str, tuple[str, str]]:
    """A condition on active people's names that the index answers, and its values."""
    key = name_key(beginning)
    return "is_active = 1 AND name_key >= ? AND name_key < ?", (key, f"{key}\U0010ffff")
