"""A request of the cast and the people around it: at which moment, by whom."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from chinese_calendar import constants

from jigai.apps.accounts.models import Agency, Appointment, User
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import CalendarDay
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.domain.change import Actor, Change, Path
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Category, Origin, Outcome
from tests.cast import TODAY, change

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = RequestWords(
    title="车间扩容缺一台变压器",
    text="二期产线通电需增容630千伏安。",
    category=Category.ENERGY,
    origin=Origin.PLATFORM,
    asker_name="梅三",
    asker_telephone="13812345678",
)


def at(month, day, hour=9, minute=0, *, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def by(viewer, moment, reason="办理诉求"):
    """A person of the cast acts at a moment."""
    return Change(Actor(viewer.key, viewer.name), reason, moment, Path.FORM)


def raised(enterprise, viewer, moment, *, words=WORDS, receiver=None, project=None):
    return raise_request(
        enterprise=enterprise, words=words, receiver=receiver, project=project,
        change=by(viewer, moment, "提出诉求"),
    )  # fmt: skip


def under_way(enterprise, asker, officer, lead, moment, *, kind=StandardKind.SINGLE_DEPARTMENT):
    """Raised, accepted and with its department an hour later."""
    request = raised(enterprise, asker, moment)
    then = moment + timedelta(hours=1)
    accept_request(request=request, request_class=kind, change=by(officer, then))
    return assign_request(request=request, lead=lead, change=by(officer, then))


def answered(request, officer, moment, text="已协调供电公司，下周一送电。"):
    return answer_request(
        request=request, result=Outcome.SOLVED, text=text, way=AnswerWay.PLATFORM,
        change=by(officer, moment),
    )  # fmt: skip


@pytest.fixture
def calendar(county):
    """The State Council's days of 2026."""
    with writing("calendar.loaded", change("日历")):
        CalendarDay.objects.bulk_create(
            CalendarDay(day_on=day, is_work_day=is_work)
            for days, is_work in ((constants.holidays, False), (constants.workdays, True))
            for day in days
            if day.year == 2026 and (is_work or day.weekday() < 5)
        )


@pytest.fixture
def power(county):
    """A bureau that others have to ask."""
    with writing("agency.opened", change("设立")):
        return Agency.objects.create(name="县供电公司", name_en="Power supply", kind="bureau")


@pytest.fixture
def dian(power, django_user_model):
    """Works at the power supply."""
    with writing("person.created", change("开户")):
        user = User.objects.create(username="dian", display_name="佃某")
        Appointment.objects.create(
            user=user, role="unit", agency=power, valid_from=date(2026, 1, 1)
        )
    return viewer_of(user, on=TODAY)
