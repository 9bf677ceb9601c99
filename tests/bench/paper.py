"""A certificate: from the ledger of who served most, signed and entered, to the PDF's last byte."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS, Config
from kiosk.demo import seed_demo
from kiosk.devices.machine import wall_ms
from kiosk.services.issue_certificate import Issued, issue_certificate
from kiosk.strings import load_strings
from kiosk.ui.certificate_sheet import certificate_pdf
from kiosk.ui.sheets import theme_alone
from kiosk.village import open_village
from tests.bench.figures import Figure, most, percentile

PEOPLE: Final = 40
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
    finally:
        village.close()
    return [
        Figure("certificate, ledger to PDF, p50", percentile(took_ms, 50), "ms"),
        Figure("certificate, ledger to PDF, worst", max(took_ms), "ms", most(_AIM_MS)),
    ]
