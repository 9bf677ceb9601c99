"""What is told of cards and faults, one at a time, on a line in memory."""

from __future__ import annotations

import logging

import pytest

from kiosk.config import ASSETS
from kiosk.devices.card_frames import Command, Status
from kiosk.devices.card_module import CardModule
from kiosk.devices.simulated_module import Mishap
from kiosk.services.cards import (
    CardFault,
    CardRead,
    CardUnreadable,
    ReaderBack,
    ReaderGone,
)
from kiosk.strings import load_strings
from tests.devices.card_desk import LIMITS, Desk
from tests.devices.cards import GROUPS, MISHAPS, some_card, today

STRINGS = load_strings(ASSETS / "strings" / "zh_CN")
CARD_COMMANDS = (Command.FIND, Command.SELECT, Command.READ)


def test_a_card_is_told_once_however_long_it_lies():
    desk = Desk()
    text, card = some_card(desk.dice)
    assert desk.poll(5) == [ReaderBack()]
    desk.module.put(text)
    assert desk.poll(200) == [CardRead(card)]
    assert desk.settle() == []
    desk.module.put(text)
    assert desk.poll(50) == [CardRead(card)]


def test_another_card_in_its_place_is_told_and_so_is_the_first_again():
    desk = Desk()
    (first, hers), (second, his) = some_card(desk.dice), some_card(desk.dice)
    for text in (first, second, first):
        desk.module.put(text)
        desk.poll(1)
    desk.module.put(first)
    told = []
    for text in (second, first, second):
        desk.module.put(text)
        told += desk.poll(3)
    assert told == [CardRead(his), CardRead(hers), CardRead(his)]


def test_a_bad_contact_is_not_a_second_laying_down():
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    told = []
    for _ in range(20):
        desk.module.put(text)
        told += desk.poll(2)
        desk.module.take()
        told += desk.poll(2)
    assert told == [CardRead(card)]


def test_a_module_that_wants_the_card_lifted_tells_it_once_a_laying_down():
    desk = Desk(wants_lifting=True)
    text, card = some_card(desk.dice)
    desk.poll()
    for _ in range(3):
        desk.module.put(text)
        assert desk.poll(30) == [CardRead(card)]
        assert desk.settle() == []


@pytest.mark.parametrize("mishap", MISHAPS)
@pytest.mark.parametrize("command", CARD_COMMANDS)
def test_one_mishap_is_made_good_without_a_word_or_told(mishap, command):
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    desk.module.put(text)
    desk.module.suffer([(command, mishap)])
    told = desk.poll(10) + desk.settle()
    if mishap in (Mishap.PULLED, Mishap.PULLED_MIDWAY):
        assert CardRead(card) not in told
        was_seen = command is not Command.FIND
        assert told.count(CardUnreadable(CardFault.PULLED)) == was_seen or told == []
    else:
        assert told == [CardRead(card)]


@pytest.mark.parametrize("command", CARD_COMMANDS[1:])
def test_a_card_pulled_away_in_the_midst_is_told(command):
    desk = Desk()
    desk.poll()
    desk.module.put(some_card(desk.dice)[0])
    desk.module.suffer([(command, Mishap.PULLED)])
    assert desk.poll(8) == [CardUnreadable(CardFault.PULLED)]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (Status.CARD_REFUSES, CardFault.NOT_ID),
        (Status.MODULE_REFUSES, CardFault.NOT_ID),
        (Status.WRONG_CARD, CardFault.NOT_ID),
        (Status.READ_FAILED, CardFault.PULLED),
        (Status.SELF_TEST_FAILED, CardFault.READER_BROKEN),
        (Status.UNLICENSED, CardFault.READER_BROKEN),
    ],
)
def test_what_the_module_says_of_itself_is_told_once(status, fault):
    desk = Desk()
    desk.poll()
    desk.module.put(some_card(desk.dice)[0])
    desk.module.refuses = status
    assert desk.poll(50) == [CardUnreadable(fault)]
    desk.module.refuses = None
    assert [type(told) for told in desk.poll(5)] == [CardRead]


def test_a_late_answer_is_never_the_next_card_s():
    """The first card's text comes when the second one already lies there."""
    desk = Desk()
    (first, hers), (second, his) = some_card(desk.dice), some_card(desk.dice)
    desk.poll()
    desk.module.put(first)
    desk.module.suffer([(Command.READ, Mishap.TOO_SLOW)])
    assert desk.poll(1) == []
    desk.module.put(second)
    told = desk.poll(20)
    assert told == [CardRead(his)]
    assert hers != his


def test_a_reader_that_falls_silent_is_gone_and_comes_back():
    desk = Desk()
    desk.poll()
    desk.module.suffer([(Command.FIND, Mishap.SILENCE)] * 5)
    assert desk.poll(6) == [ReaderGone(), ReaderBack()]


def test_a_line_that_has_shown_noise_is_not_believed_at_once():
    """The second reading of a card differs by what fooled the checksum."""
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    desk.module.put(text)
    asked = desk.module.commands
    assert desk.poll(1) == [CardRead(card)]
    assert desk.module.commands == asked + 3
    desk.settle()
    desk.module.suffer([(Command.FIND, Mishap.NOISE_BEFORE)])
    desk.module.put(text)
    asked = desk.module.commands
    assert desk.poll(1) == [CardRead(card)]
    assert desk.module.commands == asked + 4
    desk.settle()
    desk.module.suffer([(Command.READ, Mishap.FOOLED_CHECKSUM)])
    desk.module.put(text)
    assert desk.poll(1) == []
    assert desk.poll(2) == [CardRead(card)]


def test_noise_while_nothing_lies_there_says_nothing():
    desk = Desk()
    desk.poll()
    for mishap in (Mishap.CUT, Mishap.NOISE_WITHIN, Mishap.LOST_BYTE, Mishap.WRONG_CHECKSUM):
        desk.module.suffer([(Command.FIND, mishap)] * 3)
        assert desk.poll(8) == []


def test_a_module_that_cannot_look_for_cards_is_none():
    desk = Desk()
    desk.module.refuses = Status.BAD_COMMAND
    module = CardModule(desk.line, GROUPS, today, desk.time, LIMITS)
    assert not module.is_there()
    desk.module.refuses = None
    assert module.is_there()


def test_a_card_that_lies_there_while_the_reader_is_away_is_told_once():
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    desk.module.put(text)
    assert desk.poll(3) == [CardRead(card)]
    desk.line.is_broken = True
    assert desk.poll(30) == [ReaderGone()]
    desk.line.is_broken = False
    assert desk.poll(30) == [ReaderBack()]
    desk.module.suffer([(Command.READ, Mishap.TOO_SLOW), (Command.FIND, Mishap.SILENCE)])
    assert desk.poll(30) == []


def test_a_reader_unplugged_and_plugged_in_again():
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    desk.line.is_broken = True
    assert desk.poll(10) == [ReaderGone()]
    desk.line.is_broken = False
    desk.module.put(text)
    assert desk.poll(10) == [ReaderBack(), CardRead(card)]


def test_only_a_reader_that_belongs_there_is_missed_at_the_start():
    for expected, told in ((True, [ReaderGone()]), (False, [])):
        desk = Desk(expected=expected)
        desk.line.is_broken = True
        assert desk.poll(10) == told


def test_every_outcome_has_its_sentence():
    keys = [*CardFault, ReaderGone().key, ReaderBack().key]
    for key in keys:
        assert STRINGS.has(key)
        assert len(STRINGS.say(key)) <= 24


def test_the_log_holds_nothing_of_a_card(caplog):
    caplog.set_level(logging.DEBUG)
    desk = Desk()
    text, card = some_card(desk.dice)
    desk.poll()
    desk.module.put(text)
    desk.poll(3)
    desk.module.suffer([(Command.READ, Mishap.CUT)] * 9)
    desk.poll(30)
    desk.line.is_broken = True
    desk.poll(3)
    assert "reader is gone" in caplog.text
    assert not any(part in caplog.text for part in (card.name, card.number, card.number[6:14]))
