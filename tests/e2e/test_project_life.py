"""A project from the survey of needs to its evaluation: three activities, forty volunteers, two
kiosks without a cable half of the time, forgotten check-outs, a wrong entry corrected. The sum of
hours is the same at both kiosks, at the county and by an independent reckoning; and a certificate
printed with the cable out verifies."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import requests

from kiosk.services.ask_place import AskedNow, LeftNow, ask_place, leave_place
from kiosk.services.attend import VisitEnteredNow, check_in_to, enter_visit
from kiosk.services.check_in import CheckedInNow, CheckedOutNow, check_out
from kiosk.services.close_record import ClosedNow, close_record
from kiosk.services.close_visits import close_visits
from kiosk.services.correct_visit import CorrectedVisit, correct_visit
from kiosk.services.evaluate_activity import WHOLE, EvaluatedNow, evaluate_activity
from kiosk.services.hours import ledger_of, minutes_in_all
from kiosk.services.issue_certificate import Issued, issue_certificate
from kiosk.services.open_activity import Opened, open_activity
from kiosk.services.plan_activity import Planned, plan_activity
from kiosk.services.reach_stage import StageReachedNow, reach_stage
from kiosk.services.register import RegisteredNow, register
from kiosk.services.set_project import ProjectStands, set_project
from kiosk.services.use_resource import ResourceNoted, use_resource
from sync.certifying import Certified, Doubt, verify
from sync.county.giving import give
from sync.county.hours import minutes_of_people
from sync.county.serve import county_key
from sync.standard.activities import ActivityPlan
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS
from sync.standard.county_tables import TableGiven
from sync.standard.projects import Project, ProjectPlan
from sync.standard.recruiting import CONFIRMED, WAITING, Place
from tests.bench.villages import invented_people
from tests.county.running import DONGSHENG, County
from tests.e2e.project_life import CREDITED, HOURS, Kiosk, Truth, read_from_paper

PEOPLE = 40
PLACES = 30
ASKING = 34
BEGIN_MS = 1_780_270_200_000
"""2026-06-01, 07:30 in the village, a Monday."""
CADRE = "cadre"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    running = County(tmp_path / "county")
    running.now_ms = BEGIN_MS
    running.start()
    yield running
    running.close()


@pytest.fixture
def kiosks(county: County, tmp_path: Path) -> Iterator[list[Kiosk]]:
    made = [Kiosk(tmp_path / name, county) for name in ("one", "two")]
    yield made
    for kiosk in made:
        kiosk.close()


class Life:
    def __init__(self, county: County, kiosks: list[Kiosk]) -> None:
        self.county, self.kiosks = county, kiosks
        self.dice = random.Random(67)
        self.truth = Truth()
        self.people: list[str] = []
        self.project = ""

    @property
    def ports(self):
        """The cadre works at the first kiosk."""
        return self.kiosks[0].ports

    def go_to(self, ms: int) -> None:
        assert ms >= self.county.now_ms
        self.county.now_ms = ms

    def sync(self) -> None:
        for kiosk in (*self.kiosks, *self.kiosks):
            kiosk.sync()

    def anybody_s(self) -> Kiosk:
        return self.dice.choice(self.kiosks)

    # -- before

    def give_tables(self) -> None:
        given = [TableGiven("hours", "2026-01-01", HOURS)]
        self.county.store.write(lambda c: give(c, given, ""))

    def register_all(self) -> None:
        people = invented_people()
        for at in range(PEOPLE):
            ports = self.kiosks[at % 2].ports
            outcome = register(ports, next(people), ports.rules.consent_version)
            assert isinstance(outcome, RegisteredNow)
            self.people.append(outcome.person)

    def prepare_project(self) -> None:
        plan = ProjectPlan(title="well", field="clean", survey="the well is dirty")
        made = set_project(self.ports, plan, CADRE)
        assert isinstance(made, ProjectStands)
        self.project = made.project.project
        for stage in ("goal", "call", "design", "recruiting"):
            self.write(stage if stage != "recruiting" else "about")
            self.reach(stage)

    def write(self, field: str) -> None:
        stands = self.ports.rows.get(Project, self.project)
        assert stands is not None
        plan = msgspec.structs.replace(stands.plan, **{field: f"text of {field}"})
        assert isinstance(set_project(self.ports, plan, CADRE, self.project), ProjectStands)

    def reach(self, stage: str) -> None:
        assert isinstance(reach_stage(self.ports, self.project, stage, CADRE), StageReachedNow)

    # -- an activity

    def plan(self, kiosk: Kiosk, start_ms: int) -> str:
        plan = ActivityPlan(
            title=f"cleaning {start_ms}",
            field="clean",
            content="clean the well",
            place="the well",
            start_ms=start_ms,
            end_ms=start_ms + 3 * HOUR_MS,
            places=PLACES,
            project=self.project,
        )
        made = plan_activity(kiosk.ports, "", plan, CADRE)
        assert isinstance(made, Planned), made
        activity = made.activity.activity
        assert isinstance(open_activity(kiosk.ports, activity, CADRE), Opened)
        return activity

    def ask(self, activity: str) -> None:
        """More than there are places, at either kiosk, with no cable; then one gives hers back."""
        for person in self.dice.sample(self.people, ASKING):
            outcome = ask_place(self.anybody_s().ports, person, activity)
            assert isinstance(outcome, AskedNow), outcome
        self.sync()
        assert self.states(activity) == {CONFIRMED: PLACES, WAITING: ASKING - PLACES}
        given = self.ports.rows.where(Place, activity=activity, state=CONFIRMED)
        left = leave_place(self.ports, given[0].person, activity)
        assert isinstance(left, LeftNow)
        self.sync()
        assert self.states(activity) == {CONFIRMED: PLACES, WAITING: ASKING - PLACES - 1}

    def states(self, activity: str) -> dict[str, int]:
        """The same at both kiosks."""
        one, two = (
            {
                state: kiosk.ports.rows.count(Place, activity=activity, state=state)
                for state in (CONFIRMED, WAITING)
            }
            for kiosk in self.kiosks
        )
        assert one == two
        return one

    def hold(self, activity: str, start_ms: int) -> None:
        """The cable is out. They come and go; three forget to check out; two come without a place;
        one is entered at both kiosks; one is written down from paper, wrongly at first."""
        given = [
            row.person for row in self.ports.rows.where(Place, activity=activity, state=CONFIRMED)
        ]
        without = [person for person in self.people if person not in given]
        coming, on_paper = given[:-3] + without[:2], given[-1]
        self.go_to(start_ms)
        visits: list[tuple[Kiosk, str, str, int]] = []
        for person in coming:
            self.go_to(self.county.now_ms + self.dice.randint(0, 90) * 1000)
            visits.append(self.come(self.anybody_s(), activity, person))
        here = {kiosk: person for kiosk, _, person, _ in visits}
        twice = here[self.kiosks[0]]
        visits.append(self.come(self.kiosks[1], activity, twice))
        for at, (kiosk, visit, person, came_ms) in enumerate(visits):
            if at % 10 == 3 and person != twice:
                self.truth.add(person, came_ms, CREDITED)
                continue
            self.go_to(self.county.now_ms + self.dice.randint(2, 6) * MINUTE_MS)
            assert isinstance(check_out(kiosk.ports, visit), CheckedOutNow)
            stayed = (self.county.now_ms - came_ms) // MINUTE_MS
            self.truth.add(person, came_ms, stayed)
        self.go_to(start_ms + 4 * HOUR_MS)
        self.enter(activity, on_paper, start_ms)

    def come(self, kiosk: Kiosk, activity: str, person: str) -> tuple[Kiosk, str, str, int]:
        outcome = check_in_to(kiosk.ports, activity, person)
        assert isinstance(outcome, CheckedInNow), outcome
        visit = outcome.visit
        return kiosk, visit.visit, person, visit.start_ms

    def enter(self, activity: str, person: str, start_ms: int) -> None:
        """Three hours by mistake; it was a hundred minutes, and both stay in the journal."""
        end_ms = start_ms + 3 * HOUR_MS
        outcome = enter_visit(self.ports, activity, person, start_ms, end_ms, CADRE, "list 1")
        assert isinstance(outcome, VisitEnteredNow), outcome
        mended = correct_visit(self.ports, outcome.visit.visit, 100, "read wrongly", CADRE)
        assert isinstance(mended, CorrectedVisit)
        self.truth.add(person, start_ms, 100)

    def end(self, activity: str) -> None:
        """The next morning each kiosk closes what it knows; then the cable is there, and the cadre
        looks at what was credited."""
        for kiosk in self.kiosks:
            close_visits(kiosk.ports)
        self.sync()
        said = evaluate_activity(self.ports, activity, {WHOLE: 5}, CADRE)
        assert isinstance(said, EvaluatedNow)
        closed = close_record(self.ports, activity, CADRE, is_sure=True)
        assert isinstance(closed, ClosedNow), closed
        assert closed.days_late == 0

    # -- after

    def sums(self) -> list[dict[str, int]]:
        at_kiosks = [
            {person: minutes_in_all(ledger_of(kiosk.ports, person)) for person in self.people}
            for kiosk in self.kiosks
        ]
        counted = self.county.store.read(lambda c: minutes_of_people(c, DONGSHENG))
        at_county = {person: counted.get(person, 0) for person in self.people}
        really = {person: self.truth.minutes(person) for person in self.people}
        return [*at_kiosks, at_county, really]


def test_a_project_from_its_survey_to_its_evaluation(
    qapp: object, county: County, kiosks: list[Kiosk]
) -> None:
    assert qapp is not None
    life = Life(county, kiosks)
    life.give_tables()
    life.register_all()
    life.prepare_project()
    life.sync()
    life.reach("running")
    used = use_resource(life.ports, life.project, "money", "buckets", 12_300, CADRE)
    assert isinstance(used, ResourceNoted)
    for week in (1, 2, 3):
        start_ms = BEGIN_MS + week * 7 * DAY_MS + HOUR_MS // 2
        activity = life.plan(kiosks[week % 2], start_ms)
        life.go_to(start_ms - 3 * DAY_MS)
        life.sync()
        life.ask(activity)
        life.hold(activity, start_ms)
        life.go_to(start_ms + DAY_MS)
        life.end(activity)
    life.reach("evaluation")
    life.write("evaluation")
    life.reach("closed")
    life.sync()

    one, two, at_county, really = life.sums()
    assert one == two == at_county == really
    assert sum(really.values()) > PEOPLE * 60
    assert [row.stage for kiosk in kiosks for row in kiosk.ports.rows.where(Project)] == [
        "closed",
        "closed",
    ]
    _certify(life, max(really, key=lambda person: really[person]))


def _certify(life: Life, person: str) -> None:
    """Printed with the cable out, read back from the paper, verified by the key alone; at the
    county's page as well, once the cable is there."""
    county = life.county
    county.stop()
    issued = issue_certificate(life.kiosks[1].ports, person)
    assert isinstance(issued, Issued)
    text = read_from_paper(issued.paper)
    key = county_key(county.folder).verify_key.encode()
    known = verify(key, text)
    assert isinstance(known, Certified)
    assert known.statement.minutes == life.truth.minutes(person)
    middle = len(text) // 2
    other = "A" if text[middle] != "A" else "B"
    changed = text[:middle] + other + text[middle + 1 :]
    assert isinstance(verify(key, changed), Doubt)

    county.start()
    life.sync()
    with requests.Session() as session:
        session.trust_env = False
        good = session.get(f"{county.url}/verify", params={"text": text}, timeout=20)
        bad = session.get(f"{county.url}/verify", params={"text": changed}, timeout=20)
    assert known.statement.no in good.text
    assert known.statement.no not in bad.text
