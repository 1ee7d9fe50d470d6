"""The workshop in the browser: draft, edit in forms, see the fault, confirm cases, preview."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from jigai.apps.accounts.models import Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.models import RuleDraft, RuleEdition
from jigai.domain.rules.rulebook import shipped
from jigai.flows.compute_badges import compute_badges
from jigai.flows.publish_round import publish_round
from tests.cast import TODAY, change
from tests.round_cast import YEAR_FEN, at, building, by, opened, reported, reviewer
from tests.rule_cast import author, drafted, released

BLUE = "threshold.1"


@pytest.fixture
def han(county, django_user_model):
    """A second person of the programme office."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="han", display_name="韩某")
        Appointment.objects.create(user=user, role="office", valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


@pytest.fixture(autouse=True)
def day(monkeypatch, programme):
    for module in ("draft_moves", "preview", "editions"):
        monkeypatch.setattr(f"jigai.web.rules.{module}.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.web.authorship.now", lambda: at(16))


def url(name, *args):
    return reverse(f"rules:{name}", args=args)


def begun(office):
    digest = shipped().rule_set("county_default", on=TODAY).digest
    base = f"county_default {digest}"
    given = {"base": base, "as_id": "", "subject": "project", "reason": "提高蓝牌线"}
    answer = office.post(url("draft_new"), given)
    draft = RuleDraft.objects.get()
    assert answer["Location"] == url("draft", draft.pk)
    return draft


def part_values(draft, address, **other):
    """The form of a part as a browser would send it, with some values changed."""
    from jigai.flows.edit_rule_part import name_of, part_of, seen_of  # noqa: PLC0415

    part = part_of(draft, address)
    values = {name_of(value): value.text for value in part.values} | {"seen": seen_of(part)}
    return values | {f"{address}.{key}": value for key, value in other.items()}


def test_a_form_edit_changes_one_number_and_the_page_lists_the_missing_cases(office):
    draft = begun(office)
    before = draft.text
    address = url("draft_part", draft.pk, BLUE)
    assert office.post(address, part_values(draft, BLUE, value="85")).status_code == 302
    draft.refresh_from_db()
    assert draft.text == before.replace("value = 80", "value = 85", 1)
    page = office.get(url("draft", draft.pk)).content.decode()
    assert "刚好低于" in page
    assert "提交复核" in page
    assert url("draft_submit", draft.pk) not in page


def test_confirmed_cases_make_the_draft_ready(office):
    draft = begun(office)
    office.post(url("draft_part", draft.pk, BLUE), part_values(draft, BLUE, value="85"))
    every = [str(number) for number in range(200)]
    office.post(url("draft_cases", draft.pk), {"failing": every, "proposal": every})
    page = office.get(url("draft", draft.pk)).content.decode()
    assert "全部通过，可以提交" in page
    assert url("draft_submit", draft.pk) in page


def test_a_wrong_name_is_refused_beside_its_field_with_the_nearest(office):
    draft = begun(office)
    values = part_values(draft, "row.0", when="is_exemt")
    answer = office.post(url("draft_part", draft.pk, "row.0"), values)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "是不是“is_exempt”" in page
    assert 'id="field-row.0.when"' in page
    draft.refresh_from_db()
    assert "is_exemt" not in draft.text


def test_trying_reads_the_condition_back_and_saves_nothing(office):
    draft = begun(office)
    values = part_values(draft, "row.0", when="is_exempt or total < red_below") | {"try": "1"}
    page = office.post(url("draft_part", draft.pk, "row.0"), values).content.decode()
    assert "总分 &lt; 60 分" in page
    assert "还没有保存" in page
    assert RuleDraft.objects.get().text == draft.text


def test_a_fault_in_the_whole_text_is_shown_with_its_line(office):
    draft = begun(office)
    text = draft.text.replace('unit = "score"', 'unit = "scores"', 1)
    number = text.splitlines().index('unit = "scores"') + 1
    page = office.get(url("draft_text", draft.pk)).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    given = {"text": text, "cases": draft.cases, "version": version}
    assert office.post(url("draft_text", draft.pk), given).status_code == 302
    page = office.get(url("draft", draft.pk)).content.decode()
    assert f'<li value="{number}" class="fault">' in page
    assert "rules.value_of_wrong_kind" in page


def test_a_part_is_copied_moved_and_taken_away(office):
    draft = begun(office)
    office.post(url("draft_shape", draft.pk, "trigger.0", "copy"))
    draft.refresh_from_db()
    assert 'name = "far_behind_2"' in draft.text
    office.post(url("draft_shape", draft.pk, "trigger.1", "remove"))
    draft.refresh_from_db()
    assert 'name = "far_behind_2"' not in draft.text


def test_the_author_is_refused_and_the_second_person_releases(office, han, sign_in, lin):
    draft = begun(office)
    assert office.post(url("draft_submit", draft.pk), {"reason": "请复核"}).status_code == 302
    given = {"valid_from": "2026-11-20", "decision": "9号", "reason": "复核无误"}
    alone = office.post(url("draft_release", draft.pk), given)
    assert alone.status_code == 403
    assert "不能自己发布" in alone.content.decode()
    second = sign_in(han)
    assert second.post(url("draft_release", draft.pk), given).status_code == 302
    edition = RuleEdition.objects.get()
    assert (edition.valid_from, edition.released_by) == (date(2026, 11, 20), "韩某")
    page = second.get(url("editions")).content.decode()
    assert url("edition_stop", edition.pk) in page
    assert second.get(url("show", "county_default", "2026-11-20")).status_code == 200


def test_one_that_has_not_begun_is_withdrawn(han, sign_in):
    edition = released("90")
    second = sign_in(han)
    assert second.post(url("edition_stop", edition.pk), {"reason": "定错了"}).status_code == 302
    page = second.get(url("editions")).content.decode()
    assert "已撤回" in page
    assert second.get(url("show", "county_default", "2026-11-20")).status_code == 404


def test_one_in_force_is_ended_from_a_day(han, sign_in):
    edition = released("90", valid_from=TODAY)
    given = {"reason": "恢复原来的", "ends_on": "2026-12-01"}
    assert sign_in(han).post(url("edition_stop", edition.pk), given).status_code == 302
    edition.refresh_from_db()
    assert edition.ends_on == date(2026, 12, 1)


def test_the_public_reads_the_county_edition_but_no_names(client):
    released("90", valid_from=TODAY)
    page = client.get(url("editions")).content.decode()
    assert "县里发布" in page
    assert "林某" not in page
    assert "90" in client.get(url("show", "county_default", "2026-11-16")).content.decode()


def test_a_township_does_not_enter_the_workshop(bo, sign_in):
    draft = drafted()
    browser = sign_in(bo)
    for name in ("draft", "draft_preview", "draft_text"):
        assert browser.get(url(name, draft.pk)).status_code == 403
    assert browser.get(url("drafts")).status_code == 403


def test_the_preview_names_who_drops_and_exports_them(office, project):
    made = building(project, 3)
    opened()
    reported(made, progress_bp=8400, year_fen=YEAR_FEN * 7 // 10)
    draft = drafted("95")
    page = office.get(url("draft_preview", draft.pk)).content.decode()
    assert all(one.name in page for one in made)
    assert "黄牌" in page
    answer = office.get(url("draft_preview", draft.pk) + "?file=xlsx&direction=down")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sum(1 for row in sheet.iter_rows(values_only=True) if row[3] == "蓝牌") == 3


def test_the_back_test_page_counts_and_changes_nothing(office, project):
    made = building(project, 3)
    held = opened()
    reported(made, progress_bp=8400, year_fen=YEAR_FEN * 7 // 10)
    compute_badges(round=held, change=by(2))
    publish_round(round=held, change=reviewer(moment=at(28)))
    page = office.get(url("draft_back_test", drafted("95").pk)).content.decode()
    assert "3 个亮牌中有 3 个" in page
    assert {badge.colour for badge in held.badges.all()} == {"blue"}


def test_the_list_knows_what_waits_for_me(office, han, sign_in):
    submit_rule_draft(draft=drafted(change=author()), change=author())
    page = sign_in(han).get(url("drafts") + "?q=is:waiting").content.decode()
    assert "项目红黄蓝金牌" in page


def test_a_new_rule_begins_sound(office):
    given = {"base": "new", "as_id": "county_card", "subject": "enterprise", "reason": "新规则"}
    refused = office.post(url("draft_new"), given)
    assert refused.status_code == 422
    office.post(url("draft_new"), given | {"title": "县级卡", "title_en": 'County "card"'})
    draft = RuleDraft.objects.get()
    assert (draft.title, draft.title_en) == ("县级卡", 'County "card"')
    assert "全部通过，可以提交" in office.get(url("draft", draft.pk)).content.decode()
