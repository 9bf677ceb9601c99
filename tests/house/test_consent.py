"""What people agreed to can be told from the version that their consent carries."""

import hashlib
import tomllib

from kiosk.config import ASSETS
from kiosk.strings import load_strings


def test_a_changed_text_gets_a_new_version():
    rules = tomllib.loads((ASSETS / "rules" / "county.toml").read_text("utf-8"))
    text = load_strings(ASSETS / "strings" / "zh_CN").show("register.consent.text")
    assert hashlib.sha256(text.encode()).hexdigest() == rules["consent_sha256"]
