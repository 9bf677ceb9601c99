"""From the microphone into a file, and from the file to the loudspeaker."""

from __future__ import annotations

import cmath
import math
import os
import threading

import miniaudio
import pytest

from kiosk.voice.adpcm import RATE, Adpcm
from kiosk.voice.microphone import SystemMicrophones, open_default
from kiosk.voice.player import RATE as PLAYED_RATE
from kiosk.voice.player import NoSound, decode
from kiosk.voice.recorder import MOST_MS, NoMicrophone, Recorder
from kiosk.voice.simulated_microphone import (
    PIECE_S,
    TONE_HZ,
    SimulatedMicrophones,
    simulated_note,
    tone,
)
from tests.voice.ear import can_hear, room
from tests.voice.loudspeaker import pitch_hz, until

FAST_S = PIECE_S / 40


def power_at(frames, hz, rate):
    step = -2j * math.pi * hz / rate
    return abs(sum(frame * cmath.exp(step * at) for at, frame in enumerate(frames))) ** 2


def sounds_like_the_tone(sound, hz=TONE_HZ):
    frames = decode(sound).frames[PLAYED_RATE // 10 :][: PLAYED_RATE // 10]
    others = (power_at(frames, other, PLAYED_RATE) for other in (hz / 2, hz * 1.5, hz * 2, 1700))
    return power_at(frames, hz, PLAYED_RATE) > 100 * max(others)


@pytest.fixture
def microphones():
    return SimulatedMicrophones(piece_s=FAST_S)


@pytest.fixture
def recorder(microphones):
    recorder = Recorder(lambda: microphones)
    yield recorder
    recorder.drop()


def test_what_is_heard_is_in_the_file(recorder, microphones):
    recorder.begin()
    assert until(lambda: recorder.length_ms >= 500)
    assert recorder.level > 0.5
    sound, length_ms = recorder.finish()
    assert 500 <= length_ms < MOST_MS
    assert decode(sound).length_s == pytest.approx(length_ms / 1000, abs=0.07), "its last block"
    assert len(sound) < length_ms * 8.2 + 600, "8 KB a second"
    assert sounds_like_the_tone(sound)
    assert until(lambda: microphones.open_now == 0)
    assert recorder.finish() == (b"", 0), "kept nowhere"


def test_it_ends_by_itself_and_the_microphone_is_free(recorder, microphones):
    recorder.begin()
    assert until(lambda: recorder.is_over)
    assert microphones.open_now == 0
    sound, length_ms = recorder.finish()
    assert length_ms == MOST_MS
    assert len(sound) < 250_000


def test_what_is_dropped_is_gone_and_the_microphone_free(recorder, microphones):
    recorder.begin()
    assert until(lambda: recorder.length_ms > 0)
    recorder.drop()
    assert until(lambda: microphones.open_now == 0)
    assert recorder.length_ms == 0
    assert recorder.finish() == (b"", 0)


def test_without_a_microphone_nothing_is_offered_and_nothing_hangs(recorder, microphones):
    recorder.look()
    assert recorder.is_there
    microphones.is_plugged = False
    recorder.look()
    assert not recorder.is_there
    recorder.begin()
    assert until(lambda: recorder.is_over)
    assert recorder.finish() == (b"", 0)


def test_a_microphone_that_is_unplugged_leaves_what_was_said(microphones):
    recorder = Recorder(lambda: microphones, gone_s=0.3)
    recorder.begin()
    assert until(lambda: recorder.length_ms >= 400)
    microphones.is_plugged = False
    assert until(lambda: recorder.is_over)
    assert microphones.open_now == 0
    sound, length_ms = recorder.finish()
    assert length_ms >= 400
    assert sounds_like_the_tone(sound)


def test_a_sound_server_that_hangs_costs_nobody_anything():
    answers = threading.Event()

    class Hung(SimulatedMicrophones):
        def open(self):
            answers.wait()
            return super().open()

    hung = Hung(piece_s=FAST_S)
    recorder = Recorder(lambda: hung, opens_s=0.1)
    recorder.begin()
    assert not recorder.is_over
    assert until(lambda: recorder.is_over)
    assert recorder.finish() == (b"", 0)
    answers.set()
    assert until(lambda: hung.open_now == 0)


def test_a_microphone_that_is_turned_off_is_not_taken_for_speech():
    class Deaf(SimulatedMicrophones):
        sound = bytes(1280)

    recorder = Recorder(lambda: Deaf(piece_s=FAST_S))
    recorder.begin()
    assert until(lambda: recorder.is_enough)
    assert recorder.finish() == (b"", 0)


def test_the_file_is_what_miniaudio_reads_and_hardly_differs():
    said = tone(1.01)
    sound = Adpcm()
    for at in range(0, len(said), 333):
        sound.add(said[at : at + 333])
    heard = miniaudio.decode(sound.wav(), miniaudio.SampleFormat.SIGNED16, 1, RATE).samples
    noise = sum((a - b) ** 2 for a, b in zip(said, heard, strict=False))
    assert 10 * math.log10(sum(a * a for a in said) / noise) > 30
    assert not any(abs(frame) > 300 for frame in heard[len(said) + 20 :])


def test_loud_noise_comes_through():
    """Every step of the table, up to the ends of what 16 bit hold."""
    noise = [round(32767 * math.sin(at * at / 7000)) for at in range(3000)]
    sound = Adpcm()
    sound.add(noise)
    heard = miniaudio.decode(sound.wav(), miniaudio.SampleFormat.SIGNED16, 1, RATE).samples
    assert max(heard) > 30_000
    assert min(heard) < -30_000


def test_the_voice_plays_it(voices, loudspeaker):
    voice = voices()
    assert until(lambda: voice.has_loudspeaker)
    sound, _ = simulated_note(0.5)
    voice.play(sound)
    end = loudspeaker.wait_for_silence(0.3)
    heard = loudspeaker.frames[end - int(0.4 * PLAYED_RATE) : end - PLAYED_RATE // 10]
    assert pitch_hz(heard) == pytest.approx(TONE_HZ, rel=0.05)
    voice.play(b"no sound")
    voice.play(sound)
    assert loudspeaker.wait_for_sound(since=len(loudspeaker.frames))


def test_what_is_no_sound_is_told():
    with pytest.raises(NoSound):
        decode(b"no sound")


def test_a_sound_card_that_only_plays_is_no_microphone(tmp_path):
    (tmp_path / "pcmC0D0p").touch()
    assert not SystemMicrophones(tmp_path).are_there()
    (tmp_path / "pcmC1D0c").touch()
    assert SystemMicrophones(tmp_path).are_there()


@pytest.mark.skipif(not can_hear(), reason="needs pulseaudio and pulseaudio-utils")
@pytest.mark.skipif(not os.environ.get("EVERY"), reason="a sound server takes seconds")
def test_a_real_capture_behind_pulseaudio(tmp_path, voices):
    """The tone is played into a null sink; its monitor, which counts as no microphone, is heard
    by the real driver."""
    from kiosk.voice.player import open_loudspeaker

    class Monitors:
        def are_there(self):
            return True

        def open(self):
            return open_default([miniaudio.Backend.PULSEAUDIO])

    with room(tmp_path) as ear:
        assert not SystemMicrophones().are_there()
        recorder = Recorder(Monitors)
        recorder.begin()
        assert until(lambda: recorder.length_ms > 0)
        voice = voices(open_device=open_loudspeaker)
        assert until(lambda: voice.has_loudspeaker)
        voice.play(simulated_note(1.5)[0])
        before_ms = recorder.length_ms
        assert until(lambda: recorder.length_ms >= before_ms + 2500)
        sound, _ = recorder.finish()
        frames = decode(sound).frames
        loud = next(at for at, frame in enumerate(frames) if abs(frame) > 1000)
        heard = frames[loud + 4800 : loud + 9600]
        assert pitch_hz(heard) == pytest.approx(TONE_HZ, rel=0.05)
        assert ear.thread.is_alive()


def test_a_device_that_does_not_open_is_no_microphone():
    backend = miniaudio.Backend.JACK if os.name == "posix" else miniaudio.Backend.ALSA
    with pytest.raises(NoMicrophone):
        open_default([backend])
