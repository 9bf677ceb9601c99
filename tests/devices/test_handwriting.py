"""Whatever becomes of the process that reads, the kiosk goes on; and it reads what hands write."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from random import Random

import pytest

from kiosk.devices.handwriting import DINKIT, ZINNIA, WorkerHandwriting, engines
from kiosk.services.read_character import Likely, read_character
from tests.devices.pens import CLEAN, HANDS, HEAVY, Hand, given, surnames, write

Make = Callable[..., WorkerHandwriting]
STROKE = ((0.2, 0.5), (0.8, 0.5))
EVERY = bool(os.environ.get("EVERY"))
SAMPLE = 60


@pytest.fixture
def make() -> Iterator[Make]:
    made = []

    def start(*names: str, **options: str) -> WorkerHandwriting:
        made.append(WorkerHandwriting(names, **options))
        return made[-1]

    yield start
    for one in made:
        one.close()


def odd(make: Make, *names: str) -> WorkerHandwriting:
    return make(*names, module="tests.devices.odd_reader")


def test_without_an_engine_writing_is_not_offered(make):
    nothing = make()
    assert not nothing.is_there
    assert nothing.candidates([STROKE]) == ()


@pytest.mark.parametrize("how", ["dies", "babbles"])
def test_an_engine_that_fails_again_and_again_gives_way_to_the_next(make, how):
    reader = odd(make, how, "reads")
    assert [list(reader.candidates([STROKE])) for _ in range(4)] == [[], [], [], ["a", "b"]]
    assert reader.is_there


def test_when_the_last_one_has_failed_writing_is_not_offered_any_more(make):
    reader = odd(make, "dies")
    assert all(reader.candidates([STROKE]) == () for _ in range(3))
    assert not reader.is_there


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_killed_or_frozen_it_is_started_anew(make, blow):
    reader = odd(make, "reads")
    assert reader.candidates([STROKE]) == ["a", "b"]
    hit = reader.pid
    assert hit is not None
    os.kill(hit, blow)
    answers = [list(reader.candidates([STROKE])) for _ in range(2)]
    assert answers[-1] == ["a", "b"]
    assert reader.pid not in (None, hit)


def test_an_empty_paper_asks_nobody(make):
    reader = odd(make, "reads")
    assert reader.candidates([]) == ()
    assert reader.pid is None


@pytest.mark.parametrize("engine", [DINKIT, ZINNIA])
def test_odd_ink_ends_no_engine(make, engine):
    reader = engine_of(make, engine)
    dot = ((0.5, 0.5),)
    for ink in ([dot], [dot] * 40, [STROKE * 500], [((-1.0, 2.0), (9.0, 9.0))], [STROKE] * 40):
        reader.candidates(ink)
    assert "\u4e00" in reader.candidates([STROKE])[:3]


LEAST = {
    # engine, hand: of 100 characters, so many are among the first five (docs/identify.md)
    (DINKIT, "clean"): 99,
    (DINKIT, "heavy"): 90,
    (DINKIT, "swapped"): 90,
    (DINKIT, "joined"): 90,
    (ZINNIA, "clean"): 75,
}


@pytest.mark.parametrize(("engine", "hand"), LEAST, ids=str)
def test_names_are_read(make, engine, hand):
    reader = engine_of(make, engine)
    characters = [*dict.fromkeys(surnames() + given())]
    if not EVERY:
        characters = Random(5).sample(characters, SAMPLE)
    read = sum(is_read(reader, character, HANDS[hand]) for character in characters)
    assert read * 100 >= LEAST[engine, hand] * len(characters)


def is_read(reader: WorkerHandwriting, character: str, hand: Hand) -> bool:
    return character in read_character(reader, write(character, hand), Likely())[:5]


def engine_of(make: Make, engine: str) -> WorkerHandwriting:
    if engine not in engines():
        pytest.skip(f"{engine} is not on this machine")
    return make(engine)


def test_an_unsteady_hand_shakes_and_does_not_lift():
    """Else the figures would say nothing."""
    king = "\u738b"
    assert write(king, CLEAN) == write(king, CLEAN)
    assert write(king, HEAVY) != write(king, HEAVY, seed=1)
    assert len(write(king, Hand(joins=1.0))) == 1
    assert [len(s) for s in write(king, Hand(swaps=1.0))] != [len(s) for s in write(king, CLEAN)]
