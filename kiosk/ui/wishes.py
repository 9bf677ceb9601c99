"""How loud and how large she wants it: pages over whatever screen stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kiosk.strings import Strings
from kiosk.ui.courtesy import Courtesy
from kiosk.ui.frame import Frame
from kiosk.ui.panels import VolumePanel
from kiosk.ui.sight import Sight
from kiosk.ui.sight_panel import SightPanel
from kiosk.ui.speech import Speaker


class Wishes(QObject):
    sees = Signal(object)
    """She chose how she sees best: a Sight."""

    def __init__(
        self, frame: Frame, strings: Strings, speaker: Speaker, courtesy: Courtesy
    ) -> None:
        super().__init__()
        self._frame, self._strings = frame, strings
        self._speaker, self._courtesy = speaker, courtesy

    def ask_volume(self) -> None:
        panel = VolumePanel(self._frame.theme, self._strings, self._speaker.voice.volume)
        panel.chosen.connect(self._set_volume)
        panel.pressed.connect(self._courtesy.drop)
        self._courtesy.cover(panel)
        self._speaker.add(self._strings.say("shell.volume.title"))

    def ask_sight(self) -> None:
        self._offer_sights()
        self._speaker.add(self._strings.say("shell.sight.title"))

    def _offer_sights(self) -> None:
        panel = SightPanel(self._frame.theme, self._strings)
        panel.chosen.connect(self._see)
        panel.pressed.connect(self._courtesy.drop)
        self._courtesy.cover(panel)

    def _see(self, sight: Sight) -> None:
        self.sees.emit(sight)
        self._offer_sights()

    def _set_volume(self, step: int) -> None:
        self._speaker.voice.set_volume(step)
        self._speaker.add(self._strings.say("shell.volume.title"))
