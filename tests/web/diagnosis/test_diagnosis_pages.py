from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.apps.diagnosis.actions.finish_side import agree_with_own, assess, hand_in
from jigai.apps.diagnosis.models import Answer, Diagnosis, Figure, Gap, Machine
from jigai.domain.maturity.banks import bank_named
from jigai.domain.maturity.states import Side
from tests.apps.diagnosis.conftest import COUNTY, OFFICIAL, answer, begin, every_answer
from tests.apps.diagnosis.test_diagnoses import picture
from tests.cast import TODAY, change

CLOCKS = ("enterprise", "lists", "show", "start", "answers", "gap", "benchmark")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in CLOCKS:
        monkeypatch.setattr(f"jigai.web.diagnosis.{page}.localdate", lambda: TODAY)


def shown(answer_):
    return answer_.content.decode()


@pytest.fixture
def diagnosis(enterprise):
    return begin(enterprise)


@pytest.fixture
def assessed(diagnosis):
    answer(diagnosis, **every_answer(bank_named(OFFICIAL)[0], scene="2"))
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    agree_with_own(diagnosis=diagnosis, change=change())
    answer(diagnosis, Side.ASSESSOR, network="-", s_quality="1")
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    return diagnosis


def test_the_list_shows_progress_level_and_range(office, assessed):
    said = shown(office.get("/diagnosis/"))
    assert "庆云辛亥母线有限公司" in said
    assert "已评估" in said
    assert "二级" in said
    assert "庆云辛亥母线有限公司" not in shown(office.get("/diagnosis/?q=is:waiting"))


def test_a_diagnosis_shows_both_sides_reasons_caveats_gaps_and_the_radar_with_its_table(
    office, assessed
):
    said = shown(office.get(f"/diagnosis/{assessed.pk}/"))
    for words in ("自评，非官方结果。", "未达到三级", "分歧", "约束性场景（★）按 10 个计",
                  '<polygon class="outline outline-assessed"', "同行对标", "逐题对照"):  # fmt: skip
        assert words in said
    assert said.count("差距清单") >= 1
    assert Gap.objects.filter(state="open").exists()


def test_a_demonstration_bank_says_so_on_its_page(office, enterprise):
    said = shown(office.get(f"/diagnosis/{begin(enterprise, COUNTY).pk}/"))
    assert "县级演示版，内容为虚构，不是官方题库" in said


def test_lin_answers_a_draft_keeps_itself_and_unknown_stays_open(office, diagnosis):
    url = f"/diagnosis/{diagnosis.pk}/answers/own/"
    sent = {"network": ["g5", "control"], "equipment": "45", "s_quality": "3", "coverage": ""}
    assert office.post(f"{url}draft/", sent).status_code == 204
    assert office.post(url, {**sent, "evidence-network": "拓扑图"}).status_code == 302
    kept = dict(Answer.objects.exclude(value="").values_list("question", "value"))
    assert kept == {"network": "control,g5", "equipment": "0.45", "s_quality": "3"}
    assert Answer.objects.get(question="network").evidence == "拓扑图"
    page = shown(office.get(url))
    assert 'value="45"' in page
    assert "已答 2/3" in page


def test_none_of_them_excludes_the_others_and_what_was_typed_stays(office, diagnosis):
    url = f"/diagnosis/{diagnosis.pk}/answers/own/"
    page = office.post(url, {"network": ["g5", "-"], "equipment": "很多", "talent": ["-"]})
    assert page.status_code == 422
    assert "选了“都没有”就不能再选其他项。" in shown(page)
    assert office.post(f"{url}draft/", {"network": ["g5", "-"], "talent": ["-"]}).status_code == 204
    assert list(Answer.objects.values_list("question", "value")) == [("talent", "-")]


def test_the_ladder_of_the_standard_is_answered_level_by_level(office, enterprise):
    diagnosis = begin(enterprise, "gbt_39116/2021-05-01")
    url = f"/diagnosis/{diagnosis.pk}/answers/own/"
    assert office.post(url, {"skills-1": "1", "skills-2": "0.5"}).status_code == 302
    assert Answer.objects.get().value == "1,0.5,?,?,?"
    assert "第 1 级要求" in shown(office.get(url))


def test_a_file_is_evidence_and_is_seen_again(office, diagnosis):
    url = f"/diagnosis/{diagnosis.pk}/answers/own/network/file/"
    file = SimpleUploadedFile("图.png", picture(), content_type="image/png")
    assert office.post(url, {"file": file}).status_code == 302
    kept = Answer.objects.get(question="network")
    seen = office.get(f"/diagnosis/evidence/{kept.pk}/")
    assert seen["Content-Type"] == "image/jpeg"
    assert "图.png" in shown(office.get(f"/diagnosis/{diagnosis.pk}/"))


def test_a_diagnosis_is_started_handed_in_taken_back_and_assessed(office, enterprise):
    start = f"/diagnosis/enterprises/{enterprise.pk}/start/"
    assert office.post(start, {"bank": OFFICIAL, "reason": "年度诊断"}).status_code == 302
    made = Diagnosis.objects.get()
    assert office.post(start, {"bank": OFFICIAL, "reason": "再来"}).status_code == 409
    answer(made, network="g5")
    at = f"/diagnosis/{made.pk}"
    assert office.post(f"{at}/answers/own/finish/", {"reason": "交卷"}).status_code == 302
    assert office.post(f"{at}/agree/").status_code == 302
    assert office.post(f"{at}/reopen/", {"reason": "更正"}).status_code == 302
    assert office.post(f"{at}/answers/own/finish/", {"reason": "交卷"}).status_code == 302
    assert office.post(f"{at}/answers/assessor/finish/", {"reason": "评估"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.assessed_on) == ("assessed", TODAY)


def test_mei_answers_for_her_enterprise_and_does_not_assess_it(mei, sign_in, diagnosis):
    client = sign_in(mei)
    assert client.get(f"/diagnosis/{diagnosis.pk}/answers/own/").status_code == 200
    assert client.get(f"/diagnosis/{diagnosis.pk}/answers/assessor/").status_code == 403
    assert client.post(f"/diagnosis/{diagnosis.pk}/agree/").status_code == 403
    assert client.get("/diagnosis/benchmark/minimum/").status_code == 403
    assert client.get(f"/diagnosis/{diagnosis.pk}/answers/nobody/").status_code == 404


def test_the_enterprise_page_keeps_computed_and_reported_rates_apart(office, enterprise):
    base = f"/diagnosis/enterprises/{enterprise.pk}"
    line = {"number": "1", "name": "车床", "quantity": "9", "is_main": "true",
            "is_numerical": "true", "value_fen": "90", "source": "台账",
            "reason": "登记"}  # fmt: skip
    assert office.post(f"{base}/machines/", line).status_code == 302
    lathe = {**line, "number": "2", "quantity": "1", "is_numerical": "false"}
    assert office.post(f"{base}/machines/", lathe).status_code == 302
    sent = {"basis": "reported", "value": "0.8", "source": "企业年报", "reason": "转述"}
    url = f"{base}/figure/?measure=equipment_cnc_rate"
    assert office.post(url, sent).status_code == 302
    said = shown(office.get(f"{base}/"))
    assert "9/10" in said
    assert "90%" in said
    assert "80%" in said
    assert "企业年报" in said
    first = Machine.objects.get(number="1")
    ended = {**line, "in_use_to": "2026-11-01", "reason": "报废"}
    assert office.post(f"/diagnosis/machines/{first.pk}/", ended).status_code == 302
    assert "0/1" in shown(office.get(f"{base}/"))
    assert "SB" not in shown(office.get(f"{base}/lists/"))


def test_processes_and_figures_by_form(office, enterprise):
    base = f"/diagnosis/enterprises/{enterprise.pk}"
    step = {"number": "1", "name": "焊接", "is_key": "true", "control": "", "source": "工艺卡",
            "reason": "登记"}  # fmt: skip
    assert office.post(f"{base}/processes/", step).status_code == 302
    assert "不清楚" in shown(office.get(f"{base}/lists/"))
    sent = {"basis": "reported", "first_on": "2026-09-01", "last_on": "2026-09-30", "lines": "200",
            "right": "190", "source": "订单台账", "reason": "月报"}  # fmt: skip
    url = f"{base}/figure/?measure=order_accuracy"
    assert office.post(url, sent).status_code == 302
    assert Figure.objects.get().value == "19/20"
    assert office.post(url, {**sent, "last_on": ""}).status_code == 422
    assert office.post(url, {**sent, "first_on": "2026-10-01"}).status_code == 422


def test_lists_go_out_as_workbooks_and_the_diagnosis_as_one_page(
    office, assessed, enterprise, programme
):
    base = f"/diagnosis/enterprises/{enterprise.pk}/lists"
    for which in ("machinery", "processes"):
        assert office.get(f"{base}/{which}/sheet/").content[:2] == b"PK"
    assert office.get(f"{base}/tools/sheet/").status_code == 404
    paper = office.get(f"/diagnosis/{assessed.pk}/paper/")
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")


def test_a_gap_is_dropped_with_its_reason_put_back_and_written(office, assessed):
    one = Gap.objects.filter(state="open").first()
    url = f"/diagnosis/gaps/{one.pk}/"
    assert office.get(url).status_code == 200
    assert office.post(url, {"state": "dropped", "reason": "外协"}).status_code == 302
    assert "外协" in shown(office.get(url))
    assert office.post(url, {"state": "open", "reason": "重新列入"}).status_code == 302
    sent = {"what": "数控化率 60%", "target": "90%", "reason": "评估"}
    assert office.post(f"/diagnosis/{assessed.pk}/gaps/", sent).status_code == 302
    assert Gap.objects.filter(code="own.1").exists()


def test_the_benchmark_of_few_shows_nothing_and_its_minimum_is_set(office, assessed):
    assert "家数太少，不显示" in shown(office.get("/diagnosis/benchmark/"))
    sent = {"least": "4", "valid_from": "2026-11-01", "decision": "办公会", "reason": "设定"}
    assert office.post("/diagnosis/benchmark/minimum/", sent).status_code == 302
    assert "不足 4 家" in shown(
        office.get("/diagnosis/benchmark/?metric=score&industry=electrical")
    )
    assert office.post("/diagnosis/benchmark/minimum/", {**sent, "least": "1"}).status_code == 422


def test_the_pages_take_a_fixed_number_of_queries(office, assessed, django_assert_max_num_queries):
    office.get(f"/diagnosis/{assessed.pk}/")
    with django_assert_max_num_queries(40):
        office.get(f"/diagnosis/{assessed.pk}/")


def test_a_day_that_cannot_be_read_is_today(office, enterprise):
    said = shown(office.get(f"/diagnosis/enterprises/{enterprise.pk}/lists/?on=x"))
    assert f"{date.strftime(TODAY, '%Y-%m-%d')}" in said
