import io
import zipfile
from datetime import timedelta

import pytest

from jigai.apps.registry.actions.admit_to_library import admit_to_library
from jigai.apps.reports.models import Delivery, IssuedDocument, LetterRun
from tests.board_cast import DETAILS
from tests.cast import TODAY, change
from tests.visit_cast import firms

PAGES = ("letter_runs", "receipts")


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    for page in PAGES:
        monkeypatch.setattr(f"jigai.web.documents.{page}.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.web.authorship.now", lambda: change().at)


@pytest.fixture
def member(enterprise):
    admit_to_library(
        enterprise=enterprise, registration_number="2026371423A0000001",
        valid_from=TODAY - timedelta(days=99), change=change(),
    )  # fmt: skip
    return enterprise


def written(**more):
    return {
        "whom": "library", "subject": "到期提醒函", "text": "{企业名称}：请准备材料。",
        "series": "庆技改函", "issuing_body": DETAILS.issuing_body, "issued_on": str(TODAY),
    } | more  # fmt: skip


def shown(answer):
    return answer.content.decode()


def test_the_office_writes_to_the_library_and_takes_all_files(office, member):
    firms(1)
    told = office.post("/documents/letters/new/", written(), follow=True)
    run = LetterRun.objects.get()
    assert "庆技改函〔2026〕1号 — 庆技改函〔2026〕2号" in shown(told)
    packed = office.get(f"/documents/letters/{run.batch}/zip/").content
    assert len(zipfile.ZipFile(io.BytesIO(packed)).namelist()) == 4
    assert office.get(f"/documents/letters/{run.batch}/merged/").content.startswith(b"%PDF")
    assert "到期提醒函" in shown(office.get("/documents/letters/"))


def test_many_letters_go_to_the_background(office, member, monkeypatch):
    asked = []
    monkeypatch.setattr("jigai.web.documents.letter_runs.AT_ONCE", 0)
    monkeypatch.setattr(
        "jigai.web.documents.letter_runs.make_letters",
        type("Later", (), {"enqueue": staticmethod(asked.append)}),
    )
    told = office.post("/documents/letters/new/", written(), follow=True)
    assert asked == [LetterRun.objects.get().batch]
    assert "正在后台生成文件" in shown(told)


def test_an_unknown_place_comes_back_with_everything_typed(office, member):
    answer = office.post("/documents/letters/new/", written(text="{法人}您好"))
    assert answer.status_code == 409
    assert "法人" in shown(answer)
    assert not LetterRun.objects.exists()


def test_named_enterprises_are_written_to_by_code(office, member):
    firms(2)
    office.post("/documents/letters/new/", written(whom="named", codes=member.credit_code))
    assert IssuedDocument.objects.get().enterprise == member


def test_the_way_of_a_letter_is_recorded_and_its_addressee_confirms_by_own_click(
    office, member, mei, sign_in
):
    office.post("/documents/letters/new/", written())
    pk = IssuedDocument.objects.get().pk
    office.post(f"/documents/{pk}/deliver/", {"way": "post", "delivered_on": str(TODAY)})
    assert office.get("/documents/?q=is:delivered").context["list"].shown_count == 1
    assert office.post(f"/documents/{pk}/confirm/").status_code == 404
    client = sign_in(mei)
    assert "确认收到" in shown(client.get(f"/documents/{pk}/"))
    told = client.post(f"/documents/{pk}/confirm/", follow=True)
    assert "本人账号确认" in shown(told)
    assert set(Delivery.objects.values_list("way", flat=True)) == {"post", "account"}
    assert client.post(f"/documents/{pk}/confirm/").status_code == 409


def test_a_leader_orders_no_letters(zhao, sign_in):
    client = sign_in(zhao)
    for path in ("/documents/letters/", "/documents/letters/new/"):
        assert client.get(path).status_code == 403
