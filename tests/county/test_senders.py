"""Senders of text messages: a company's interface over real HTTP, and one that sends nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from sync.county.messages.command import make_sender
from sync.county.messages.outgoing import Outgoing, Refused, Sender, Sent, Unreachable
from sync.county.messages.settings import FILE, WrongSettings
from sync.county.messages.simulator import Simulator
from tests.county.gateway import Gateway, gateway

TEXT = 'Come {phone} & "dine" \u5403\u996d'
OUTGOING = Outgoing("kiosk.1.7", "13800001234", TEXT)
JSON = """
way = "http"
url = "{url}"
timeout_s = 5
[headers]
Authorization = "Bearer ${{TOKEN}}"
[json]
mobile = "{{phone}}"
said = {{ text = "{{text}}", id = "{{id}}", count = 1 }}
[success]
field = "code"
equals = "0"
"""
FORM = """
way = "http"
url = "{url}?a=1"
[query]
to = "{{phone}}"
[form]
content = "{{text}}"
[success]
contains = "OK"
"""


@pytest.fixture
def company() -> Iterator[Gateway]:
    with gateway() as made:
        yield made


def sender(folder: Path, settings: str, url: str = "") -> Sender:
    (folder / FILE).write_text(settings.format(url=url) if url else settings, "utf-8")
    made = make_sender(folder, {"TOKEN": "s3cret"})
    assert made is not None
    return made


def test_json_goes_out_as_the_settings_say(tmp_path: Path, company: Gateway) -> None:
    assert sender(tmp_path, JSON, company.url).send(OUTGOING) == Sent()
    ((method, path, headers, _),) = company.asked
    assert (method, path, headers["Authorization"]) == ("POST", "/send", "Bearer s3cret")
    assert company.said() == [
        {"mobile": "13800001234", "said": {"text": TEXT, "id": "kiosk.1.7", "count": 1}}
    ]


def test_form_and_query_are_encoded(tmp_path: Path, company: Gateway) -> None:
    company.answers = [(200, "OK 1"), (200, "ERR")]
    made = sender(tmp_path, FORM, company.url)
    assert made.send(OUTGOING) == Sent()
    assert made.send(OUTGOING) == Refused("answer")
    _, path, _, body = company.asked[0]
    assert parse_qs(urlsplit(path).query) == {"a": ["1"], "to": ["13800001234"]}
    assert parse_qs(body.decode()) == {"content": [TEXT]}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ((200, '{"code": "0"}'), Sent()),
        ((200, '{"code": 7}'), Refused("answer")),
        ((200, "<html>"), Refused("answer")),
        ((403, ""), Refused("http_403")),
        ((302, ""), Refused("http_302")),
        ((429, ""), Unreachable("http_429")),
        ((503, ""), Unreachable("http_503")),
    ],
)
def test_what_is_tried_again_and_what_is_not(
    tmp_path: Path,
    company: Gateway,
    answer: tuple[int, str],
    outcome: object,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    company.answers = [answer]
    assert sender(tmp_path, JSON, company.url).send(OUTGOING) == outcome
    assert len(company.asked) == 1, "nobody is carried elsewhere"
    assert "1234" not in caplog.text
    assert "1234" not in repr(OUTGOING)
    assert "dine" not in caplog.text + repr(OUTGOING)


def test_nobody_there_and_nobody_answers(tmp_path: Path, company: Gateway) -> None:
    slow = JSON.replace("timeout_s = 5", "timeout_s = 0.1")
    company.may_answer.clear()
    assert sender(tmp_path, slow, company.url).send(OUTGOING) == Unreachable("timeout")
    nobody = sender(tmp_path, slow, "http://127.0.0.1:9/send")
    assert nobody.send(OUTGOING) == Unreachable("no_line")


def test_the_simulator_writes_what_it_would_send(tmp_path: Path) -> None:
    made = sender(tmp_path, 'way = "simulator"')
    assert isinstance(made, Simulator)
    assert made.send(OUTGOING) == Sent()
    assert made.send(OUTGOING) == Sent()
    written = (tmp_path / "outbox.txt").read_text("utf-8")
    assert written.count(TEXT) == 2
    assert "138****1234" in written
    assert "13800001234" not in written


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ("way = ", "messages.toml"),
        ('way = "pigeon"', "way"),
        ('way = "http"\nurl = "ftp://x"', "url"),
        ('way = "http"\nurl = "http://x"', "phone"),
        ('way = "http"\nurl = "http://x"\n[form]\na = "{phone}{text}"\n[json]\nb = 1', "form"),
        ('way = "http"\nurl = "http://x"\ntimeout_s = 0', "timeout_s"),
        ('way = "http"\nurl = "http://${NOBODY}"', "NOBODY"),
        ('way = "simulator"\ncolour = "red"', "colour"),
    ],
)
def test_wrong_settings_say_where(tmp_path: Path, settings: str, where: str) -> None:
    with pytest.raises(WrongSettings, match=where):
        sender(tmp_path, settings)


def test_without_settings_nothing_is_sent(tmp_path: Path) -> None:
    assert make_sender(tmp_path, {}) is None
