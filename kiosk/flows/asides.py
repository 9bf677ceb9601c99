"""What a step may lead to beside the flow itself."""

from __future__ import annotations

CALL_CADRE = "help"
"""The page that stands while the cadre is called from the home page. A flow that leads there
has the cadre called and goes on: nothing of what she has entered is lost."""
TAKE_BACK = "take_back"
"""On whatever screen: the cadre is not needed any more."""
SHOW_ME = "show_me"
"""The flow that asks what shall be shown."""
DEMONSTRATION = "demonstration"
"""Not a flow: the kiosk shows by itself what the step carries."""
REFUSED = "refused"
"""Not a flow: what was put down helps nobody. The step carries a sentence (a string's key)."""
BESIDE = (CALL_CADRE, DEMONSTRATION, REFUSED)
"""What a flow asks for without being left."""
DESK = "desk"
"""Not a flow: the cadres' pages."""
