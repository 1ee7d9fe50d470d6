"""How enterprises find the answers, and what the county shows of it."""

from fractions import Fraction

import pytest

from jigai.apps.support.actions.confirm_request import confirm_request
from jigai.apps.support.actions.rate_request import (
    CallBackByTheAnswerer,
    RatedAlready,
    UnsatisfiedWithoutReason,
    rate_request,
)
from jigai.apps.support.models import RequestRating
from jigai.apps.support.queries.cards import request_card
from jigai.apps.support.queries.departments import department_rows
from jigai.apps.support.queries.open_of_enterprises import open_of_enterprises
from jigai.apps.support.queries.requests import request_rows
from jigai.domain.request_clocks.words import Grade
from tests.request_cast import WORDS, answered, at, by, raised, under_way

pytestmark = pytest.mark.usefixtures("calendar")
MONTH = {"first": at(11, 1).date(), "last": at(11, 30).date(), "at": at(11, 30)}


def test_three_ratings_the_median_wait_and_the_reply_rate_stand_with_the_department(
    enterprise, mei, lin, bo, agency
):
    grades = (Grade.SATISFIED, Grade.BASICALLY, Grade.UNSATISFIED)
    for day, grade in zip((3, 4, 9), grades, strict=True):
        request = under_way(enterprise, mei, lin, agency, at(11, 2))
        answered(request, bo, at(11, day))
        confirm_request(request=request, change=by(mei, at(11, day, 15)))
        rate_request(
            request=request, grade=grade, reason="答非所问", change=by(mei, at(11, day, 16))
        )
    silent = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(silent, bo, at(11, 5))
    rows = {row.name.zh: row for row in department_rows(mei, **MONTH)}
    town = rows["崔口镇政府"]
    assert (town.satisfied, town.basically, town.unsatisfied) == (1, 1, 1)
    assert (town.replies, town.asked, town.reply_rate) == (3, 4, Fraction(3, 4))
    assert (town.answered, town.in_time, town.median_wait) == (4, 3, Fraction(5, 2))
    assert (town.taken, town.open_count, town.redone) == (4, 1, 1)
    redo = rows["县技改办"]
    assert (redo.taken, redo.open_count, redo.redone, redo.median_wait) == (1, 1, 0, None)


def test_an_unsatisfied_answer_is_done_again_at_the_level_above(enterprise, mei, lin, bo, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(request, bo, at(11, 3))
    with pytest.raises(UnsatisfiedWithoutReason):
        rate_request(request=request, grade=Grade.UNSATISFIED, change=by(mei, at(11, 4)))
    rate_request(
        request=request, grade=Grade.UNSATISFIED, reason="没有解决", change=by(mei, at(11, 4))
    )
    assert (request.state, request.level, request.cycle) == ("working", "office", 2)
    assert (request.waits_for, request.due_at) == ("县技改办", at(11, 9, 17, 30))
    answered(request, lin, at(11, 5))
    rate_request(
        request=request, grade=Grade.UNSATISFIED, reason="还是没有", change=by(mei, at(11, 6))
    )
    assert (request.level, request.waits_for) == ("leader", "县领导")
    causes = request.escalations.order_by("pk").values_list("cause", "level", "cycle")
    assert list(causes) == [("unsatisfied", "office", 2), ("unsatisfied", "leader", 3)]


def test_an_answer_is_rated_once_and_a_call_back_not_by_who_answered(
    enterprise, mei, lin, bo, agency
):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    answered(request, lin, at(11, 3))
    call = {"request": request, "grade": Grade.BASICALLY, "is_call_back": True}
    with pytest.raises(CallBackByTheAnswerer):
        rate_request(**call, change=by(lin, at(11, 4)))
    with pytest.raises(CallBackByTheAnswerer):
        rate_request(**call, agency_ids={agency.pk}, change=by(bo, at(11, 4)))
    rate_request(**call, change=by(bo, at(11, 4)))
    assert (request.state, request.closing) == ("closed", "confirmed")
    assert RequestRating.objects.get().is_call_back
    with pytest.raises(RatedAlready):
        rate_request(request=request, grade=Grade.SATISFIED, change=by(mei, at(11, 5)))


def test_the_asker_sees_one_clock_and_the_officers_see_each(enterprise, mei, lin, bo, agency):
    request = under_way(enterprise, mei, lin, agency, at(11, 2))
    told = request_card(mei, request, at=at(11, 4))
    assert (told.total.used, told.total.limit.amount, told.parts) == (2, 3, ())
    assert (told.asked.asker_name, told.asked.asker_telephone) == ("梅*", "138****5678")
    assert "深圳" in told.total.limit.source.zh
    worked = request_card(bo, request, at=at(11, 4))
    assert [part.clock.used for part in worked.parts] == [2]
    assert {step.done_by for step in told.steps if step.kind != "raised"} == {""}


def test_a_business_secret_is_read_by_those_it_is_with(enterprise, mei, lin, bo, zhao, agency):
    secret = type(WORDS)(
        title="并购融资", text="对方报价", category=WORDS.category, origin=WORDS.origin,
        is_confidential=True,
    )  # fmt: skip
    request = raised(enterprise, mei, at(11, 2), words=secret, receiver=agency)
    for viewer, title in ((lin, "并购融资"), (mei, "并购融资"), (bo, "并购融资"),
                          (zhao, "（商业秘密）")):  # fmt: skip
        [row] = request_rows(viewer, at=at(11, 3))
        assert row.title == request_card(viewer, request, at=at(11, 3)).asked.title.zh == title


def test_each_sees_their_own_and_the_desk_what_is_open(enterprise, mei, lin, bo, dian, agency):
    late = under_way(enterprise, mei, lin, agency, at(11, 2))
    raised(enterprise, mei, at(11, 16))
    assert {v.name: len(request_rows(v, at=at(11, 16))) for v in (mei, lin, bo, dian)} == {
        "梅某": 2, "林某": 2, "薄某": 1, "佃某": 0,
    }  # fmt: skip
    assert [r.code for r in request_rows(bo, is_mine=True, at=at(11, 16))] == [late.code]
    assert [r.code for r in request_rows(lin, is_overdue=True, at=at(11, 16))] == [late.code]
    found = open_of_enterprises(lin, [enterprise.pk, 0], at=at(11, 16))[enterprise.pk]
    assert (found.count, found.overdue_count, found.oldest_code) == (2, 1, late.code)
    assert (found.turn, found.waits_for.zh) == ("department", "崔口镇政府")
    assert open_of_enterprises(dian, [enterprise.pk], at=at(11, 16)) == {}
