"""`python -m sync.county`, as a process."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest
import requests

from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from tests.county.running import DATABASES, NOW_MS
from tests.exchange.plain_ledger import PlainLedger


def run(*arguments):
    command = [sys.executable, "-m", "sync.county", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(params=DATABASES)
def place(request, tmp_path):
    """Options: where the county's data lie."""
    options = ["--data", str(tmp_path)]
    if request.param == "sqlite":
        return options
    cluster = request.getfixturevalue("cluster")
    return [*options, "--database", cluster.url(cluster.new())]


def started(place):
    command = [sys.executable, "-m", "sync.county", "--port", "0", *place]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    return process, re.search(r"http://\S+", process.stdout.readline()).group()


@pytest.fixture
def served(place):
    process, address = started(place)
    yield address
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)


def test_serves_and_enrols_beside_each_other(served, place, tmp_path):
    told = run(*place, "enrol", "--village", "321102001001")
    code = re.search(r"\d{3} \d{3} \d{3}", told.stdout).group()
    line = Line(served)
    outcome = enrol(PlainLedger("kiosk-1"), line, code, lambda: NOW_MS)
    line.close()
    assert isinstance(outcome, Enrolled)
    assert outcome.village == "321102001001"
    assert "321102001001" in requests.get(served, timeout=10).text
    assert (tmp_path / "county.key").stat().st_mode & 0o77 == 0
    if "--database" not in place:
        assert (tmp_path / "county.sqlite").stat().st_mode & 0o77 == 0


def test_killed_it_leaves_nobody_on_its_port(place):
    process, address = started(place)
    assert requests.get(address, timeout=20).ok
    process.kill()
    # Its output ends when the last process that has it ends.
    process.communicate(timeout=20)
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=20)


@pytest.mark.parametrize("village", ["12", "32110200100x", "999999999999"])
def test_a_wrong_village_is_a_sentence(tmp_path, village):
    told = run("enrol", "--village", village, "--data", tmp_path)
    assert told.returncode == 2
    assert village in told.stderr
    assert "Traceback" not in told.stderr


def test_a_taken_port_is_a_sentence(served, tmp_path):
    told = run("--port", served.rsplit(":", 1)[1], "--data", tmp_path)
    assert told.returncode == 1
    assert "Traceback" not in told.stderr


def test_a_database_that_is_not_there_is_a_sentence(tmp_path):
    url = "postgresql://county:hush@/county?host=/nowhere"
    told = run("--data", tmp_path, "--database", url)
    assert told.returncode == 1
    assert "/nowhere" in told.stderr
    assert "hush" not in told.stderr
    assert "Traceback" not in told.stderr
