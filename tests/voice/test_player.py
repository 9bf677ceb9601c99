from __future__ import annotations

import queue
from array import array
from pathlib import Path

import pytest

from kiosk.voice.player import RATE, NoSound, Player, Sound, open_loudspeaker
from tests.voice.loudspeaker import no_loudspeaker

TONE = Sound(array("h", [3000, -3000] * (RATE // 20)))
LONG = Sound(array("h", [3000, -3000] * (RATE * 10)))


@pytest.fixture
def ended():
    return queue.SimpleQueue()


@pytest.fixture
def player(loudspeaker, ended):
    player = Player(ended.put, loudspeaker.open)
    assert player.is_ready()
    yield player
    player.forget()


def test_the_end_of_a_sound_is_told_once(player, ended, loudspeaker):
    player.cut(1)
    player.play(TONE, 1)
    loudspeaker.wait_for_silence(0.2)
    assert ended.get(timeout=10) == 1
    assert ended.empty()


def test_a_cut_sound_fades_and_its_end_is_not_told(player, ended, loudspeaker):
    player.cut(1)
    player.play(LONG, 1)
    assert loudspeaker.wait_for_sound()
    player.cut(2)
    end = loudspeaker.wait_for_silence(0.2)
    assert abs(loudspeaker.frames[end - 1]) < 300
    assert ended.empty()


def test_a_sound_for_a_sentence_that_was_cut_is_not_played(player, ended, loudspeaker):
    player.cut(2)
    player.cut(1)
    player.play(LONG, 1)
    player.play(TONE, 2)
    loudspeaker.wait_for_silence(0.2)
    assert ended.get(timeout=10) == 2
    assert sum(map(bool, loudspeaker.frames)) == len(TONE.frames)


def test_it_rests_and_plays_again(player, ended):
    for ticket in (1, 2, 3):
        player.cut(ticket)
        player.play(TONE, ticket)
        assert ended.get(timeout=10) == ticket
        player.rest()


def test_a_loudspeaker_that_was_forgotten_is_opened_again(player, ended):
    player.forget()
    assert not player.is_open
    assert player.is_ready()
    player.cut(1)
    player.play(TONE, 1)
    assert ended.get(timeout=10) == 1


def test_a_missing_loudspeaker_is_looked_for_again_after_a_while(loudspeaker):
    now = [0.0]
    found = [no_loudspeaker]
    player = Player(lambda _: None, lambda: found[0](), lambda: now[0])
    assert not player.is_ready()
    found[0] = loudspeaker.open
    assert not player.is_ready()
    now[0] = 31.0
    assert player.is_ready()
    player.forget()


@pytest.mark.skipif(any(Path("/dev/snd").glob("pcm*p")), reason="this machine has a sound card")
def test_without_card_and_sound_server_there_is_no_loudspeaker(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    with pytest.raises(NoSound):
        open_loudspeaker()
