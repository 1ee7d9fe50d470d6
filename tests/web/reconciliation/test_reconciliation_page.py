"""The page of all gaps: what is listed, by which rule, for whom."""

import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from jigai.apps.accounts.models import Appointment
from jigai.apps.accounts.viewer import viewer_of
from jigai.apps.audit.writing import writing
from jigai.apps.projects.actions.set_gap_tolerance import (
    ToleranceOfThatDay,
    ToleranceOutOfRange,
    ToleranceSourceMissing,
    set_gap_tolerance,
)
from jigai.apps.projects.models import (
    GapReason,
    GapTolerance,
    InvestmentEntry,
    ProgressReport,
    Project,
)
from jigai.apps.projects.queries.gaps import NotForEnterprises, reconciliation
from jigai.cli.projects import projects as command
from tests.api.test_api import call, reader, token_of  # noqa: F401 - the API's caller
from tests.cast import TODAY, change
from tests.round_cast import building

pytestmark = pytest.mark.usefixtures("programme")
PAGE = "/reconciliation/"


@pytest.fixture
def gaps(project):
    """Two projects: one verified a fifth short of reported, one paid three quarters short."""
    first, second = building(project, 2)
    with writing("amounts.made", change()):
        for one, verified, paid in ((first, 80_00, 60_00), (second, 100_00, 25_00)):
            ProgressReport.objects.create(
                project=one, period="2026-10B", state="accepted", data_on=date(2026, 10, 31),
                total_investment_fen=100_00,
            )  # fmt: skip
            for stream, fen in (("verified", verified), ("paid", paid)):
                InvestmentEntry.objects.create(
                    project=one, stream=stream, period="2026-10B", amount_fen=fen, grade="B"
                )
        GapReason.objects.create(
            project=second, period="2026-10B", pair="verified_paid", reason_code="payment_terms"
        )
    return first, second


def listed(answer):
    return [(line.gap.project_id, line.gap.pair, line.gap.difference_fen)
            for line in answer.context["page"]]  # fmt: skip


def test_every_gap_is_listed_with_its_reason_and_who_must_explain(office, gaps):
    first, second = gaps
    answer = office.get(PAGE)
    assert listed(answer) == [
        (first.pk, "reported_verified", 20_00),
        (second.pk, "verified_paid", 75_00),
    ]
    text = answer.content.decode()
    assert "共 2 处差异，其中 1 处未说明原因" in text
    assert "按合同账期付款" in text
    assert "崔口镇政府" in text
    assert f'href="/projects/{first.pk}/"' in text


@pytest.mark.parametrize(
    ("asked", "pairs"),
    [
        ({"pair": "verified_paid"}, ["verified_paid"]),
        ({"reason": "waiting"}, ["reported_verified"]),
        ({"reason": "payment_terms"}, ["verified_paid"]),
        ({"unit": "office"}, []),
        ({"through": "2026-10A"}, []),
        ({"as_of": "2026-11-15"}, []),
    ],
)
def test_conditions_narrow_the_list(office, gaps, asked, pairs):
    assert [pair for _, pair, _ in listed(office.get(PAGE, asked))] == pairs


def test_the_file_holds_what_the_page_counts(office, gaps):
    answer = office.get(PAGE, {"pair": "verified_paid", "export": "csv"})
    title, heads, row = csv.reader(
        io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))
    )
    assert "共 1 处差异；口径：核实与支付" in title[0]
    assert dict(zip(heads, row, strict=True))["差异（万元）"] == "0.007500"


def test_the_tolerance_of_the_periods_own_day_is_applied(office, lin, gaps):
    wide = {"planned_bp": 5000, "verified_bp": 3000, "paid_bp": 8000, "change": change()}
    set_gap_tolerance(valid_from=date(2026, 11, 1), source="庆技改办〔2026〕9号", **wide)
    assert len(reconciliation(lin)) == 2
    set_gap_tolerance(valid_from=date(2026, 10, 31), source="庆技改办〔2026〕8号", **wide)
    assert reconciliation(lin) == []
    assert "庆技改办〔2026〕8号" in office.get(PAGE).content.decode()


def test_a_tolerance_has_a_source_a_range_and_one_edition_a_day():
    given = {"valid_from": date(2026, 11, 1), "planned_bp": 1, "verified_bp": 1, "paid_bp": 1,
             "source": "文", "change": change()}  # fmt: skip
    with pytest.raises(ToleranceSourceMissing):
        set_gap_tolerance(**{**given, "source": " "})
    with pytest.raises(ToleranceOutOfRange):
        set_gap_tolerance(**{**given, "paid_bp": 100_001})
    set_gap_tolerance(**given)
    with pytest.raises(ToleranceOfThatDay):
        set_gap_tolerance(**given)


def test_an_administrator_sets_the_tolerance_and_the_office_reads_it(
    office, sign_in, django_user_model, gaps
):
    assert office.get("/reconciliation/tolerance/").status_code == 403
    from_admin = sign_in(administrator(django_user_model))
    given = {"valid_from": "2026-10-01", "planned_bp": "50", "verified_bp": "25", "paid_bp": "50",
             "source": "庆技改办〔2026〕7号", "reason": "会议定"}  # fmt: skip
    assert from_admin.post("/reconciliation/tolerance/", given).status_code == 302
    assert GapTolerance.objects.get().verified_bp == 2500
    assert [pair for _, pair, _ in listed(from_admin.get(PAGE))] == ["verified_paid"]
    again = from_admin.post("/reconciliation/tolerance/", given)
    assert again.status_code == 409
    assert "已经定过" in again.content.decode()


def administrator(users):
    with writing("person.created", change("开户")):
        user = users.objects.create(username="an", display_name="安某")
        Appointment.objects.create(user=user, role="administrator", valid_from=date(2026, 1, 1))
    return viewer_of(user, on=TODAY)


def test_the_responsible_unit_explains_its_own_gap_and_comes_back(bo, sign_in, gaps):
    first, _ = gaps
    browser = sign_in(bo)
    address = f"/projects/{first.pk}/gaps/reported_verified/2026-10B/?from=reconciliation"
    answer = browser.post(address, {"reason_code": "invoice_pending", "reason": "说明"})
    assert answer.url == PAGE
    assert GapReason.objects.get(project=first).reason_code == "invoice_pending"


def test_an_enterprise_is_not_shown_it_on_any_path(mei, sign_in, gaps, call):  # noqa: F811
    first, _ = gaps
    with writing("stage.advanced", change()):
        Project.objects.update(stage="started")
    browser = sign_in(mei)
    assert browser.get(PAGE).status_code == 403
    assert "超出容差的差异" not in browser.get(f"/projects/{first.pk}/").content.decode()
    status, told = call("GET", "projects/gaps/all", token_of(mei))
    assert (status, told["code"]) == (403, "gap.not_for_enterprises")
    with pytest.raises(NotForEnterprises):
        reconciliation(mei)


def test_the_api_and_the_command_list_the_same_gaps(call, reader, gaps):  # noqa: F811
    _, told = call("GET", "projects/gaps/all", reader)
    done = CliRunner().invoke(command, ["gaps", "--json"])
    assert [one["difference_fen"] for one in told] == [20_00, 75_00]
    assert [one["difference_fen"] for one in json.loads(done.stdout)] == [20_00, 75_00]
    _, told = call("GET", "projects/gaps/all?explained=false&pair=reported_verified", reader)
    assert [one["unit"] for one in told] == ["崔口镇政府"]
    said = CliRunner().invoke(command, ["gaps", "--waiting"]).stdout
    assert "100.00 80.00 20.00 元" in said
    assert "1 处差异" in said
    _, editions = call("GET", "projects/gaps/tolerances", reader)
    assert [(one["valid_from"], one["verified_bp"]) for one in editions] == [(None, 1000)]
