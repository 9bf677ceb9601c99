"""Thousands of cards laid down with whatever may happen, on a line in memory, in counted time.

EVERY=1 plays 10,000 readings and 100,000 polls; the suite a few.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import tracemalloc
from collections import Counter
from collections.abc import Sequence

from kiosk.config import ASSETS
from kiosk.devices.card_frames import Command
from kiosk.services.cards import CardOutcome, CardRead, CardUnreadable
from kiosk.strings import load_strings
from tests.devices.card_desk import Desk
from tests.devices.cards import MISHAPS, some_card

EVERY = bool(os.environ.get("EVERY"))
READINGS = 10_000 if EVERY else 250
POLLS = 100_000 if EVERY else 1_000
STRINGS = load_strings(ASSETS / "strings" / "zh_CN")
CARD_COMMANDS = (Command.FIND, Command.SELECT, Command.READ)


def laying_down(desk: Desk, seed: int) -> tuple[Sequence[CardOutcome], CardRead, bool]:
    """One person with one card, and what may happen to her. Returns what was told, what would be
    right, and whether something stood in the way."""
    dice = random.Random(seed)
    text, card = some_card(dice)
    mishaps = [
        (dice.choice(CARD_COMMANDS), dice.choice(MISHAPS))
        for _ in range(dice.choice((0, 1, 1, 2, 3, 5, 9)))
    ]
    desk.module.suffer(mishaps)
    desk.module.put(text)
    told = desk.poll(dice.randint(4, 8))
    is_unplugged = dice.random() < 0.1
    if is_unplugged:
        desk.line.is_broken = True
        told += desk.poll(2)
        desk.line.is_broken = False
        told += desk.poll(3)
    return told + desk.settle(), CardRead(card), bool(mishaps) or is_unplugged


def test_faults_in_any_mix_never_make_another_person():
    desk, counted = Desk(seed=7), Counter[str]()
    desk.poll()
    for seed in range(READINGS):
        selects = desk.line.selects
        told, right, is_disturbed = laying_down(desk, seed)
        assert told or desk.line.selects == selects, f"found and left without a word: {seed}"
        read = [outcome for outcome in told if isinstance(outcome, CardRead)]
        assert all(outcome == right for outcome in read), f"another person in reading {seed}"
        assert is_disturbed or told == [right]
        for outcome in told:
            if not isinstance(outcome, CardRead):
                key = outcome.fault if isinstance(outcome, CardUnreadable) else outcome.key
                assert STRINGS.say(key)
        counted.update({type(outcome).__name__ for outcome in told} or {"nothing"})
    assert counted["CardRead"] > READINGS * 0.5
    assert counted["CardUnreadable"] > READINGS * 0.05
    print(READINGS, "readings:", dict(counted))


def test_polls_without_end_keep_nothing(caplog):
    caplog.set_level(logging.CRITICAL)  # what pytest keeps of the log would be counted
    desk = Desk(seed=3)
    desk.poll()

    def live_on(polls: int) -> None:
        for round_number in range(polls // 10):
            if round_number % 3 == 0:
                desk.module.put(some_card(desk.dice)[0])
            if round_number % 5 == 0:
                desk.module.suffer([(Command.READ, desk.dice.choice(MISHAPS))])
            desk.poll(8)
            desk.module.take()
            desk.poll(2)
            desk.module.recover()

    tracemalloc.start()
    live_on(POLLS // 2)
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    live_on(POLLS)
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(POLLS, "polls:", after - before, "bytes more")
    assert after - before < 65_536
