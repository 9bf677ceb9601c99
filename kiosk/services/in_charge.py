"""Who may be in charge of an activity or a project: a cadre, or somebody of the register.

The plan keeps an id alone: a name in it would stand in the clear for ever (ADR 0014).
"""

from __future__ import annotations

from kiosk.services.cadres import list_cadres
from kiosk.services.ports import Ports


def may_be_in_charge(ports: Ports, chosen: str) -> tuple[tuple[str, str], ...]:
    """Id and name of each cadre, and of whoever is chosen now."""
    cadres = tuple((cadre.id, cadre.name) for cadre in list_cadres(ports))
    name = name_in_charge(ports, chosen)
    return cadres if not name or chosen in dict(cadres) else (*cadres, (chosen, name))


def name_in_charge(ports: Ports, whose: str) -> str:
    """whose: a cadre's or a person's id. "" where nobody is, or nobody of this machine."""
    if not whose:
        return ""
    cadres = {cadre.id: cadre.name for cadre in list_cadres(ports)}
    if whose in cadres:
        return cadres[whose]
    resident = ports.residents.by_id(ports.merges.groups().main(whose))
    return resident.personal.name if resident is not None and resident.is_active else ""
