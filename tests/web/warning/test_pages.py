"""What staff see of the early warning: the figures always, chances only where they are good."""

import pytest

from jigai.flows.fit_warning import fit_warning
from tests.flows.test_early_warning import rounds as rounds_of
from tests.flows.test_early_warning import shown
from tests.round_cast import by

pytestmark = pytest.mark.usefixtures("programme")
rounds = rounds_of


def said(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_a_model_the_page_says_what_is_needed(office):
    assert "还没有拟合过模型" in said(office.get("/warning/"))


def test_lin_fits_and_reads_why_nothing_is_shown(office, rounds):
    page = said(office.post("/warning/fit/", follow=True))
    assert "不显示" in page
    assert "Brier" in page
    assert "推高的事实" not in page
    assert office.post("/warning/fit/").status_code == 409


def test_shown_chances_stand_with_their_reasons_and_before_the_reviewer(
    office, rounds, monkeypatch
):
    shown(monkeypatch)
    fit_warning(change=by())
    page = said(office.get("/warning/2026-11A/"))
    assert "下一期红牌的可能" in page
    assert "现为红牌" in page
    review = said(office.get("/rounds/2026-11A/review/?state=accepted"))
    assert "本期红牌可能较大的项目" in review


def test_mei_of_an_enterprise_and_strangers_see_no_chance(mei, sign_in, client, rounds):
    assert client.get("/warning/").status_code == 302
    assert sign_in(mei).get("/warning/").status_code == 403
