"""A certificate: from the ledger of who served most, signed and entered, to the PDF's last byte;
and the longest that there is."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS, Config
from kiosk.demo.village import seed_demo
from kiosk.devices.machine import wall_ms
from kiosk.services.issue_certificate import MOST_LINES, Issued, issue_certificate
from kiosk.services.papers import CertificatePaper
from kiosk.services.ports import Ports
from kiosk.strings import load_strings
from kiosk.ui.certificate_sheet import certificate_pdf
from kiosk.ui.sheets import theme_alone
from kiosk.village import open_village
from sync.standard.attendance import CADRE, VisitEntered
from sync.standard.clock import DAY_MS, EARLIEST_MS, HOUR_MS
from tests.bench.figures import Figure, most, percentile

PEOPLE: Final = 40
TIMES: Final = 20
_AIM_MS: Final = 300


def measure(folder: Path) -> list[Figure]:
    """folder: where a demo village may be made."""
    config = Config(folder)
    seed_demo(config, ASSETS / "demo" / "village.toml", wall_ms())
    strings, theme = load_strings(config.strings), theme_alone(ASSETS)
    village = open_village(config)
    took_ms: list[float] = []
    try:
        for resident in village.ports.residents.newest(PEOPLE):
            began_s = time.perf_counter()
            outcome = issue_certificate(village.ports, resident.person)
            if isinstance(outcome, Issued):
                certificate_pdf(outcome.paper, strings, theme)
                took_ms.append((time.perf_counter() - began_s) * 1000)
        longest_ms = _longest_ms(
            village.ports, partial(certificate_pdf, strings=strings, theme=theme)
        )
    finally:
        village.close()
    return [
        Figure("certificate, ledger to PDF, p50", percentile(took_ms, 50), "ms"),
        Figure("certificate, ledger to PDF, worst", max(took_ms), "ms", most(_AIM_MS)),
        Figure("the longest, every line of it, p50", percentile(longest_ms, 50), "ms"),
        Figure(
            "the longest, every line of it, p99", percentile(longest_ms, 99), "ms", most(_AIM_MS)
        ),
    ]


def _longest_ms(ports: Ports, pdf: Callable[[CertificatePaper], bytes]) -> list[float]:
    """Of who has as many visits as a certificate lists one by one, each time issued anew."""
    (resident, *_) = ports.residents.newest(1)
    missing = MOST_LINES - TIMES - len(ports.visits.all_of(resident.person))
    for at in range(missing):
        _serve(ports, resident.person, at)
    took_ms = []
    for at in range(TIMES):
        _serve(ports, resident.person, missing + at)
        began_s = time.perf_counter()
        outcome = issue_certificate(ports, resident.person)
        assert isinstance(outcome, Issued)
        pdf(outcome.paper)
        took_ms.append((time.perf_counter() - began_s) * 1000)
    assert len(outcome.paper.lines) == MOST_LINES
    return took_ms


def _serve(ports: Ports, person: str, day: int) -> None:
    start_ms = EARLIEST_MS + day * DAY_MS
    ports.journal.append(VisitEntered(person, start_ms, start_ms + HOUR_MS, CADRE, "clean"))
