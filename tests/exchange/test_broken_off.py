"""A kiosk that is gone in the middle of a request, as happens every day, is no error."""

from __future__ import annotations

import logging
import socket

from sync.exchange.outcomes import Synced
from tests.exchange.carrying import check_in

BEGUN = b"POST /push HTTP/1.1\r\nHost: county\r\nX-Sign: a\r\nContent-Length: 900\r\n\r\nhalf of it"


def test_a_request_that_breaks_off_leaves_no_word_in_the_county_s_log(county, join, caplog):
    kiosk = join()
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(caplog.handler)
    try:
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", county.port)) as line:
                line.sendall(BEGUN)
            check_in(kiosk)
            assert isinstance(kiosk.exchange.round(), Synced)
        county.stop()
    finally:
        logger.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records if record.levelno > 30] == []
