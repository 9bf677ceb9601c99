"""Earning and spending at a kiosk, in the hands of a test."""

from __future__ import annotations

import msgspec

from sync.exchange.outcomes import Forked, Synced
from sync.standard.leases import Lease, home_of
from sync.standard.points import Account, earning_key
from tests.county.running import DONGSHENG


class OverLedger:
    """The services' ports over a plain ledger."""

    def __init__(self, ledger):
        self._ledger = ledger
        self.journal = self.accounts = self

    def append(self, *facts, by=""):
        assert not by
        return tuple(self._ledger.write(fact) for fact in facts)

    def by_id(self, account):
        return self._ledger.views().get(("accounts", account))

    def has_earned(self, account, source):
        return ("earnings", earning_key(account, source)) in self._ledger.views()

    def leases_here(self, account):
        here = (self._ledger.device, self._ledger.epoch)
        rows = [row for row in self._ledger.views().values() if isinstance(row, Lease)]
        return [
            row
            for row in rows
            if row.account == account
            and (row.is_open or row.is_asked)
            and home_of(row.lease) == here
        ]


def ports_of(kiosk):
    return OverLedger(kiosk.ledger)


def accounts_of(rows):
    return {row.account: row for row in rows.values() if isinstance(row, Account)}


def at_county(county, village=DONGSHENG):
    bodies = county.view("accounts", village)
    return {key: msgspec.json.decode(body, type=Account) for key, body in bodies.items()}


def settle(*kiosks):
    """Till each of them has what the others have. Which of them forked on the way."""
    forked = set()
    for at, kiosk in (*enumerate(kiosks), *enumerate(kiosks)):
        while not isinstance(outcome := kiosk.exchange.round(), Synced):
            assert isinstance(outcome, Forked)
            forked.add(at)
    return forked
