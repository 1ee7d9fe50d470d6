"""An empty county that can be worked with: reference data, programme, first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from jigai.apps.accounts.actions.appoint import appoint
from jigai.apps.accounts.actions.create_person import create_person
from jigai.apps.accounts.actions.invite import invite
from jigai.apps.accounts.models import Appointment, Role, User
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.load_dictionary import load_dictionary
from jigai.apps.reference.actions.load_calendar import load_published_calendar
from jigai.apps.reference.actions.load_divisions import load_divisions
from jigai.apps.reference.actions.load_industries import load_industrial_divisions
from jigai.apps.reference.actions.open_programme import open_programme
from jigai.apps.reference.actions.set_directions import DEFAULT_DIRECTIONS, set_directions
from jigai.apps.reference.models import Direction, Programme
from jigai.demo.fill import fill_demo_county
from jigai.demo.moments import LAST, at, by
from jigai.domain.change import Change
from jigai.domain.results.dictionary import shipped_dictionary
from jigai.flows.fit_warning import fit_warning
from jigai.flows.live_demo_annual_report import restate_demo_report
from jigai.flows.live_demo_impact import live_demo_impact
from jigai.flows.live_demo_platforms import score_demo_platforms
from jigai.flows.live_demo_rounds import DemoRounds
from jigai.flows.live_demo_rules import draft_demo_rules

ADMINISTRATOR = "admin"
CALENDAR_YEARS = 2
WARNED_AFTER = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class SetUp:
    """What setup did; ``invitation`` is the secret of a one-time link, shown once."""

    county: str
    is_new: bool
    invitation: str = ""


def set_up_county(*, county_code: str, change: Change) -> SetUp:
    """Make an empty county and invite its first administrator; asking again repeats nothing.

    As long as nobody has ever set the first administrator's password, each call gives a new link.

    Raises:
        NoSuchCounty: the code is of no present county.
    """
    with writing("county.set_up", change):
        programme = Programme.objects.select_related("division").first()
        county = (
            programme.division
            if programme
            else load_divisions(county_code=county_code, change=change)
        )
        _reference(change)
        if programme is None:
            name, name_en = f"{county.name}技术改造", "Technological transformation programme"
            open_programme(division=county, name=name, name_en=name_en, change=change)
        return SetUp(county.name, programme is None, _invitation(change))


def set_up_demo(*, password: str) -> bool:
    """Fill an empty installation with the demo county; says whether it did."""
    if Programme.objects.exists():
        return False
    with transaction.atomic():  # a demo that was interrupted must not pass for a whole one
        fill_demo_county(password=password, cycle=DemoRounds())
        draft_demo_rules()
        score_demo_platforms()
        restate_demo_report()
        fit_warning(change=by("林知远", at(LAST.start_on + WARNED_AFTER), "拟合早期预警"))
        live_demo_impact()
    return True


def _reference(change: Change) -> None:
    year = change.at.year
    load_published_calendar(
        years=range(year - CALENDAR_YEARS, year + CALENDAR_YEARS), change=change
    )
    load_industrial_divisions(change=change)
    load_dictionary(definitions=shipped_dictionary(), change=change)
    if not Direction.objects.exists():
        set_directions(directions=DEFAULT_DIRECTIONS, change=change)


def _invitation(change: Change) -> str:
    held = Appointment.objects.filter(role=Role.ADMINISTRATOR)
    if any(one.user.has_usable_password() for one in held.select_related("user")):
        return ""
    user = User.objects.filter(username=ADMINISTRATOR).first()
    if user is None:
        user = create_person(username=ADMINISTRATOR, display_name="管理员", change=change)
        appoint(user=user, role=Role.ADMINISTRATOR, valid_from=change.at.date(), change=change)
    return invite(user=user, change=change)
