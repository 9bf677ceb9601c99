"""The officer sees which voice speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.strings import Strings
from kiosk.ui.desk.desk import Desk
from kiosk.voice.port import Speaker
from tests.ui.desk.conftest import Box, MakeDesk
from tests.ui.desk.test_machine_room import GOOD, open_room


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    return make_desk()


@pytest.mark.parametrize("speaker", Speaker)
def test_the_officer_sees_who_speaks_and_that_nobody_does(
    desk: Desk, box: Box, strings: Strings, speaker: Speaker
) -> None:
    box.machine = replace(GOOD, voice=str(speaker))
    shown = open_room(desk).cards.text("voice")
    assert shown == strings.show(f"desk.machine.voice_{speaker.value}")
