"""What tests of outcomes talk about: the dictionary, figures, and some firms in two towns."""

from datetime import date
from decimal import Decimal

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.load_dictionary import load_dictionary
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry, record_outcome
from jigai.apps.outcomes.queries.dictionary import version_for_span
from jigai.apps.reference.models import Direction, Division
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Actor, Change, Path
from jigai.domain.results.dictionary import shipped_dictionary
from jigai.domain.results.spans import Span, parse_span
from jigai.domain.results.states import FigureKind
from tests.cast import ZONE, change

SOURCE = "生产报表（测试）"


def by(viewer, reason="核对"):
    """A change of a person of the cast."""
    moment = change().at.astimezone(ZONE)
    return Change(Actor(viewer.key, viewer.name), reason, moment, Path.FORM)


def reporting(reason="填报"):
    """A change of somebody who reports and is nobody of the cast."""
    moment = change().at
    return Change(Actor("user:9000", "冯某"), reason, moment, Path.FORM)


@pytest.fixture
def indicators(db):
    load_dictionary(definitions=shipped_dictionary(), change=change("载入"))


def told(subject, indicator, kind, period, value, **more):
    """A figure as reported."""
    span = parse_span(period) if isinstance(period, str) else period
    said = {"source": SOURCE, **more}
    entry = OutcomeEntry(
        kind=FigureKind(kind), span=span, value=None if value is None else Decimal(value), **said
    )
    version = version_for_span(indicator, last_on=span.last_on)
    return record_outcome(subject=subject, version=version, entry=entry, change=reporting())


def firm_in(number, *, town, direction):
    """A neighbour of the cast's enterprise in a town and an industry."""
    with writing("enterprise.registered", change()):
        county = Division.objects.get(code="371423")
        place, _ = Division.objects.get_or_create(
            code=town, defaults={"name": f"镇{town[-2:]}", "level": "township", "parent": county}
        )
        way, _ = Direction.objects.get_or_create(code=direction, defaults={"name": direction})
        return Enterprise.objects.create(
            credit_code=f"91371423MA3TEST{number:03d}"[:18],
            name=f"测试企业{number}",
            name_sort=f"ceshi {number:03d}",
            name_initials="csqy",
            division=place,
            direction=way,
            founded_on=date(2010, 1, 1),
        )


YEAR_BEFORE, YEAR = Span(2025), Span(2026)
