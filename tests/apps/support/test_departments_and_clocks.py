"""Several departments on one request: a clock for each, one for the enterprise."""

from datetime import time

import pytest

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.reference.actions.load_calendar import load_calendar_file
from jigai.apps.support.actions.add_blocking import BlocksAlready, NoDaysGranted, add_blocking
from jigai.apps.support.actions.escalate_requests import escalate_requests
from jigai.apps.support.actions.finish_part import LeadAnswers, PartDoneAlready, finish_part
from jigai.apps.support.actions.reckon_deadlines import reckon_deadlines
from jigai.apps.support.actions.set_office_hours import set_office_hours
from jigai.apps.support.actions.set_standard import (
    StandardDecisionMissing,
    StandardOutOfRange,
    set_standard,
)
from jigai.apps.support.actions.suspend_request import suspend_request
from jigai.apps.support.models import EnterpriseRequest, RequestEscalation
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.request_clocks.life import CannotMove, Hold
from jigai.domain.request_clocks.standards import StandardKind
from tests.request_cast import at, by, raised, under_way

pytestmark = pytest.mark.usefixtures("calendar")


def standing_of(request, moment):
    """Of each department by name, and of the enterprise: work-days used, running, due."""
    bench = bench_of(request)
    parts = {
        part.agency.name: bench.standing(bench.part(part), at=moment)
        for part in request.parts.filter(cycle=request.cycle)
    }
    told = {name: (one.used, one.is_running) for name, one in parts.items()}
    total = bench.standing(bench.total(request), at=moment)
    return told, (total.used, total.is_running, total.due_at)


def test_a_blocking_department_runs_the_first_stands_and_the_enterprise_sees_one_total(
    enterprise, mei, lin, bo, agency, power
):
    kind = StandardKind.SEVERAL_DEPARTMENTS
    request = under_way(enterprise, mei, lin, agency, at(11, 2), kind=kind)
    part = add_blocking(
        request=request, agency=power, task="核定增容方案", change=by(bo, at(11, 4, 10))
    )
    assert (request.state, request.waits_for) == ("blocked", "县供电公司")
    told, total = standing_of(request, at(11, 6, 12))
    assert told == {"崔口镇政府": (2, False), "县供电公司": (2, True)}
    assert total == (4, True, at(11, 11, 17, 30))
    assert part.due_at == at(11, 9, 17, 30)
    finish_part(part=part, reply="方案已核定", change=by(lin, at(11, 9, 9)))
    request.refresh_from_db()
    assert (request.state, request.waits_for) == ("working", "崔口镇政府")
    told, total = standing_of(request, at(11, 11, 12))
    assert told == {"崔口镇政府": (4, True), "县供电公司": (3, False)}
    assert total == (7, True, at(11, 11, 17, 30))


def test_two_departments_block_until_both_are_done(enterprise, mei, lin, bo, agency, power):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    with pytest.raises(BlocksAlready):
        add_blocking(request=request, agency=agency, task="x", change=by(bo, at(11, 3)))
    with pytest.raises(NoDaysGranted):
        add_blocking(request=request, agency=power, task="x", days=0, change=by(bo, at(11, 3)))
    with_water = by(bo, at(11, 3))
    with writing("agency.opened", with_water):
        water = Agency.objects.create(name="县水务局", kind="bureau")
    first = add_blocking(request=request, agency=power, task="电", days=5, change=with_water)
    second = add_blocking(request=request, agency=water, task="水", change=by(bo, at(11, 4)))
    assert request.waits_for == "县供电公司、县水务局"
    with pytest.raises(CannotMove):
        suspend_request(request=request, hold=Hold.CONDITIONS, text="等", change=by(bo, at(11, 4)))
    finish_part(part=first, reply="好", change=by(lin, at(11, 5)))
    request.refresh_from_db()
    assert (request.state, request.waits_for) == ("blocked", "县水务局")
    second.refresh_from_db()
    finish_part(part=second, reply="好", change=by(lin, at(11, 6)))
    request.refresh_from_db()
    assert request.state == "working"
    with pytest.raises(PartDoneAlready):
        finish_part(part=second, reply="好", change=by(lin, at(11, 6)))
    with pytest.raises(LeadAnswers):
        finish_part(part=request.parts.get(is_lead=True), reply="好", change=by(lin, at(11, 6)))


def test_only_waiting_for_the_enterprise_stops_its_own_clock(enterprise, mei, lin, agency):
    mine = under_way(enterprise, mei, lin, agency, at(11, 2))
    suspend_request(
        request=mine, hold=Hold.ENTERPRISE_PAPERS, text="请补图", change=by(lin, at(11, 3, 9))
    )
    theirs = under_way(enterprise, mei, lin, agency, at(11, 2))
    suspend_request(
        request=theirs, hold=Hold.HIGHER_LEVEL, text="报市局", change=by(lin, at(11, 3, 9))
    )
    assert (mine.due_at, theirs.due_at) == (None, at(11, 5, 17, 30))
    later = at(11, 9, 12)
    assert standing_of(mine, later) == ({"崔口镇政府": (1, False)}, (1, False, None))
    told, total = standing_of(theirs, later)
    assert (told, total[:2]) == ({"崔口镇政府": (1, False)}, (5, True))


def test_what_is_overdue_goes_to_the_level_above_once(enterprise, mei, lin, bo, agency, power):
    unheard = raised(enterprise, mei, at(11, 2, 9))
    late = under_way(enterprise, mei, lin, agency, at(11, 2, 9))
    add_blocking(request=late, agency=power, task="核定", days=1, change=by(bo, at(11, 2, 11)))

    def run(moment):
        escalate_requests(at=moment, change=by(lin, moment))
        rows = RequestEscalation.objects.order_by("pk")
        return [(one.request_id, one.cause, one.level) for one in rows]

    assert unheard.response_due_at == at(11, 2, 11)
    assert run(at(11, 2, 11)) == []
    first = [(unheard.pk, "response_overdue", "office")]
    assert run(at(11, 2, 11, 1)) == run(at(11, 2, 15)) == first
    second = [*first, (late.pk, "part_overdue", "office")]
    assert run(at(11, 4, 9)) == second
    third = [*second, (late.pk, "overdue", "office")]
    assert run(at(11, 6, 9)) == run(at(11, 10, 17, 30)) == third
    fourth = [*third, (late.pk, "still_overdue", "leader")]
    assert run(at(11, 10, 17, 31)) == run(at(12, 1, 9)) == fourth
    said = list(late.steps.filter(kind="escalated").values_list("text", "text_en"))
    assert said[0][0] == "县供电公司协办超过时限，报县技改办"


def test_a_limit_of_the_county_holds_for_what_is_raised_from_its_day_on(
    enterprise, mei, lin, agency
):
    earlier = under_way(enterprise, mei, lin, agency, at(10, 30))
    set_standard(
        kind=StandardKind.SINGLE_DEPARTMENT, valid_from=at(11, 1).date(), amount=2,
        decision="庆政办〔2026〕9号", change=by(lin, at(10, 30)),
    )  # fmt: skip
    later = under_way(enterprise, mei, lin, agency, at(11, 2))
    assert (earlier.due_at, later.due_at) == (at(11, 4, 17, 30), at(11, 4, 17, 30))
    assert "庆政办〔2026〕9号" in later.parts.get().limit_source
    for wrong, amount, decision in (
        (StandardDecisionMissing, 2, " "), (StandardOutOfRange, 0, "x"),
        (StandardOutOfRange, 251, "x"),
    ):  # fmt: skip
        with pytest.raises(wrong):
            set_standard(
                kind=StandardKind.HARD, valid_from=at(11, 1).date(), amount=amount,
                decision=decision, change=by(lin, at(10, 30)),
            )  # fmt: skip


def test_deadlines_follow_a_calendar_published_later_and_the_countys_own_hours(
    enterprise, mei, lin, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    load_calendar_file(content=b"2026-11-04,off,x\n", change=by(lin, at(11, 2, 12)))
    set_office_hours(
        valid_from=at(11, 1).date(), opens=time(8), break_from=time(12), break_to=time(14),
        closes=time(18), decision="冬季作息", change=by(lin, at(11, 2, 12)),
    )  # fmt: skip
    assert reckon_deadlines(change=by(lin, at(11, 2, 13))) == 1
    assert EnterpriseRequest.objects.get(pk=request.pk).due_at == at(11, 6, 18)
    assert reckon_deadlines(change=by(lin, at(11, 2, 14))) == 0
