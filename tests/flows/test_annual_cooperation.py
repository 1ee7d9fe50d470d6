"""The yearly report's part on cooperation: each contract once, no confidential name, no small group."""

from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.models import Demand
from jigai.apps.matches.actions.advance_match import advance_match
from jigai.apps.matches.actions.decline_match import decline_match
from jigai.apps.matches.actions.record_payment import record_payment
from jigai.apps.matches.actions.register_contract import register_contract
from jigai.apps.matches.actions.sign_contract import sign_contract
from jigai.apps.reference.models import Programme
from jigai.domain.annual_figures.span import parse_span
from jigai.flows.annual_parts.cooperation import figures
from tests.cast import change
from tests.cooperation_cast import by
from tests.matches_cast import NUMBER, on, terms

YEAR, FIRST, SECOND = (parse_span(text) for text in ("2026", "2026-H1", "2026-H2"))
pytestmark = pytest.mark.usefixtures("programme")


def rows(span):
    return {row.key: [str(cell) for cell in row.cells][1:] for row in figures(span).rows}


def least(number):
    with writing("programme.changed", change("小组下限")):
        Programme.objects.update(group_minimum=number)


@pytest.fixture
def registered(contract, mei, lin):
    """Registered on 20 October 2026; 300,000 of its 500,000 yuan are technology trade."""
    register_contract(
        contract=contract, number=NUMBER, on=date(2026, 10, 20), technology_fen=300_000_00,
        change=on(date(2026, 10, 20), lin),
    )  # fmt: skip
    return contract
