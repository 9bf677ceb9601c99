"""The watchdog over real child programs, most of them bad ones."""

from __future__ import annotations

import base64
import queue
import time

import pytest

from kiosk.voice.live import Limits, Live, Rendered
from tests.voice.loudspeaker import PATIENCE_S, until

QUICK = Limits(answer_s=0.3, heartbeat_s=0.05, back_off_s=(0.0, 0.02, 0.02), try_again_s=30.0)

GOOD = """
    print('{"ready": "good"}', flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if "text" in question:
            question["wav"] = "aGVsbG8="
        print(json.dumps(question), flush=True)
"""
HANGS_WHEN_ASKED = """
    print('{"ready": "bad"}', flush=True)
    time.sleep(600)
"""
HANGS_AT_ONCE = "time.sleep(600)"
DIES_AT_ONCE = ""
TALKS_NONSENSE = "print('ALSA lib: hello', flush=True); time.sleep(600)"


class Owner:
    """What the voice's thread does with a Live."""

    def __init__(self, command, limits):
        self.lines = queue.SimpleQueue()
        self.live = Live(command, self.lines.put, limits)

    def run(self, until_holds):
        """Serves the worker until until_holds(what came back); returns it."""
        end_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < end_s:
            try:
                line = self.lines.get(timeout=max(0.0, self.live.due_s - time.monotonic()))
                rendered = self.live.heard(line)
            except queue.Empty:
                rendered = self.live.tick()
            if until_holds(rendered):
                return rendered
        raise AssertionError("never came")

    def outcome(self):
        return self.run(lambda rendered: rendered is not None)


@pytest.fixture
def owners():
    made = []

    def make(command, limits=QUICK):
        made.append(Owner(command, limits))
        return made[-1]

    yield make
    for owner in made:
        owner.live.close()


def test_a_good_worker_answers(owners, program):
    owner = owners(program(GOOD))
    assert owner.live.ask(1, "one") is None
    assert owner.outcome() == Rendered(1, base64.b64decode("aGVsbG8="))
    assert owner.live.is_well


def test_only_the_newest_sentence_is_rendered(owners, program):
    owner = owners(program(GOOD))
    for ticket in range(1, 100):
        owner.live.ask(ticket, "text")
    assert owner.outcome().ticket == 99


def test_an_idle_worker_is_asked_for_a_sign_of_life_and_kept(owners, program, children):
    owner = owners(program(GOOD), Limits(answer_s=10, heartbeat_s=0.01))
    beats = iter(range(20))
    owner.run(lambda _: next(beats, None) is None)
    assert len(children()) == 1
    assert owner.live.is_well


@pytest.mark.parametrize("bad", [HANGS_WHEN_ASKED, HANGS_AT_ONCE, DIES_AT_ONCE, TALKS_NONSENSE])
def test_a_bad_worker_is_killed_and_given_up(owners, program, children, bad):
    limits = Limits(0.5, 0.3, 0.05, back_off_s=(0.0, 0.02, 0.02), try_again_s=30)
    owner = owners(program(bad), limits)
    owner.live.ask(1, "one")
    assert owner.outcome() == Rendered(1, None)
    if owner.live.is_well:  # it started well: its missing signs of life give it away
        owner.run(lambda _: not owner.live.is_well)
    assert until(lambda: not children())


def test_a_program_that_is_not_there_is_given_up(owners, tmp_path):
    owner = owners([str(tmp_path / "none")])
    owner.live.ask(1, "one")
    owner.run(lambda _: owner.live.due_s > time.monotonic() + 5)
    assert not owner.live.is_well
    assert owner.live.ask(2, "two") == Rendered(2, None)


def test_what_was_given_up_is_tried_again_later(owners, program, tmp_path):
    path = tmp_path / "mended"
    dies_until_mended = f"""
    import os
    if not os.path.exists({str(path)!r}):
        sys.exit(1)
    """
    limits = Limits(answer_s=10, back_off_s=(0.0, 0.01, 0.01), try_again_s=0.05)
    owner = owners(program(dies_until_mended + GOOD), limits)
    owner.live.ask(1, "one")
    assert owner.outcome() == Rendered(1, None)
    assert not owner.live.is_well
    path.touch()
    owner.run(lambda _: owner.live.is_well)
    owner.live.ask(2, "two")
    assert owner.outcome().wav == b"hello"


def test_a_sentence_that_kills_twice_is_not_said_and_the_next_one_is(owners, program):
    picky = """
    print('{"ready": "picky"}', flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        if question.get("text") == "poison":
            sys.exit(1)
        question["wav"] = "aGVsbG8="
        print(json.dumps(question), flush=True)
    """
    owner = owners(program(picky), Limits(answer_s=10, back_off_s=(0.0, 0.01, 0.01)))
    owner.live.ask(1, "poison")
    assert owner.outcome() == Rendered(1, None)
    owner.live.ask(2, "good")
    assert owner.outcome() == Rendered(2, b"hello")
    assert program.starts() == 3


def test_a_sentence_under_way_is_tried_once_more(owners, program, tmp_path):
    dies_once = f"""
    import os
    path = {str(tmp_path / "died")!r}
    print('{{"ready": "dies once"}}', flush=True)
    for line in sys.stdin:
        if not os.path.exists(path):
            open(path, "w").close()
            sys.exit(1)
        print(json.dumps({{**json.loads(line), "wav": "aGVsbG8="}}), flush=True)
    """
    owner = owners(program(dies_once), Limits(answer_s=10))
    owner.live.ask(1, "one")
    assert owner.outcome() == Rendered(1, b"hello")
