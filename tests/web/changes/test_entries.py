"""X12: what came in by every door is found record by record, with who, why and before and after."""

import io
import json
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jigai.apps.accounts.actions.issue_token import issue_token
from jigai.apps.accounts.models import User
from jigai.apps.audit.queries.versions import version_of
from jigai.domain.change import Actor, Change, Path
from tests.bulk_cast import many_projects
from tests.cast import TODAY

REASON = "年度核对"
HEADS = ["序号", "项目名称", "项目代码", "企业名称", "统一社会信用代码", "所属乡镇", "总投资(万元)",
         "形象进度(%)", "是否开工", "责任单位", "备案"]  # fmt: skip
FIRM = ["庆云辛亥母线有限公司", "913714235B5NNQREL9", "崔口镇"]


@pytest.fixture(autouse=True)
def day(monkeypatch):
    for module in ("jigai.web.bulk.choose", "jigai.web.bulk.show"):
        monkeypatch.setattr(f"{module}.localdate", lambda: TODAY)


def edit_in_bulk(browser, rows):
    given = {"row": [row.pk for row in rows], "set.responsible_leader": "王某"}
    address = browser.post("/bulk/of/projects/order/", given).url
    browser.post(f"{address}confirm/", {"reason": REASON})


def bring_ledger(browser, count):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("调度表")
        page.write(0, 0, "庆云县2026年技改项目调度表（11月上半月）")
        page.write_row(1, 0, HEADS)
        for n in range(1, count + 1):
            code = f"2601-371423-07-02-{n:06d}"
            row = [n, f"母线改造{n}", code, *FIRM, 1000, 40, "是", "崔口镇", "√"]
            page.write_row(n + 1, 0, row)
    file = SimpleUploadedFile("调度表.xlsx", stream.getvalue())
    batch = browser.post("/ledgers/", {"file": file, "reason": REASON}).url
    assert browser.post(f"{batch}confirm/").status_code == 302


def run_script(client, viewer, rows):
    """Thirty calls of the API, one a project, as a person's script makes them."""
    by = Change(Actor("user:1", "林某"), "脚本", timezone.localtime(), Path.FORM)
    token = issue_token(
        user=User.objects.get(pk=viewer.user_id),
        name="t",
        expires_on=timezone.localdate() + timedelta(days=30),
        may_write=True,
        change=by,
    ).secret
    for row in rows:
        body = {"version": version_of(row), "values": {"remarks": "已核对"}, "reason": REASON}
        answer = client.patch(
            f"/api/v1/projects/{row.pk}",
            json.dumps(body),
            "application/json",
            HTTP_AUTHORIZATION=f"Bearer {token}",
        )
        assert answer.status_code == 200, answer.content


def test_thirty_by_bulk_thirty_by_import_and_thirty_by_script_are_ninety_entries_of_one_filter(
    office, lin, project, client
):
    rows = many_projects(project, 60)
    edit_in_bulk(office, rows[:30])
    bring_ledger(office, 30)
    run_script(client, lin, rows[30:])
    found = office.get("/changes/entries/", {"q": f"why:{REASON}"})
    assert found.context["count"] == 90
    assert "共 90 条" in found.content.decode()
    for path in ("bulk", "import", "api"):
        one = office.get("/changes/entries/", {"q": f"why:{REASON} path:{path}"})
        assert one.context["count"] == 30, path
    lines = [
        line
        for page in (1, 2)
        for line in office.get("/changes/entries/", {"q": f"why:{REASON}", "page": page}).context[
            "entries"
        ]
    ]
    assert len(lines) == 90
    assert {line["entry"].reason for line in lines} == {REASON}
    assert {line["entry"].actor for line in lines} == {"林某"}


def test_an_entry_shows_what_was_and_what_is(office, project):
    edit_in_bulk(office, [project])
    text = office.get("/changes/entries/", {"q": "path:bulk"}).content.decode()
    assert "责任领导 <del>—</del> → <ins>王某</ins>" in text
    assert project.name in text


def test_who_does_not_read_the_county_reads_only_their_own(office, bo, sign_in, project):
    edit_in_bulk(office, [project])
    assert sign_in(bo).get("/changes/entries/").context["count"] == 0


def test_the_api_counts_the_same_entries(office, lin, project):
    rows = many_projects(project, 3)
    edit_in_bulk(office, rows)
    answer = office.get("/api/v1/changes/entries/projects_project", {"path": "bulk"}).json()
    assert answer["total"] == 3
    assert answer["items"][0]["record"]["changes"][0]["after"] == "王某"
    assert office.get("/api/v1/changes/entries/nothing").status_code == 404
