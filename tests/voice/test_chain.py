"""Who says what is not recorded: stand-ins speak the workers' lines, each in its own tone."""

from __future__ import annotations

import os
import signal
import time

import pytest

from kiosk.voice.live import Limits
from kiosk.voice.player import RATE
from kiosk.voice.port import Speaker
from tests.promised import within
from tests.voice.loudspeaker import no_loudspeaker, pitch_hz, sounds, until

PLAIN_HZ, NEURAL_HZ, FILLER_HZ = 400, 900, 1600
BACK_S = 3.0
STAND_IN = """
    import base64, io, math, wave
    from array import array
    hz, s, noted = {hz}, {s}, {noted!r}
    frames = array("h", (int(9000 * math.sin(2 * math.pi * hz * i / 24000))
                         for i in range(int(s * 24000))))
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1), wav.setsampwidth(2), wav.setframerate(24000)
        wav.writeframes(frames.tobytes())
    wav = base64.b64encode(file.getvalue()).decode()
    print('{{"ready": "tone"}}', flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if "slow" in question.get("text", "") and hz == 900:
            time.sleep(600)
        if "text" in question:
            question["wav"] = wav
        print(json.dumps(question), flush=True)
        if "text" in question:
            with open(noted, "a") as notes:
                notes.write(question["text"] + "\\n")
"""


@pytest.fixture
def stand_ins(voices, program, tmp_path, loudspeaker, speakers):
    """A voice whose workers are both stand-ins; `rendered()` lists what the neural one rendered."""
    notes = tmp_path / "neural.txt"

    def make(neural_limits=None, s=0.3, **settings):
        plain = STAND_IN.format(hz=PLAIN_HZ, s=s, noted=os.devnull)
        neural = STAND_IN.format(hz=NEURAL_HZ, s=s, noted=str(notes))
        return voices(
            worker=program(plain, "plain"),
            neural=program(neural, "neural"),
            neural_limits=neural_limits or Limits(answer_s=10, rest_after_s=60),
            **settings,
        )

    def rendered():
        return notes.read_text().splitlines() if notes.exists() else []

    def prepare(voice, *texts):
        """Till they are rendered and at hand: what is heard of one has come all the way."""
        voice.prepare(texts)
        assert until(lambda: set(texts) <= set(rendered()))
        for text in texts:
            since = len(loudspeaker.frames)
            voice.speak(text)
            assert loudspeaker.wait_for_sound(since)
            voice.hush()
            loudspeaker.wait_for_silence(0.1, since)

    def warm(voice):
        """Both are up."""
        assert speakers.get(timeout=20) is Speaker.PYTTSX3
        prepare(voice, "warm")

    make.rendered, make.prepare, make.warm = rendered, prepare, warm
    return make


@pytest.fixture
def heard(loudspeaker):
    """Says a text and gives the pitch of what is heard, at its end."""

    def say(voice, text, silence_s=0.2):
        since = len(loudspeaker.frames)
        voice.speak(text)
        assert loudspeaker.wait_for_sound(since)
        end = loudspeaker.wait_for_silence(silence_s, since)
        return pitch_hz(loudspeaker.frames[end - 3000 : end])

    return say


def test_until_the_neural_voice_is_up_pyttsx3_speaks_and_repeat_is_neural(
    stand_ins, heard, speakers
):
    voice = stand_ins()
    assert speakers.get(timeout=20) is Speaker.PYTTSX3
    assert heard(voice, "unknown") == pytest.approx(PLAIN_HZ, rel=0.05)
    assert until(lambda: "unknown" in stand_ins.rendered())
    assert heard(voice, "unknown") == pytest.approx(NEURAL_HZ, rel=0.05)
    assert voice.speaker is Speaker.NEURAL


def test_once_it_is_up_the_neural_voice_says_what_nobody_knew(stand_ins, heard):
    voice = stand_ins()
    stand_ins.warm(voice)
    assert heard(voice, "unknown") == pytest.approx(NEURAL_HZ, rel=0.05)


def test_what_was_prepared_is_heard_at_once_and_rendered_once(stand_ins, loudspeaker):
    voice = stand_ins()
    stand_ins.warm(voice)
    stand_ins.prepare(voice, "a name")
    asked_s, since = time.monotonic(), len(loudspeaker.frames)
    voice.speak("a name")
    assert loudspeaker.wait_for_sound(since)
    print(f"first sound of a prepared name ms {(time.monotonic() - asked_s) * 1000:.0f}")
    assert within(time.monotonic() - asked_s, 0.3)
    loudspeaker.wait_for_silence(0.2)
    assert stand_ins.rendered().count("a name") == 1


def test_what_is_recorded_is_not_rendered_ahead(stand_ins, recorded, speakers):
    recorded("known")
    voice = stand_ins()
    assert speakers.get(timeout=20) is Speaker.RECORDINGS
    voice.prepare(["known"])
    stand_ins.prepare(voice, "unknown")
    assert stand_ins.rendered() == ["unknown"]


def test_a_long_text_is_heard_from_its_first_clause_to_its_last_without_a_gap(
    stand_ins, loudspeaker
):
    voice = stand_ins(s=0.5)
    stand_ins.warm(voice)
    since = len(loudspeaker.frames)
    voice.speak("one two, three four five six, seven eight nine ten.")
    end = loudspeaker.wait_for_silence(0.3, since)
    assert len(stand_ins.rendered()) == 1 + 3
    sound = loudspeaker.frames[end - int(1.4 * RATE) : end]
    assert pitch_hz(sound) == pytest.approx(NEURAL_HZ, rel=0.05)


def test_a_text_that_takes_long_has_a_filler_and_then_pyttsx3(stand_ins, loudspeaker, recorded):
    recorded("wait", hz=FILLER_HZ, s=0.2)
    voice = stand_ins(filler="wait")
    stand_ins.prepare(voice, "warm")
    asked_s, since = time.monotonic(), len(loudspeaker.frames)
    voice.speak("slow")
    assert loudspeaker.wait_for_sound(since)
    filler_s = time.monotonic() - asked_s
    assert loudspeaker.wait(lambda frames: len(sounds(frames[since:])) > 1)
    loudspeaker.wait_for_silence(0.2, since)
    heard = loudspeaker.frames[since:]
    filler, said = sounds(heard)
    assert pitch_hz(middle(heard, filler)) == pytest.approx(FILLER_HZ, rel=0.05)
    assert pitch_hz(middle(heard, said)) == pytest.approx(PLAIN_HZ, rel=0.05)
    later_s = (said[0] - filler[0]) / RATE
    print(f"filler ms {filler_s * 1000:.0f}; pyttsx3 instead ms {later_s * 1000:.0f} later")
    assert filler_s > 0.25
    assert filler_s + later_s > 1.3
    assert within(filler_s, 1)
    assert within(filler_s + later_s, BACK_S)


def middle(frames, sound):
    start, end = sound
    return frames[(2 * start + end) // 3 : (start + 2 * end) // 3]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_both_workers_killed_or_frozen_no_call_waits_and_the_voice_is_back(
    stand_ins, loudspeaker, children, how
):
    voice = stand_ins(limits=Limits(), s=3)
    stand_ins.warm(voice)
    for pid in children():
        os.kill(pid, how)
    asked_s, since = time.monotonic(), len(loudspeaker.frames)
    voice.prepare(["next"])
    voice.speak("unknown")
    assert time.monotonic() - asked_s < Limits().answer_s, "nobody was waited for"
    assert loudspeaker.wait_for_sound(since)
    print(f"back after ms {(time.monotonic() - asked_s) * 1000:.0f}")
    assert within(time.monotonic() - asked_s, BACK_S)


def test_a_neural_voice_that_never_starts_costs_nothing(stand_ins, heard, speakers, tmp_path):
    voice = stand_ins(Limits(back_off_s=(0.0, 0.01), rest_after_s=60, try_again_s=600))
    assert speakers.get(timeout=20) is Speaker.PYTTSX3
    (tmp_path / "neural.py").write_text("import sys; sys.exit(1)")
    voice.prepare(["a", "b"])
    assert heard(voice, "unknown") == pytest.approx(PLAIN_HZ, rel=0.05)
    assert heard(voice, "other") == pytest.approx(PLAIN_HZ, rel=0.05)


def test_the_neural_voice_ends_when_idle_and_there_is_never_more_than_one(stand_ins, children):
    limits = Limits(answer_s=10, heartbeat_s=0.05, rest_after_s=0.3)
    voice = stand_ins(limits)
    stand_ins.warm(voice)
    assert until(lambda: len(children()) == 1)
    voice.prepare(["again", "and again"])
    assert until(lambda: "and again" in stand_ins.rendered())
    assert len(children()) <= 2
    assert until(lambda: len(children()) == 1)


def test_when_the_person_leaves_her_name_is_forgotten(stand_ins, heard):
    voice = stand_ins()
    stand_ins.warm(voice)
    stand_ins.prepare(voice, "a name")
    voice.forget()
    heard(voice, "a name")
    assert stand_ins.rendered().count("a name") == 2


def test_without_a_loudspeaker_nothing_is_started_or_rendered(stand_ins, program):
    voice = stand_ins(open_device=no_loudspeaker)
    voice.prepare(["a name"])
    voice.speak("unknown")
    voice.close()
    assert voice.speaker is Speaker.SILENCE
    assert program.starts() == 0


def test_pyttsx3_gone_the_neural_voice_speaks_even_late(heard, voices, program):
    plain = program("import sys; sys.exit(1)", "plain")
    neural = program(STAND_IN.format(hz=NEURAL_HZ, s=0.3, noted=os.devnull), "neural")
    limits = Limits(answer_s=10, back_off_s=(0.0, 0.01), try_again_s=600)
    voice = voices(
        worker=plain, neural=neural, limits=limits, neural_limits=Limits(rest_after_s=60)
    )
    assert heard(voice, "unknown") == pytest.approx(NEURAL_HZ, rel=0.05)
