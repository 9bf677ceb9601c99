"""Makes what listens to her; the sound library is loaded when it is looked for first."""

from __future__ import annotations

from kiosk.config import Config
from kiosk.voice.recorder import Microphones, NoMicrophones, Recorder
from kiosk.voice.simulated_microphone import SimulatedMicrophones


def make_recorder(config: Config) -> Recorder:
    """A kiosk without a voice hears nothing either, unless a microphone is simulated."""
    if config.simulated_microphone:
        return Recorder(SimulatedMicrophones)
    return Recorder(_system if config.voice else NoMicrophones)


def _system() -> Microphones:
    from kiosk.voice.microphone import SystemMicrophones

    return SystemMicrophones()
