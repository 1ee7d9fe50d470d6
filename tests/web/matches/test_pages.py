"""What the firm, the university and the office do on the pages of matching."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from jigai.apps.matches.actions.open_day import add_participant, open_day
from jigai.apps.matches.models import (
    DayMeeting,
    DayParticipant,
    DayWish,
    DeclaredTie,
    Match,
    MatchingDay,
    MatchRefusal,
    TechnicalContract,
)
from tests.cast import TODAY, change
from tests.embedding_double import anew
from tests.matches_cast import DAY, NUMBER, asking

PAGES = ("answers", "contract", "day", "demands", "digest", "list", "proposals", "show", "steps",
         "totals")  # fmt: skip


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in PAGES:
        monkeypatch.setattr(f"jigai.web.matches.{page}.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.web.authorship.now", lambda: change().at)


def page_of(viewer):
    client = Client()
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer):
    return answer.content.decode()


def test_mei_opens_her_demand_and_reads_what_fits_and_what_does_not(mei, wanted, dozen, programme):
    page = page_of(mei).get(f"/matches/demands/{wanted.pk}/")
    lines = page.context["lines"]
    assert len(lines) == 10
    assert all(line.fits and line.fits_not for line in lines)
    assert "没有提到" in said(page)
    english = page_of(mei).get(f"/matches/demands/{wanted.pk}/", headers={"accept-language": "en"})
    assert "does not speak of" in said(english)


def test_what_runs_already_is_not_offered_to_be_started_again(mei, wanted, dozen, programme):
    firm, path = page_of(mei), f"/matches/demands/{wanted.pk}/"
    first = firm.get(path).context["lines"][0]
    assert firm.post(f"{path}start/", {"offer": first.key}).status_code == 302
    page = firm.get(path)
    again = next(line for line in page.context["lines"] if line.key == first.key)
    running = Match.objects.get()
    assert again.begun == (running.pk, "首次联系")
    assert f'aria-label="开始对接 {first.name}"' not in said(page)
    assert f"/matches/{running.pk}/" in said(page)
    gone = {"code": "too_early", "on": TODAY.isoformat(), "note": ""}
    assert firm.post(f"/matches/{running.pk}/withdraw/", gone).status_code == 302
    shown = firm.get(path).context["lines"]
    assert [line.begun for line in shown if line.key == first.key] in ([], [None])


def test_leaving_a_field_out_shows_the_new_order_beside(mei, wanted, dozen, programme):
    page = page_of(mei).get(f"/matches/demands/{wanted.pk}/?without=maturity&without=nonsense")
    order = [line.key for line in page.context["lines"]]
    tried = [line.key for line in page.context["tried"]]
    assert order != tried
    moved = [line for line in page.context["tried"] if line.up or line.down or line.is_new]
    assert moved
    for line in page.context["tried"]:
        if not line.is_new and line.key in order:
            assert order.index(line.key) + 1 == line.place + line.up - line.down


def test_mei_declines_as_too_early_reads_the_reason_and_takes_it_back(
    mei, chen, wanted, dozen, programme
):
    firm, lowest = page_of(mei), next(one for one in dozen if one.maturity == 5)
    given = {"offer": f"achievement:{lowest.pk}", "code": "too_early", "note": "只有样机"}
    assert firm.post(f"/matches/demands/{wanted.pk}/decline/", given).status_code == 302
    shown = said(firm.get(f"/matches/demands/{wanted.pk}/"))
    assert f"您以“成果太早期”谢绝了“{lowest.name}”" in shown
    digest = page_of(chen).get("/matches/digest/?month=2026-11")
    assert "成果太早期 1" in said(digest)
    assert "只有样机" in said(digest)
    refusal = MatchRefusal.objects.get()
    assert firm.post(f"/matches/refusals/{refusal.pk}/back/").status_code == 302
    assert "您以" not in said(firm.get(f"/matches/demands/{wanted.pk}/"))


def test_from_start_to_payment_on_the_pages(mei, chen, lin, wanted, achievement, enterprise,
                                            university, programme):  # fmt: skip
    school = page_of(chen)
    given = {"offer": f"achievement:{achievement.pk}"}
    assert school.post(f"/matches/demands/{wanted.pk}/answer/", given).status_code == 302
    again = school.post(f"/matches/demands/{wanted.pk}/answer/", given)
    assert "offer" in again.context["form"].errors
    match = Match.objects.get()
    here = f"/matches/{match.pk}/"
    firm = page_of(mei)
    step = {"to": "talk", "on": "2026-11-16", "note": "现场洽谈"}
    assert firm.post(f"{here}advance/", step).status_code == 302
    first = firm.get(f"{here}sign/").context["form"]["parties"].value()
    assert first == f"买方，{enterprise.name}，100\n卖方，{university.name}，100"
    paper = {"name": "冲孔单元开发", "kind": "development", "amount_fen": "50", "on": "2026-11-16",
             "parties": first.replace("100\n", "90\n")}  # fmt: skip
    refused = firm.post(f"{here}sign/", paper)
    assert "90%" in str(refused.context["form"].errors["parties"])
    assert firm.post(f"{here}sign/", paper | {"parties": first}).status_code == 302
    card = {"number": NUMBER[:-1], "technology_fen": "40", "on": "2026-11-16"}
    assert "number" in firm.post(f"{here}register/", card).context["form"].errors
    assert firm.post(f"{here}register/", card | {"number": NUMBER}).status_code == 302
    paid = {"amount_fen": "20", "document": "回单", "on": "2026-11-16"}
    assert firm.post(f"{here}pay/", paid).status_code == 302
    assert TechnicalContract.objects.get().amount_fen == 500_000_00
    shown = said(firm.get(here))
    for word in (NUMBER, "现场洽谈", "回单", "到款"):
        assert word in shown
    totals = page_of(lin).get("/matches/totals/?year=2026").context["found"]
    assert (totals.count, totals.amount_fen, totals.paid_fen) == (1, 500_000_00, 200_000_00)
    assert page_of(lin).get("/matches/?q=is:registered").context["list"].shown_count == 1


def test_a_match_leads_to_demand_achievement_and_results_as_far_as_its_reader_may_open_them(
    match, mei, chen, programme
):
    firm, school = (said(page_of(one).get(f"/matches/{match.pk}/")) for one in (mei, chen))
    offer = f'href="/cooperation/achievements/{match.achievement_id}/"'
    results = page_of(mei).get(f"/matches/{match.pk}/").context["outcomes_url"]
    assert results == f"/outcomes/enterprises/{match.demand.enterprise_id}/"
    for page in (firm, school):
        assert f'href="/cooperation/demands/{match.demand_id}/"' in page
        assert offer in page
    assert page_of(chen).get(f"/matches/{match.pk}/").context["outcomes_url"] == ""
    ranked = page_of(mei).get(f"/matches/demands/{match.demand_id}/")
    assert [one.id for one, _ in ranked.context["running"]] == [match.pk]


def test_withdrawn_with_a_code_it_stands_in_the_list(match, mei, programme):
    firm = page_of(mei)
    given = {"code": "ownership", "on": "2026-11-16", "note": "权属谈不拢"}
    assert firm.post(f"/matches/{match.pk}/withdraw/", given).status_code == 302
    assert "权属条件不合" in said(firm.get(f"/matches/{match.pk}/"))
    assert firm.get("/matches/?q=is:open").context["list"].shown_count == 0


def test_the_universitys_list_hides_a_confidential_demand(
    secret, achievement, mei, chen, zhao, lin, programme
):
    given = {"offer": f"achievement:{achievement.pk}"}
    page_of(mei).post(f"/matches/demands/{secret.pk}/start/", given)
    match = Match.objects.get()
    school = page_of(chen)
    for address in ("/matches/", f"/matches/{match.pk}/", "/matches/totals/"):
        assert "辛亥" not in said(school.get(address))
    assert "辛亥" not in said(page_of(zhao).get("/matches/"))
    assert "辛亥" in said(page_of(mei).get("/matches/"))
    office = page_of(lin).get(f"/matches/demands/{secret.pk}/")
    assert "辛亥" not in said(office)
    assert "保密需求单位" in said(office)
    assert school.get(f"/matches/demands/{secret.pk}/").status_code == 404


def test_strangers_find_nothing(match, wanted, hua, programme):
    stranger = page_of(hua)
    assert stranger.get(f"/matches/{match.pk}/").status_code == 404
    assert stranger.get(f"/matches/demands/{wanted.pk}/").status_code == 404
    assert stranger.get("/matches/backtest/").status_code == 403


def test_limits_and_ties_are_set_on_their_pages(
    mei, chen, lin, wanted, dozen, university, enterprise, programme
):
    firm = page_of(mei)
    terms = {"places": "370000", "excluded": university.name, "reason": "不合作"}
    address = f"/matches/demands/{wanted.pk}/"
    assert firm.post(f"{address}terms/", terms).status_code == 302
    assert firm.get(address).context["lines"] == []
    assert firm.post(f"{address}terms/", terms | {"places": "", "excluded": ""}).status_code == 302
    assert "excluded" in firm.post(f"{address}terms/", terms | {"excluded": "无"}).context[
        "form"].errors  # fmt: skip
    offer = {"ownerships": ["shared"], "ways": ["joint"], "planned_level": "9",
             "planned_on": "2027-06-01", "reason": "补充"}  # fmt: skip
    place = f"/matches/achievements/{dozen[0].pk}/terms/"
    assert page_of(chen).post(place, offer).status_code == 302
    assert page_of(chen).get(place).context["form"]["planned_level"].value() == 9
    assert firm.get(place).status_code == 404
    tie = {"enterprise_id": enterprise.name, "other": university.name, "words": "客座教授"}
    assert firm.post("/matches/ties/new/", tie).status_code == 302
    page = firm.get(address)
    assert page.context["lines"] == []
    assert "客座教授" in said(page)
    assert firm.post(f"/matches/ties/{DeclaredTie.objects.get().pk}/end/").status_code == 302
    assert firm.get(address).context["lines"]


@pytest.fixture
def day(wanted, dozen, enterprise, mei, lin):
    """A day with two demands of mei and three achievements."""
    other = asking(enterprise, mei, lin, name="伺服毛刺控制", solving_way="commissioned",
                   result_ownership="agreed")  # fmt: skip
    made = open_day(plan=DAY, change=change())
    for thing, capacity in ((wanted, 2), (other, 1), *((one, 1) for one in dozen[:3])):
        add_participant(day=made, thing=thing, capacity=capacity, change=change())
    return made


def test_lin_runs_a_matching_day_to_its_printed_table(lin, mei, chen, day, programme):
    office, here = page_of(lin), f"/matches/days/{day.pk}/"
    assert office.post(f"{here}fill/").status_code == 302
    assert office.post(f"{here}assign/").status_code == 302
    assert DayMeeting.objects.count() == 3
    page = office.get(here)
    assert page.context["check"].blocking == 0
    assert "已检验" in said(page)
    assert "以需求方的意向为先" in said(page)
    assert office.get(f"{here}paper.pdf").content.startswith(b"%PDF")
    word = docx.Document(BytesIO(office.get(f"{here}paper.docx").content))
    cells = {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert {"高速冲孔与去毛刺", "09:00–09:20"} <= cells
    feed = page_of(mei).get(f"{here}calendar.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 3
    assert office.get(f"{here}paper.odt").status_code == 404
    assert len(page_of(chen).get(here).context["meetings"]) == 3
    assert office.post(f"{here}propose/", {"side": "offer"}).status_code == 302
    assert DayMeeting.objects.count() == 0
    assert MatchingDay.objects.get().proposing == "offer"


def test_mei_edits_her_wishes_and_the_ranking_leaves_them(lin, mei, hua, day, dozen, programme):
    office, here = page_of(lin), f"/matches/days/{day.pk}/"
    office.post(f"{here}fill/")
    own = DayParticipant.objects.filter(demand__isnull=False).first()
    offers = list(DayParticipant.objects.filter(demand=None).order_by("-pk"))
    address = f"{here}participants/{own.pk}/wishes/"
    assert "第 1 位" in page_of(mei).get(address).content.decode()
    order = {f"place_{offers[0].pk}": 1, f"place_{offers[2].pk}": 2}
    assert page_of(mei).post(address, order).status_code == 302
    office.post(f"{here}fill/")
    kept = DayWish.objects.filter(participant=own).order_by("place").values_list("wished_id")
    assert [one for (one,) in kept] == [offers[0].pk, offers[2].pk]
    twice = page_of(mei).post(address, order | {f"place_{offers[1].pk}": 2})
    assert "同为第 2 位" in twice.content.decode()
    assert f"place_{own.pk}" not in page_of(mei).get(address).content.decode()
    assert page_of(hua).post(address, order).status_code == 404
    assert office.post(f"{here}participants/{own.pk}/leave/").status_code == 302
    assert not DayParticipant.objects.filter(pk=own.pk).exists()


def test_a_wish_in_conflict_is_refused(lin, mei, day, enterprise, university, programme):
    tie = {"enterprise_id": enterprise.name, "other": university.name, "words": "股东"}
    page_of(mei).post("/matches/ties/new/", tie)
    office, here = page_of(lin), f"/matches/days/{day.pk}/"
    own = DayParticipant.objects.filter(demand__isnull=False).first()
    other = DayParticipant.objects.filter(demand=None).first()
    wished = {f"place_{other.pk}": 1}
    refused = page_of(mei).post(f"{here}participants/{own.pk}/wishes/", wished)
    assert "利益冲突" in str(refused.context["form"].non_field_errors())
    office.post(f"{here}fill/")
    assert office.post(f"{here}assign/").status_code == 409


def test_the_office_announces_a_day_and_asks_people_to_it(lin, wanted, programme):
    office = page_of(lin)
    given = {"name": "春季对接会", "held_on": "2027-03-01", "place": "会议中心",
             "begins_at": "09:00", "turn_minutes": "20", "proposing": "demand"}  # fmt: skip
    assert office.post("/matches/days/new/", given).status_code == 302
    here = f"/matches/days/{MatchingDay.objects.get().pk}/"
    joined = {"thing": f"demand:{wanted.pk}", "capacity": "1"}
    assert office.post(f"{here}join/", joined).status_code == 302
    assert DayParticipant.objects.get().demand == wanted


def test_the_back_test_lists_hits_misses_and_says_when_there_are_too_few(
    contract, lin, programme, wanted
):
    page = page_of(lin).get("/matches/backtest/")
    found = page.context["found"]
    assert (found.total.count, found.total.ours, found.total.plain) == (1, 1, 1)
    assert "不到 20 份" in said(page)
    assert [one.name for one in found.by_year] == [str(date(2026, 10, 1).year)]


def test_the_page_says_by_which_space_the_order_was_made(mei, wanted, dozen, programme, with_model):
    here, browser = f"/matches/demands/{wanted.pk}/", page_of(mei)
    assert "词（BM25）加向量模型“themes”" in said(browser.get(here))
    anew()
    with_model.planned = [500]
    failing = said(browser.get(here))
    assert "向量模型“themes”没有用上，自" in failing
    assert "词（BM25）加本目录自己的意义空间" in failing
    english = said(browser.get(here, headers={"accept-language": "en"}))
    assert "The service of the embedding model “themes” answers 500" in english
    assert "own space of meaning" in english
    assert with_model.requests == 4


def test_without_a_model_the_page_speaks_of_none(mei, wanted, dozen, programme):
    shown = said(page_of(mei).get(f"/matches/demands/{wanted.pk}/"))
    assert "向量模型" not in shown
    assert "本目录自己的意义空间" in shown
