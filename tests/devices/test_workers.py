"""Real processes: asked, late, killed, idle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.devices.workers import Worker, WorkerFailed

ECHO = ("-m", "tests.devices.echo_worker")
LIMIT_S = 20.0


@pytest.fixture
def worker():
    worker = Worker(ECHO)
    yield worker
    worker.close()


def is_gone(pid: int, limit_s: float = LIMIT_S) -> bool:
    until = time.monotonic() + limit_s
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        os.sched_yield()
    return not Path(f"/proc/{pid}").exists()


def test_it_starts_when_asked_and_answers_in_order(worker):
    assert worker.pid is None
    answers = [worker.ask({"say": number}, LIMIT_S) for number in range(5)]
    assert [answer["said"] for answer in answers] == [*range(5)]
    assert len({answer["pid"] for answer in answers}) == 1
    assert worker.pid == answers[0]["pid"]


def test_what_it_prints_is_no_answer(worker):
    assert worker.ask({"say": "a", "print": True}, LIMIT_S)["said"] == "a"
    assert worker.ask({"say": "b"}, LIMIT_S)["said"] == "b"


def test_late_it_is_killed_and_the_next_question_is_not_answered_by_the_last(worker):
    first = worker.ask({"say": 1}, LIMIT_S)["pid"]
    with pytest.raises(WorkerFailed):
        worker.ask({"hang": True}, 0.2)
    assert is_gone(first)
    again = worker.ask({"say": 2}, LIMIT_S)
    assert again["said"] == 2
    assert again["pid"] != first


def test_killed_by_somebody_else_it_is_told_at_once_and_started_again(worker):
    pid = worker.ask({"say": 1}, LIMIT_S)["pid"]
    os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + LIMIT_S
    while worker.pid is not None and time.monotonic() < until:
        os.sched_yield()
    assert worker.pid is None
    assert worker.ask({"say": 2}, LIMIT_S)["said"] == 2
    begun = time.monotonic()
    with pytest.raises(WorkerFailed):
        worker.ask({"end": True}, LIMIT_S)
    assert time.monotonic() - begun < LIMIT_S / 2


def test_when_nobody_asks_it_ends():
    worker = Worker(ECHO, idle_s=0.05)
    pid = worker.ask({"say": 1}, LIMIT_S)["pid"]
    assert is_gone(pid)
    assert worker.pid is None
    assert worker.ask({"say": 2}, LIMIT_S)["said"] == 2
    worker.close()
    assert worker.pid is None


def test_it_ends_with_who_asked_also_in_the_middle_of_work():
    command = [sys.executable, *ECHO]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(b'{"say": 1}\n')
        process.stdin.flush()
        assert b'"said": 1' in process.stdout.readline()
        process.stdin.write(b'{"hang": true}\n')
        process.stdin.close()
        assert process.wait(LIMIT_S) == 0
