"""The cast of matching: a list of a dozen achievements, and a match on its way to a contract."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from jigai.apps.cooperation.actions.enter_achievement import (
    EvidenceEntry,
    add_evidence,
    enter_achievement,
)
from jigai.apps.cooperation.actions.enter_demand import enter_demand
from jigai.apps.cooperation.actions.review_achievement import approve_achievement
from jigai.apps.cooperation.actions.review_demand import approve_demand
from jigai.apps.matches.actions.advance_match import advance_match
from jigai.apps.matches.actions.open_day import DayPlan
from jigai.apps.matches.actions.sign_contract import ContractTerms, Party, sign_contract
from jigai.apps.matches.actions.start_match import start_match
from jigai.domain.change import Actor, Change, Path
from tests.cast import TODAY, ZONE
from tests.cooperation_cast import by, offered, told

NUMBER = "2026371423000017"
STAGE_OF = {1: "early", 2: "early", 3: "early", 4: "early", 5: "middle", 6: "middle",
            7: "mature", 8: "mature", 9: "mature"}  # fmt: skip
DAY = DayPlan(name="储能对接会", held_on=date(2026, 12, 3), place="县会议中心", begins_at=time(9))


def on(day, viewer, reason="登记"):
    """A change by a person of the cast on a day."""
    return Change(Actor(viewer.key, viewer.name), reason, datetime.combine(day, time(9), ZONE),
                  Path.FORM)  # fmt: skip


def offering(institution, viewer, lin, *, level=6, proved=None, **more):
    """An approved achievement with evidence of a level."""
    entry = offered(maturity=level, stage=STAGE_OF[level], **more)
    made = enter_achievement(institution=institution, entry=entry, change=by(viewer))
    proved = level if proved is None else proved
    if proved:
        paper = EvidenceEntry(
            level=proved, text="连续试验", document="试验报告", dated_on=date(2026, 6, 1)
        )
        add_evidence(achievement=made, entry=paper, change=by(viewer))
    return approve_achievement(achievement=made, change=by(lin))


def asking(enterprise, viewer, lin, **more):
    """An approved demand."""
    made = enter_demand(enterprise=enterprise, entry=told(**more), change=by(viewer))
    return approve_demand(demand=made, change=by(lin))


@pytest.fixture
def wanted(enterprise, mei, lin):
    """Mei's demand: level 5 by the end of 2027, three million yuan, any way of working."""
    return asking(
        enterprise, mei, lin, name="高速冲孔与去毛刺", least_maturity=5,
        needed_by=date(2027, 12, 31), solving_way="commissioned", result_ownership="agreed",
    )  # fmt: skip


@pytest.fixture
def dozen(university, chen, lin):
    """Twelve achievements on punching, of level 5 to 9, all within the budget."""
    return [
        offering(
            university, chen, lin, name=f"冲孔技术之{place}", level=5 + place % 5,
            summary="伺服冲孔" + "，毛刺控制" * (place % 3) + f"，第{place}种方案。",
            price_fen=1_000_000_00 + place * 10_000_00,
        )
        for place in range(12)
    ]  # fmt: skip


@pytest.fixture
def match(wanted, achievement, mei):
    """Mei and Chen met on 1 September 2026."""
    return start_match(
        demand=wanted, offer=achievement, on=date(2026, 9, 1), note="电话联系", change=by(mei)
    )


def terms(enterprise, university, *others, **more):
    """A development contract of half a million yuan; the sellers share it equally."""
    sellers = (university, *others)
    whole, rest = divmod(10_000, len(sellers))
    said = {
        "name": "高速冲孔单元开发",
        "kind": "development",
        "amount_fen": 500_000_00,
        "parties": (
            Party("buyer", enterprise, 10_000),
            *(
                Party("seller", one, whole + (rest if place == 0 else 0))
                for place, one in enumerate(sellers)
            ),
        ),
    }
    return ContractTerms(**(said | more))


@pytest.fixture
def contract(match, enterprise, university, mei):
    """Signed on 1 October 2026."""
    advance_match(match=match, to="talk", on=date(2026, 9, 10), note="", change=by(mei))
    return sign_contract(
        match=match, terms=terms(enterprise, university), on=date(2026, 10, 1), change=by(mei)
    )


def days_ago(count):
    return TODAY - timedelta(days=count)
