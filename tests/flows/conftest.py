import pytest

from kiosk.services.ports import Ports
from tests.plain_ports import PlainClock, plain_ports


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(clock: PlainClock) -> Ports:
    return plain_ports(clock)
