"""The officer sees who speaks, and that nobody does."""

from __future__ import annotations

import pytest

from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.machine import Machine
from kiosk.ui.desk.machine_room import MachineRoom
from kiosk.voice.port import Speaker
from tests.ui.desk.conftest import Box


@pytest.mark.parametrize("speaker", Speaker)
def test_the_officer_sees_who_speaks(
    desk: Desk, box: Box, strings: Strings, speaker: Speaker
) -> None:
    box.machine = Machine(voice=str(speaker))
    desk.open_room("machine")
    room = desk.current_room()
    assert isinstance(room, MachineRoom)
    assert room.cards.text("voice") == strings.show(f"desk.machine.voice_{speaker.value}")
