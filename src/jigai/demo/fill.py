"""The whole demo, event by event, each in a change set with its own moment and author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from django.db.models import prefetch_related_objects

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.reference.actions.load_calendar import load_published_calendar
from jigai.apps.reference.actions.load_divisions import load_divisions
from jigai.apps.reference.actions.load_industries import load_industrial_divisions
from jigai.apps.reference.actions.open_programme import open_programme
from jigai.apps.reference.actions.set_directions import DEFAULT_DIRECTIONS, set_directions
from jigai.apps.reference.models import Direction
from jigai.apps.registry.actions.appoint_representative import appoint_representative
from jigai.apps.registry.models import Enterprise
from jigai.demo.cooperation import COOPERATES_IN, cooperate
from jigai.demo.cultivation import FACTS_IN, TASKS_IN, accompany, enter_facts, recognise
from jigai.demo.diagnosis import DIAGNOSED_IN, diagnose
from jigai.demo.enterprises import add_contacts, admit_members, found_enterprises
from jigai.demo.faults import BASELINE_RESETS
from jigai.demo.inclusion import move_cases
from jigai.demo.matches import MATCHED_IN, live_matches
from jigai.demo.moments import FOUNDED_ON, LAST, PERIODS, at, by
from jigai.demo.old_cases import add_old_cases
from jigai.demo.outcomes import live_outcomes
from jigai.demo.people import open_accounts, open_agencies
from jigai.demo.places import found_places
from jigai.demo.plan import PLANS
from jigai.demo.planning import plan_in
from jigai.demo.platforms import found_platforms
from jigai.demo.portal import fill_own_desk
from jigai.demo.progress import (
    QUARTERS,
    accept_reports,
    add_photos,
    change_of,
    explain_gaps,
    record_quarter,
    report_period,
    update_register,
)
from jigai.demo.projects import approve_plans, plans_entering, register_projects, reset_plan
from jigai.demo.reminders import connect_groups
from jigai.demo.requests import Requests
from jigai.demo.supply import live_supply
from jigai.demo.visits import log_contacts
from jigai.domain.periods import HalfMonth

ACTS = (
    (DIAGNOSED_IN, diagnose),
    (FACTS_IN, enter_facts),
    (TASKS_IN, accompany),
    (TASKS_IN, found_platforms),
    (COOPERATES_IN, cooperate),
    (MATCHED_IN, live_matches),
)
"""Period → what is entered at its end."""
NAME, NAME_EN = "庆云县技术改造（演示）", "Qingyun transformation programme (demo)"
PHOTOS_IN = "2026-10A"
RESETS: dict[HalfMonth, int] = {
    HalfMonth.numbered(LAST.serial - 7 - 3 * place): number
    for place, number in enumerate(BASELINE_RESETS)
}


class ReviewCycle(Protocol):
    """The review that goes on beside the reporting; it stands on a floor above the demo."""

    def begun(self) -> None: ...

    def opened(self, period: HalfMonth) -> None: ...

    def computed(self, period: HalfMonth) -> None: ...

    def published(self, period: HalfMonth) -> None: ...


def fill_demo_county(*, password: str, cycle: ReviewCycle) -> None:
    """Write the demo county into an empty installation.

    Args:
        password: of every account.
        cycle: opens, computes and publishes each round in its place of the story.
    """
    agencies = _found(password)
    enterprises = list(Enterprise.objects.order_by("id"))
    projects: dict[int, Project] = {}
    requests = Requests({agency.name: agency for agency in Agency.objects.all()})
    cycle.begun()
    for period in PERIODS:
        _enter(period, enterprises, agencies, projects)
        cycle.opened(period)
        if period in RESETS:
            _reset(period, projects)
        if period != PERIODS[0]:
            cycle.published(period.previous())
        _live_through(period, projects)
        requests.live_through(period)
        if period != LAST:
            cycle.computed(period)
        if str(period) in QUARTERS:
            _close_quarter(period, projects)
        _end(period, enterprises, projects)
    fill_own_desk()


def _end(
    period: HalfMonth, enterprises: Sequence[Enterprise], projects: dict[int, Project]
) -> None:
    """What the parts add at the end of a period."""
    log_contacts(period, enterprises)
    for when, act in ACTS:
        if str(period) == when:
            act(enterprises)
    plan_in(str(period), enterprises, projects)
    live_supply(str(period), enterprises)
    live_outcomes(str(period), enterprises)


def _found(password: str) -> dict[int, Agency]:
    """Everything that was there before the first period; division → its agency."""
    change = by("安岚", at(FOUNDED_ON), "建立演示县")
    with writing("county.set_up", change):
        county = load_divisions(county_code="371423", change=change)
        set_directions(directions=DEFAULT_DIRECTIONS, change=change)
        load_industrial_divisions(change=change)
        load_published_calendar(years=range(2024, 2028), change=change)
        open_programme(division=county, name=NAME, name_en=NAME_EN, is_demo=True, change=change)
        places = found_places(county)
        agencies = open_agencies(places)
        people = open_accounts(agencies, password=password)
    change = by("林知远", at(FOUNDED_ON + timedelta(days=2)), "登记规上及入库企业")
    with writing("enterprises.registered", change):
        directions = {direction.code: direction for direction in Direction.objects.all()}
        enterprises = found_enterprises(places, directions)
        admit_members(enterprises)
        recognise(enterprises)
        add_contacts(enterprises)
        appoint_representative(
            enterprise=enterprises[2],
            user_id=people["enterprise"].pk,
            valid_from=FOUNDED_ON,
            change=change,
        )
        add_old_cases(enterprises, change=change)
    connect_groups(agencies)
    return {a.division_id: a for a in agencies.values() if a.division_id is not None}


def _enter(
    period: HalfMonth,
    enterprises: Sequence[Enterprise],
    agencies: dict[int, Agency],
    projects: dict[int, Project],
) -> None:
    plans = plans_entering(period)
    if not plans:
        return
    with writing("projects.registered", by("林知远", at(period.start_on), f"{period}新列入项目")):
        made = register_projects(plans, enterprises, agencies)
        prefetch_related_objects(made, "milestones")
        projects |= {plan.number: one for plan, one in zip(plans, made, strict=True)}
    on = period.start_on + timedelta(days=3)
    with writing("baselines.approved", by("安岚", at(on), "批准年度投资计划")):
        approve_plans(made, plans, on)


def _reset(period: HalfMonth, projects: dict[int, Project]) -> None:
    on = period.start_on + timedelta(days=8)
    plan = PLANS[RESETS[period] - 1]
    with writing("baseline.approved", by("林知远", at(on), "调整进度计划")):
        reset_plan(projects[plan.number], plan, on=on, after=period.previous())


def _live_through(period: HalfMonth, projects: dict[int, Project]) -> None:
    change = change_of(period, "填报")
    with writing("reports.submitted", change):
        reports = report_period(projects, period)
        update_register(projects, period)
        move_cases(projects, period)
        if str(period) == PHOTOS_IN:
            numbers = {project.pk: number for number, project in projects.items()}
            add_photos(reports, numbers, change)
    if period != LAST:
        review = change_of(period, "审核")
        with writing("reports.accepted", review):
            accept_reports(reports, review.actor.name, review.at)


def _close_quarter(period: HalfMonth, projects: dict[int, Project]) -> None:
    on = period.end_on + timedelta(days=8)
    with writing("amounts.recorded", by("沈问渠", at(on), f"{period}核实投资")):
        record_quarter(projects, str(period))
        if str(period) == QUARTERS[-1]:
            explain_gaps(projects)
