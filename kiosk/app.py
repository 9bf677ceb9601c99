"""Wires everything once; the only file that knows every part."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from kiosk.calls import CadreCalls
from kiosk.config import ASSETS, Config
from kiosk.county import County
from kiosk.devices.code_camera import CodeCamera
from kiosk.devices.machine import wall_ms
from kiosk.devices.sticks import sticks_in
from kiosk.door import Door
from kiosk.errors import StoreTrouble, Trouble
from kiosk.flows.activities import Activities
from kiosk.flows.call_cadre import CallCadre
from kiosk.flows.check_in import CheckIn
from kiosk.flows.home import HOME
from kiosk.flows.my_record import MyRecord
from kiosk.flows.register import Register
from kiosk.flows.screen import Flow, Work
from kiosk.flows.show_me import ShowMe
from kiosk.learning import Learning
from kiosk.line_light import LineLight
from kiosk.logs import keep_log
from kiosk.officer import Doings, Officer
from kiosk.pen import make_pen
from kiosk.reading import Reading
from kiosk.recording import make_recorder
from kiosk.services.close_visits import close_visits
from kiosk.services.ports import Rules
from kiosk.showing import Props, Showing
from kiosk.strings import FIRST, Strings, Tongue
from kiosk.ui.codes import Codes
from kiosk.ui.first_paint import FirstPaint
from kiosk.ui.header import SyncLight
from kiosk.ui.host import Habits
from kiosk.ui.jobs import Lane, Lanes
from kiosk.ui.printing import Printing
from kiosk.ui.shell import Shell
from kiosk.ui.theme import Theme, load_rare_fonts
from kiosk.ui.tokens import Metrics
from kiosk.ui.window import Window
from kiosk.unopened import stand_in
from kiosk.village import Village, open_village, read_language, read_sight
from kiosk.voice.late import LateVoice
from kiosk.voice.port import Voice
from kiosk.voice.recorder import Recorder
from sync.exchange.keys import enrolment
from sync.standard.clock import CHINA, HOUR_MS

log = logging.getLogger(__name__)

LOOK_EVERY_MS: Final = 30_000
CHECK_AFTER_MS: Final = 20_000


class Kiosk(QObject):
    """The kiosk on a village's books. Needs a QApplication; made on the window's thread."""

    _round_ended = Signal()

    def __init__(self, config: Config, strings: Strings) -> None:
        """Raises kiosk.errors.StoreTrouble when the books cannot be opened."""
        super().__init__()
        self._config = config
        self._strings = Tongue(strings, config.language or FIRST, ASSETS / "strings")
        self.lanes = Lanes()
        opening = self.lanes.begin_on_store(lambda: open_village(config))
        theme = Theme.load(Metrics(*config.window_px), ASSETS)
        self.voice = LateVoice(partial(_make_voice, config, self._strings))
        try:
            self.village: Village = opening.result()
        except BaseException:
            self.voice.close()
            self.lanes.close()
            raise
        self.village = printing_village(self.village, theme, self._strings, config)
        self._speak_as_kept()
        journal, on_store = self.village.store.journal, self.lanes.wait_on_store
        self.county = County(journal, config.county_url, on_store, self._round_ended.emit)
        theme = theme.seen_with(on_store(lambda: read_sight(self.village.store)))
        self._learning = Learning(self.lanes, self.village.store.residents.names)
        self._hanzi = self._learning.hanzi
        self._pen = make_pen(self.lanes, self.village.store.residents.next_characters)
        self.recorder = make_recorder(config)
        self.shell = self._make_shell(theme)
        self.window = Window(self.shell)
        self._strings.when_changed = self._speak_anew
        rules = self.village.ports.rules
        props = Props(HOME, self._strings, rules, self.voice, self._hanzi, _now, pen=self._pen)
        self.showing = Showing(self.window, props)
        self.shell.demonstration_wanted.connect(self.showing.show)
        self.light = LineLight(self.shell, self.lanes, journal, self.county, self._strings)
        self._round_ended.connect(self.light.look)
        self.officer = Officer(self.village, self.lanes, _doings_of(self))
        self.door = self._make_door(theme)
        self.shell.desk_wanted.connect(self.door.open)
        self.reading = Reading(config, self.window, self.village.ports, self.lanes.wait_on_store)
        self._set_clocks()
        self.codes = Codes(self.window, self.run_work, partial(CodeCamera, config.camera))

    def _set_clocks(self) -> None:
        self._watch = QTimer(self, interval=LOOK_EVERY_MS)
        self._watch.timeout.connect(self.light.look)
        self._watch.start()
        self.light.look()
        self._check = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._check.timeout.connect(partial(self.officer.check, _nothing))
        self._hourly = QTimer(self, interval=HOUR_MS)
        self._hourly.timeout.connect(partial(self._keep, close_visits))

    def run_work(self, work: Work, then: Callable[[Any], None]) -> None:
        """On the store's thread; the light is looked at before the answer is shown, so that
        nobody reads "all uploaded" over an entry that was just made."""
        ports = self.village.ports

        def job() -> tuple[Any, SyncLight]:
            return work(ports), self.light.seen()

        def came(outcome: Any) -> None:
            if isinstance(outcome, BaseException):
                if not isinstance(outcome, Trouble):
                    log.error("work failed", exc_info=outcome)
                then(outcome)
                return
            answer, light = outcome
            self.shell.show_light(light)
            self.county.poke()
            self._learning.hear(answer)
            then(answer)

        self.lanes.run(Lane.STORE, job, came)

    def settle(self) -> None:
        """What can wait until the first page stands."""
        self.lanes.run(Lane.NETWORK, self.voice.wake, _nothing)
        self.recorder.look_soon()
        self.start_county()
        load_rare_fonts(ASSETS / "fonts")
        self._learning.learn()
        self.lanes.run(Lane.NETWORK, self.reading.start, _nothing)
        self._check.start()
        self._keep(close_visits)
        self._hourly.start()

    def close(self) -> None:
        """Ends every thread and process; what the store has begun, it ends first."""
        self._watch.stop()
        self._check.stop()
        self._hourly.stop()
        self.codes.close()
        # First what may still be starting the voice or the county's line, then these.
        self.lanes.end(Lane.NETWORK)
        self.reading.stop()
        self.county.stop()
        self.recorder.drop()
        self.voice.close()
        self._pen.close()
        self.lanes.begin_on_store(self.village.close).result()
        self.lanes.close()

    def _make_shell(self, theme: Theme) -> Shell:
        calls = CadreCalls(self.voice, self._strings, self._keep)
        habits = Habits(self._village_name(), self._config.idle_s, warning_s=self._config.warning_s)
        return Shell(
            strings=self._strings,
            theme=theme,
            flows=_flows(self.village.ports.rules, calls, self.recorder),
            home=HOME,
            run_work=self.run_work,
            voice=self.voice,
            clock=_now,
            hanzi=self._hanzi,
            calls=calls,
            habits=habits,
            pen=self._pen,
            recorder=self.recorder,
        )

    def _make_door(self, theme: Theme) -> Door:
        return Door(
            self.window, theme, self._strings, self.run_work, self.village, self._hanzi,
            self._village_name, self.officer, self.lanes, self._config.camera, self.voice,
        )  # fmt: skip

    def _speak_as_kept(self) -> None:
        """As the officer chose, unless the program was told otherwise."""
        kept = self.lanes.wait_on_store(lambda: read_language(self.village.store))
        if not self._config.language and kept not in ("", FIRST):
            self._strings.settle(kept)

    def _village_name(self) -> str:
        home = self.lanes.wait_on_store(lambda: enrolment(self.village.store.journal))
        name = home.village_name if home else self.village.setting.name
        return name or self._strings.show("home.no_village")

    def _speak_anew(self) -> None:
        self.voice.sleep()
        self.lanes.run(Lane.NETWORK, self.voice.wake, _nothing)
        self.light.look()

    def start_county(self) -> None:
        self.lanes.run(Lane.NETWORK, self.county.start, lambda _: self.light.look())

    def _keep(self, work: Work) -> None:
        self.lanes.run(Lane.STORE, partial(work, self.village.ports), _nothing)


def _doings_of(kiosk: Kiosk) -> Doings:
    return Doings(
        status=kiosk.county.status,
        county_url=kiosk.county.address,
        speaker=lambda: str(kiosk.voice.speaker),
        card_reader=lambda: kiosk.reading.state,
        sync_now=kiosk.county.sync_now,
        county_changed=kiosk.start_county,
        county_paused=kiosk.county.stop,
        leave_program=QApplication.quit,
        sight_changed=kiosk.shell.keep_sight,
        language_changed=lambda language: kiosk.door.settle_language(language),
    )


def run_kiosk(config: Config, strings: Strings, seconds: float = 0) -> int:
    """Opens the window; returns when it was closed. seconds > 0: closes by itself."""
    app = application()
    # A mains switch or the session's end: what is under way is finished first.
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    try:
        kiosk = Kiosk(config, strings)
    except StoreTrouble as trouble:
        return stand_in(app, config, strings, trouble, seconds)
    keep_log(config.data / "log")
    window = kiosk.window
    first = FirstPaint(app, window)
    first.painted.connect(lambda: print(strings.show("cli.ready"), flush=True))
    first.painted.connect(kiosk.settle)
    if config.picture is not None:
        from kiosk.ui.picture import PictureFile

        PictureFile(window, config.picture)
    window.showFullScreen() if config.fullscreen else window.show()
    kiosk.reading.show_simulator(strings)
    if seconds:
        QTimer.singleShot(int(seconds * 1000), app.quit)
    try:
        return app.exec()
    finally:
        window.close()
        kiosk.close()


def application() -> QApplication:
    """The one of this process."""
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else QApplication(sys.argv[:1])


def printing_village(village: Village, theme: Theme, strings: Strings, config: Config) -> Village:
    """The same books, and a way to put things on paper."""
    papers = Printing(theme, strings, sticks_in, _now, config.paper)
    return replace(village, ports=replace(village.ports, papers=papers))


def _make_voice(config: Config, strings: Tongue) -> Voice:
    from kiosk.voice.fragments import templates
    from kiosk.voice.make import VoiceSettings, make_voice
    from kiosk.voice.reading import begins_of, reading_of

    read, filler = reading_of(strings), strings.say("shell.wait.title")
    begins = begins_of(strings)
    settings = VoiceSettings(ASSETS, strings.language, config.voice, filler=filler, begins=begins)
    return make_voice(settings, read, templates(strings, read))


def _flows(rules: Rules, calls: CadreCalls, recorder: Recorder) -> dict[str, Flow[Any]]:
    help_wanted, my_record = CallCadre(lambda: calls.is_heard), MyRecord(lambda: recorder.is_there)
    every = (CheckIn(), Register(rules), Activities(), my_record, help_wanted, ShowMe())
    return {flow.name: flow for flow in every}


def _now() -> datetime:
    return datetime.fromtimestamp(wall_ms() / 1000, CHINA)


def _nothing(_outcome: Any) -> None:
    pass
