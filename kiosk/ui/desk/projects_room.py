"""项目和服务队: what a village undertakes, from survey to evaluation, and who serves together."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QStackedWidget

from kiosk.flows.screen import Tone
from kiosk.services.list_projects import (
    ProjectListed,
    ProjectLook,
    list_projects,
    look_at_project,
)
from kiosk.services.list_teams import TeamListed, TeamPage, list_teams, look_at_team
from kiosk.services.ports import Ports
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Segments
from kiosk.ui.desk.project_deeds import ProjectDeeds, TeamDeeds
from kiosk.ui.desk.project_form import ProjectForm
from kiosk.ui.desk.project_sheet import ProjectSheet
from kiosk.ui.desk.room import Room, scrolled
from kiosk.ui.desk.tables import Column, Table
from kiosk.ui.desk.teams_page import TeamForm, TeamsPage

PARTS: Final = ("projects", "teams")
LIST, SHEET, FORM, TEAMS, TEAM_FORM = range(5)
Listed = tuple[tuple[ProjectListed, ...], tuple[TeamListed, ...]]


class ProjectsRoom(Room):
    name = "projects"
    picture = "handshake"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._teams: tuple[TeamListed, ...] = ()
        self._kept = ""
        """The project or team that shall be chosen once the list has come."""
        self.segments = Segments(bench, "projects.part", PARTS, self._open_part)
        self.table = _table(bench)
        self.sheet, self.form = ProjectSheet(bench), ProjectForm(self)
        self.teams, self.team_form = TeamsPage(self), TeamForm(self)
        self._pages = QStackedWidget()
        for page in (
            self.table,
            scrolled(self.sheet),
            scrolled(self.form),
            self.teams,
            scrolled(self.team_form),
        ):
            self._pages.addWidget(page)
        self.page.addWidget(self.segments)
        self.page.addWidget(self._pages, 1)
        self.projects_done = ProjectDeeds(self, self._project_done)
        self.teams_done = TeamDeeds(self, self._team_done)
        self._deeds = _bar(self)
        _connect(self)
        self._go(LIST)

    # -- what a room may be asked

    def entered(self) -> None:
        if self._at in (LIST, TEAMS):
            self.look()

    def save(self) -> None:
        if self._at == FORM:
            self.projects_done.set(self.form.plan, self.form.project)
        elif self._at == TEAM_FORM:
            self.teams_done.set(self.team_form.plan, self.team_form.team)

    def step_back(self) -> bool:
        at = self._at
        if at == FORM and self.form.project:
            self._go(SHEET)
        elif at in (SHEET, FORM):
            self._go(LIST)
        elif at == TEAM_FORM:
            self._go(TEAMS)
        self.look()
        return at not in (LIST, TEAMS)

    # -- what stands in it

    @property
    def _at(self) -> int:
        return self._pages.currentIndex()

    def look(self) -> None:
        def both(ports: Ports) -> Listed:
            return list_projects(ports), list_teams(ports)

        self.run(both, self._looked)

    def _looked(self, listed: Listed) -> None:
        projects, self._teams = listed
        counts = zip(PARTS, map(len, listed), strict=True)
        self.segments.count(dict(counts))
        chosen = self.table.current()
        kept = self._kept or (chosen.project.project if chosen else "")
        self.table.put(projects)
        ids = [one.project.project for one in projects]
        if ids:
            self.table.selectRow(ids.index(kept) if kept in ids else 0)
        team = self.teams.table.current()
        self.teams.put(self._teams, self._kept or (team.team.team if team else ""))
        self._kept = ""
        self._show_bar()

    def _open_part(self, part: str) -> None:
        self.notice.clear()
        self._go(LIST if part == "projects" else TEAMS)
        self.look()

    def _go(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.segments.setVisible(page in (LIST, TEAMS))
        self._show_bar()

    def _show_bar(self) -> None:
        for page, buttons in self._deeds.items():
            for button in buttons:
                button.setVisible(page == self._at)
        self._deeds[LIST][-1].setEnabled(self.table.current() is not None)
        is_team = self.teams.table.current() is not None
        for button in self._deeds[TEAMS][1:]:
            button.setEnabled(is_team)
        key = {LIST: "says_projects", TEAMS: "says_teams"}.get(self._at, "")
        self.beside.setText(self.bench.show(f"projects.{key}") if key else "")

    # -- projects

    def open_form(self, look: ProjectLook | None) -> None:
        self.notice.clear()
        self._go(FORM)
        teams = [(one.team.team, one.team.plan.name) for one in self._teams]
        self.form.open(look.project if look else None, teams)

    def open_project(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.notice.clear()
            self._show_project(chosen.project.project)

    def _show_project(self, project: str) -> None:
        self.run(partial(look_at_project, project=project), self._opened)

    def _opened(self, look: Any) -> None:
        if isinstance(look, ProjectLook):
            self.sheet.put(look)
            self._go(SHEET)
        else:
            self.notice.tell(Tone.RED, self.bench.show("projects.slip_no_project"))

    def _project_done(self, project: str) -> None:
        self._kept = project
        self.sheet.used.clear()
        self._show_project(project)

    # -- teams

    def open_team_form(self, row: TeamListed | None) -> None:
        self.notice.clear()
        self._go(TEAM_FORM)
        self.team_form.open(row, self._teams)

    def _team_done(self, team: str) -> None:
        self._kept = team
        self._go(TEAMS)
        self.look()


def _close_team(room: ProjectsRoom) -> None:
    chosen = room.teams.table.current()
    if chosen is not None:
        told = room.bench.show("projects.ask_close", name=chosen.team.plan.name)
        do = partial(room.teams_done.close, chosen.team.team)
        room.notice.tell(Tone.GOLD, told, ("close", room.bench.show("projects.do_close"), do))


def _see_team(room: ProjectsRoom, row: TeamListed | None) -> None:
    def saw(page: Any) -> None:
        room.teams.put_page(page if isinstance(page, TeamPage) else None)

    if row is not None:
        room.run(partial(look_at_team, team=row.team.team), saw)
    else:
        room.teams.put_page(None)


def _connect(room: ProjectsRoom) -> None:
    room.table.opened.connect(lambda _row: room.open_project())
    room.teams.table.chose.connect(partial(_see_team, room))
    room.teams.table.opened.connect(room.open_team_form)
    room.sheet.activity_wanted.connect(room.activity_wanted)
    stage, used, deeds = room.sheet.stage, room.sheet.used, room.projects_done

    def of_it(do: Any, *said: Any) -> None:
        project = room.sheet.project
        if project is not None:
            do(project if do == deeds.write else project.project, *said)

    stage.saved.connect(partial(of_it, deeds.write))
    stage.wanted.connect(partial(of_it, deeds.reach))
    used.noted.connect(partial(of_it, deeds.use))
    used.struck.connect(deeds.strike)

    def of_team(do: Any, who: Any) -> None:
        team = room.teams.table.current()
        if team is not None and (who is not None or do == room.teams_done.join):
            do(team.team.team, who)

    def leave() -> None:
        member = room.teams.members.current()
        of_team(room.teams_done.leave, member.resident.person if member else None)

    room.teams.joined.connect(lambda: of_team(room.teams_done.join, room.teams.finding.chosen))
    room.teams.left.connect(leave)


def _bar(room: ProjectsRoom) -> dict[int, tuple[Button, ...]]:
    """Page -> its deeds, the obvious one last."""

    def back() -> None:
        room.notice.clear()
        room.step_back()

    found: dict[int, tuple[Button, ...]] = {
        LIST: (
            room.deed("new", lambda: room.open_form(None)),
            room.deed("open", room.open_project, "main"),
        ),
        SHEET: (
            room.deed("back", back),
            room.deed("edit", lambda: room.open_form(room.sheet.look)),
        ),
        FORM: (room.deed("cancel", back), room.deed("save", room.save, "main")),
        TEAMS: (
            room.deed("new_team", lambda: room.open_team_form(None)),
            room.deed("close_team", partial(_close_team, room)),
            room.deed("edit_team", lambda: room.open_team_form(room.teams.table.current()), "main"),
        ),
        TEAM_FORM: (room.deed("cancel_team", back), room.deed("save_team", room.save, "main")),
    }
    for *before, last in found.values():
        for button in before:
            room.bar.addWidget(button)
        room.bar.addWidget(last)
    return found


def _table(bench: Bench) -> Table[ProjectListed]:
    show = bench.show

    def field(row: ProjectListed) -> str:
        code = row.project.plan.field
        return bench.strings.show(f"service.{code}") if code else ""

    def team(row: ProjectListed) -> str:
        return row.team.plan.name if row.team else show("projects.committee")

    whole: list[Column[ProjectListed]] = [
        Column(show("projects.title"), lambda row: row.project.plan.title),
        Column(
            show("projects.stands"),
            lambda row: show(f"projects.stage.{row.project.stage}"),
            6,
            lambda row: Tone.GREEN if row.project.stage == "running" else None,
        ),
    ]
    if not bench.look.is_narrow:
        whole += [Column(show("projects.field"), field, 5), Column(show("projects.team"), team, 7)]
    whole.append(Column(show("projects.activities"), lambda row: str(row.activities), 3))
    return Table(bench, "projects.table", whole)
