import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from jigai.apps.reports.models import DocumentNumber, IssuedDocument, Layout
from jigai.exchange.board_layout import default_board_layout
from tests.board_cast import DETAILS, board_of, graded, twins

POSTED = {
    "series": "庆技改",
    "issuing_body": DETAILS.issuing_body,
    "issued_on": "2026-11-23",
    "addressees": DETAILS.addressees,
    "contact": DETAILS.contact,
    "reply_work_days": "5",
}


@pytest.fixture
def board(project):
    return board_of(graded(twins(project, 3), ["red", "yellow", "gold"]))


@pytest.fixture
def office(client, lin):
    return _signed_in(client, lin)


def _signed_in(client, viewer):
    user = get_user_model().objects.get(pk=viewer.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_office_makes_a_notice_and_downloads_its_files(office, board):
    answer = office.post("/documents/notice/", POSTED | {"board": board.pk}, follow=True)
    issued = IssuedDocument.objects.get()
    assert str(issued.number) == "庆技改〔2026〕1号"
    assert board.rule_hash in answer.content.decode()
    for form in ("pdf", "docx", "xlsx"):
        assert office.get(f"/documents/{issued.pk}/{form}/").status_code == 200
    assert office.get("/documents/").context["list"].shown_count == 1


def test_the_form_offers_what_was_written_the_last_time(office, board):
    office.post("/documents/notice/", POSTED | {"board": board.pk, "issuing_body": "庆云县工信局"})
    assert (
        office.get("/documents/notice/").context["form"].initial["issuing_body"] == "庆云县工信局"
    )


def test_a_malformed_series_is_told_at_its_field_and_takes_no_number(office, board):
    answer = office.post("/documents/notice/", POSTED | {"board": board.pk, "series": "庆〔改"})
    assert answer.context["form"].errors["series"]
    assert not DocumentNumber.objects.exists()


def test_letters_are_issued_for_the_chosen_badges(office, board):
    due = office.get("/documents/letter/").context["due"]
    assert [row.colour for row in due] == ["red", "yellow"]
    office.post("/documents/letter/", POSTED | {"badge": [row.key for row in due]})
    assert IssuedDocument.objects.filter(kind="supervision_letter").count() == 2
    assert [row.letters for row in office.get("/documents/letter/").context["due"]] == [1, 1]


def test_no_letter_without_a_choice(office, board):
    assert office.post("/documents/letter/", POSTED).context["nothing_chosen"]
    assert not IssuedDocument.objects.exists()


def test_a_number_is_voided_with_a_reason_and_stays(office, board):
    office.post("/documents/notice/", POSTED | {"board": board.pk})
    issued = IssuedDocument.objects.get()
    assert office.post(f"/documents/{issued.pk}/void/", {"reason": " "}).status_code == 409
    office.post(f"/documents/{issued.pk}/void/", {"reason": "错发"})
    issued.number.refresh_from_db()
    assert (issued.number.is_void, issued.number.void_reason) == (True, "错发")


def test_a_unit_sees_the_letters_of_its_own_projects_and_issues_none(client, office, board, bo):
    due = office.get("/documents/letter/").context["due"]
    office.post("/documents/letter/", POSTED | {"badge": [due[0].key]})
    office.post("/documents/notice/", POSTED | {"board": board.pk})
    letter = IssuedDocument.objects.get(kind="supervision_letter")
    notice = IssuedDocument.objects.get(kind="notice")
    unit = _signed_in(client, bo)
    assert unit.get(f"/documents/{letter.pk}/").status_code == 200
    assert unit.get(f"/documents/{notice.pk}/").status_code == 404
    assert unit.get("/documents/notice/").status_code == 403


def test_an_enterprise_contact_sees_no_document(client, office, board, mei):
    office.post("/documents/notice/", POSTED | {"board": board.pk})
    issued = IssuedDocument.objects.get()
    contact = _signed_in(client, mei)
    assert contact.get(f"/documents/{issued.pk}/pdf/").status_code == 404
    assert contact.get("/documents/layouts/board/0/").status_code == 404


def test_a_changed_layout_is_checked_and_kept_as_the_next_version(office, programme):
    answer = office.post("/documents/layouts/", _upload(default_board_layout()))
    assert (answer.status_code, Layout.objects.get().version) == (302, 1)
    book = openpyxl.load_workbook(io.BytesIO(default_board_layout()))
    book.active["B4"].value = "{{row.projet}}"
    wrong = io.BytesIO()
    book.save(wrong)
    answer = office.post("/documents/layouts/", _upload(wrong.getvalue()))
    assert "B4" in answer.context["form"].errors["file"][0]
    assert Layout.objects.count() == 1


def test_nothing_published_is_said(office, programme):
    assert "还没有可以印发的内容" in office.get("/documents/notice/").content.decode()
    assert "还没有可以印发的内容" in office.get("/documents/letter/").content.decode()


def _upload(content):
    file = SimpleUploadedFile("公示表.xlsx", content)
    return {"kind": "board", "file": file, "valid_from": "2026-11-01", "note": ""}
