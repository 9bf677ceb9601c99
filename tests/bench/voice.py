"""How soon a recording, a name rendered ahead and a text that nobody knew are heard after speak(),
and how soon hush() is: recorded behind PulseAudio, from the sink that would feed a loudspeaker.
Needs pulseaudio and parec, and for the live voice the extra [voice]; without them, no figure.
"""

from __future__ import annotations

import csv
import os
import queue
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.voice.fragments import needed, templates
from kiosk.voice.make import VoiceSettings, make_voice
from kiosk.voice.neural import is_installed
from kiosk.voice.port import Speaker, Voice
from kiosk.voice.reading import begins_of, reading_of
from tests.bench.figures import Figure, most, percentile
from tests.voice.ear import Ear, can_hear, room

TIMES: Final = 100
LISTEN_S: Final = 0.4
PATIENCE_S: Final = 30.0
NAME_S: Final = 2.0
"""For rendering a name ahead, also on a slow machine."""
STRINGS: Final = load_strings(ASSETS / "strings" / "zh_CN")
REGISTER: Final = ASSETS / "demo" / "register.csv"
NOTICES: Final = (
    "各位乡亲，明天停水一天，请提前存好水。",
    "明天上午九点，村委会发养老金，请带身份证。",
    "本周六上午，卫生室免费体检，请空腹来。",
    "今晚七点，文化广场放电影，欢迎大家来看。",
    "老年食堂下周一开饭，请到村部报名。",
    "台风要来了，请收好院子里的东西。",
    "明天有大雨，不要到河边去。",
    "收废旧家电的师傅，后天上午进村。",
    "图书室的新书到了，欢迎来借。",
    "下午三点，一组的村民到晒场开会。",
)


def measure(work: Path) -> list[Figure]:
    if not can_hear():
        return []
    with room(work) as ear:
        figures = _recordings(ear)
        return figures + _live(ear) if is_installed() else figures


def _recordings(ear: Ear) -> list[Figure]:
    found = needed(STRINGS, reading_of(STRINGS)).sentences
    # Without its full stop a sentence would run on into the next, and be another one.
    long = [text for text in found if len(text) > 8 and not text[-1].isalnum()]
    dice = random.Random(7)
    came_ms, went_ms = [], []
    with _voice(Speaker.RECORDINGS, neural=()) as voice:
        for _ in range(TIMES):
            came_ms.append(_came_ms(voice, ear, "".join(dice.sample(long, 3))))
            ear.listen(LISTEN_S)
            asked_s = time.monotonic()
            voice.hush()
            went_ms.append(ear.silence_after(asked_s, LISTEN_S) * 1000)
    return [
        *_figures("first sound of a recording", came_ms, 100),
        *_figures("silent after hush", went_ms, 100),
    ]


def _live(ear: Ear) -> list[Figure]:
    """The neural process is up, as it is after the first name of the day."""
    with REGISTER.open(encoding="utf-8", newline="") as file:
        names = [row[1] for row in csv.reader(file)][1:]
    filler = STRINGS.say("shell.wait.title")
    with _voice(Speaker.RECORDINGS, filler="") as voice:
        voice.prepare(names)
        ear.listen(NAME_S * (len(names) + 5))
        ahead_ms = [_said_ms(voice, ear, name) for name in names]
        text_ms, pyttsx3_ms = [], []
        for notice in NOTICES:
            ms = _said_ms(voice, ear, notice)
            (text_ms if voice.speaker is Speaker.NEURAL else pyttsx3_ms).append(ms)
    with _voice(Speaker.RECORDINGS, filler=filler) as voice:
        voice.prepare(names[:1])
        ear.listen(NAME_S * 5)
        filler_ms = [_said_ms(voice, ear, notice) for notice in NOTICES]
    by_whom = f"{len(text_ms)} of {len(NOTICES)} by it, the others by pyttsx3"
    return [
        *_figures("first sound of a name rendered ahead", ahead_ms, 100),
        *_figures("first sound of an unknown text, neural voice", text_ms, 1500, by_whom),
        *_figures("first sound of an unknown text, pyttsx3 instead", pyttsx3_ms, 1500),
        *_figures("any sound of an unknown text: itself or the filler", filler_ms, 400),
    ]


@contextmanager
def _voice(
    awaited: Speaker, *, neural: tuple[str, ...] | None = None, filler: str = ""
) -> Iterator[Voice]:
    speakers: queue.SimpleQueue[Speaker] = queue.SimpleQueue()
    read = reading_of(STRINGS)
    settings = VoiceSettings(ASSETS, neural=neural, filler=filler, begins=begins_of(STRINGS))
    voice = make_voice(settings, read, templates(STRINGS, read), on_speaker=speakers.put)
    try:
        while speakers.get(timeout=PATIENCE_S) is not awaited:
            pass
        yield voice
    finally:
        voice.close()


def _came_ms(voice: Voice, ear: Ear, text: str) -> float:
    asked_s = time.monotonic()
    voice.speak(text)
    return ear.sound_after(asked_s) * 1000


def _said_ms(voice: Voice, ear: Ear, text: str) -> float:
    """The same, and waits for its end."""
    came_ms = _came_ms(voice, ear, text)
    ear.silence_after(time.monotonic(), 1.5)
    return came_ms


def _figures(name: str, ms: Sequence[float], aim_ms: float, note: str = "") -> list[Figure]:
    if not ms:
        return []
    load_1min, _, _ = os.getloadavg()
    said = f"{len(ms)} times behind a PulseAudio null sink, load {load_1min:.1f}"
    return [
        Figure(f"{name}, p50", percentile(ms, 50), "ms"),
        Figure(
            f"{name}, p99",
            percentile(ms, 99),
            "ms",
            most(aim_ms),
            note=f"{said}; {note}".rstrip("; "),
        ),
    ]
