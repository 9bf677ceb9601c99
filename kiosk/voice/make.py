"""The voice, put together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.voice.chain import Chain
from kiosk.voice.fragments import Template
from kiosk.voice.live import Limits, Live
from kiosk.voice.mailbox import Mailbox
from kiosk.voice.neural import is_installed
from kiosk.voice.player import Device, Player, open_loudspeaker
from kiosk.voice.port import Mute, Speaker, Voice
from kiosk.voice.reading import Read
from kiosk.voice.recordings import Recordings
from kiosk.voice.speech import Speech

ESPEAK_VOICES = {"zh_CN": "sit/cmn", "zh_HK": "sit/yue", "yue": "sit/yue", "en": "gmw/en-us"}
"""Language -> espeak-ng's name of its voice."""
CHARACTERS_PER_MIN = 180


def worker_command(language: str) -> tuple[str, ...]:
    voice = ESPEAK_VOICES.get(language, ESPEAK_VOICES["zh_CN"])
    rate = str(CHARACTERS_PER_MIN)
    module = "kiosk.voice.worker"
    return (sys.executable, "-m", module, "--voice", voice, "--characters-per-min", rate)


NEURAL_LANGUAGES = ("zh_CN",)
NEURAL_LIMITS = Limits(start_s=60.0, answer_s=20.0, rest_after_s=90.0)
"""Two seconds on a good day to start, two for a piece (kiosk.voice.clauses.MOST), and ten times
that on a slow machine that does something else: meanwhile pyttsx3 speaks. Ends 90 s after its last
piece: it takes half a gigabyte."""


def neural_command(assets: Path) -> tuple[str, ...]:
    folder = str(assets / "voice" / "neural")
    return (sys.executable, "-m", "kiosk.voice.neural", "--assets", folder)


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    assets: Path
    """Holds voice/<language>/manifest.toml."""
    language: str = "zh_CN"
    is_enabled: bool = True
    worker: tuple[str, ...] = ()
    """The program that renders (kiosk.voice.serving says how it talks); empty: pyttsx3's."""
    limits: Limits = field(default_factory=Limits)
    neural: tuple[str, ...] | None = None
    """As worker, for the neural voice; empty: none. None: the one of the extra, if installed."""
    neural_limits: Limits = NEURAL_LIMITS
    filler: str = ""
    """Said when a sentence takes long ("one moment, please")."""
    begins: tuple[str, ...] = ()
    """Characters that begin a phrase: a text without marks is cut there."""


def make_voice(
    settings: VoiceSettings,
    read: Read = lambda text: text,
    templates: Sequence[Template] = (),
    *,
    on_speaker: Callable[[Speaker], None] = lambda _: None,
    open_device: Callable[[], Device] = open_loudspeaker,
) -> Voice:
    """Recordings first, then the neural voice, then pyttsx3, silence last. Returns at
    once; never raises.

    read: kiosk.voice.reading.reading_of(strings); templates: kiosk.voice.fragments.templates
    of the same. on_speaker is called on the voice's own thread.
    """
    if not settings.is_enabled:
        return Mute()
    mailbox = Mailbox()
    # The kiosk may have been started from another folder.
    surroundings = {"PYTHONPATH": str(Path(__file__).parents[2])}
    worker = settings.worker or worker_command(settings.language)
    plain = Live(worker, mailbox.put, settings.limits, surroundings)
    neural = _neural_of(settings)
    live = Chain(
        plain,
        Live(neural, mailbox.put, settings.neural_limits, surroundings) if neural else None,
        settings.begins,
    )
    recordings = Recordings(settings.assets / "voice" / settings.language, templates)
    player = Player(mailbox.ended, open_device)
    return Speech(mailbox, recordings, live, player, read, on_speaker, settings.filler)


def _neural_of(settings: VoiceSettings) -> tuple[str, ...]:
    if settings.neural is not None:
        return settings.neural
    if settings.language in NEURAL_LANGUAGES and is_installed():
        return neural_command(settings.assets)
    return ()
