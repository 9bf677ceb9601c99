"""Everybody of a village is found without a card: by her number, by initials, by her name.

Part of a village in each run; EVERY=1 makes it 20,000 people.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from pypinyin import Style, lazy_pinyin

from kiosk.config import ASSETS, Config
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.devices.readings import Readings
from kiosk.services.find_me import (
    MOST_CANDIDATES,
    Identified,
    NeedsLastFour,
    Several,
    find_by_initials,
)
from kiosk.services.find_number import find_by_typed
from kiosk.services.ports import Ports
from kiosk.store.names import name_key
from kiosk.ui.views.letters import MOST_LETTERS
from kiosk.village import open_village
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.e2e.people import READ_OTHERWISE, people

COUNT = 20_000 if os.environ.get("EVERY") else 400
WRITTEN = COUNT if os.environ.get("EVERY") else 130
AT_ONCE = 500
DOT = "\u00b7"

Person = tuple[str, Personal]


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ports, list[Person]]]:
    books = open_village(Config(data=tmp_path_factory.mktemp("village"), voice=False))
    everybody = [(f"person-{at}", given) for at, given in enumerate(people(COUNT, seed=2026))]
    for first in range(0, COUNT, AT_ONCE):
        books.ports.journal.append(
            *(
                fact
                for person, given in everybody[first : first + AT_ONCE]
                for fact in (ResidentRegistered(person, given), Consented(person, RECORD, "1"))
            )
        )
    yield books.ports, everybody
    books.close()


def typed(name: str) -> str:
    """What she types: initials as the family reads the name, or of a long name's beginning."""
    flat = name_key(name).replace(DOT, "")
    surname = next((s for s in (flat[:2], flat[:1]) if s in READ_OTHERWISE), "")
    initials = READ_OTHERWISE.get(surname, "")
    for character in flat[len(surname) :]:
        (letter,) = lazy_pinyin(character, style=Style.FIRST_LETTER)
        initials += letter if letter.isascii() else ""
    return initials[:MOST_LETTERS]


def shown(ports: Ports, given: Personal) -> tuple[list[str], bool]:
    """Ids on the page to which her initials lead, and whether her last four were asked."""
    outcome = find_by_initials(ports, typed(given.name))
    is_asked = isinstance(outcome, NeedsLastFour)
    if is_asked:
        outcome = find_by_initials(ports, typed(given.name), given.number[-4:])
    match outcome:
        case Identified(resident):
            return [resident.person], is_asked
        case Several(residents):
            return [resident.person for resident in residents], is_asked
        case _:
            return [], is_asked


def test_by_her_number_she_alone(village: tuple[Ports, list[Person]]) -> None:
    ports, everybody = village
    for person, given in everybody:
        outcome = find_by_typed(ports, given.number)
        assert isinstance(outcome, Identified)
        assert outcome.resident.person == person


def test_by_initials_whoever_can_be_spelled_stands_on_the_page(
    village: tuple[Ports, list[Person]],
) -> None:
    ports, everybody = village
    missed, asked, spelled = [], 0, 0
    for person, given in everybody:
        if len(typed(given.name)) < 2:
            continue
        spelled += 1
        people_shown, is_asked = shown(ports, given)
        asked += is_asked
        assert len(people_shown) <= MOST_CANDIDATES
        if person not in people_shown:
            missed.append(given.name)
    assert not missed
    assert spelled > COUNT * 0.99
    assert 0 < asked < spelled, "some need their last four, some do not"


def test_by_the_first_part_of_a_name_in_two(village: tuple[Ports, list[Person]]) -> None:
    ports, everybody = village
    two = {given.name for _, given in everybody if DOT in name_key(given.name)}
    assert two
    for name in two:
        first = name_key(name).partition(DOT)[0]
        found = ports.residents.by_initials(typed(first), "", COUNT)
        assert name in {resident.personal.name for resident in found}


def test_every_name_can_be_written_on_the_board_and_finds_her(
    village: tuple[Ports, list[Person]],
) -> None:
    """By the letters of each character, or by its radical where nobody knows how it is read."""
    ports, everybody = village
    hanzi, readings = PinyinHanzi(ASSETS / "pinyin"), Readings(ASSETS / "pinyin")
    hanzi.learn([given.name for _, given in everybody])
    by_radical = {
        character
        for radical in hanzi.radicals()
        for group in hanzi.of_radical(radical.number).values()
        for character in group
    }
    offered: dict[tuple[str, bool], bool] = {}
    for person, given in everybody[:WRITTEN]:
        written = ""
        for character in name_key(given.name):
            key = (character, not written)
            if key not in offered:
                syllables = readings.syllables(character)
                offers = hanzi.offer(syllables[0], written) if syllables else ()
                offered[key] = any(offer.text == character for offer in offers)
            assert character == DOT or offered[key] or character in by_radical
            written += character
        found = ports.residents.by_name(written, COUNT)
        assert person in {resident.person for resident in found}
