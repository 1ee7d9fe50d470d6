import pytest
from django.contrib.auth import get_user_model

from jigai.apps.reports.models import IssuedDocument
from tests.board_cast import DETAILS, board_of, graded, twins

ROOT = "/api/v1/documents"
WORDS = {"reason": "印发", "issuing_body": DETAILS.issuing_body, "issued_on": "2026-11-23"}


@pytest.fixture
def office(client, lin):
    user = get_user_model().objects.get(pk=lin.user_id)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def posted(client, path, **given):
    return client.post(f"{ROOT}{path}", WORDS | given, content_type="application/json")


def test_a_program_issues_a_notice_and_voids_its_number(office, project):
    board = board_of(graded([project], ["red"]))
    answer = posted(office, "/notices", board=board.pk, series="庆技改", addressees="各乡镇")
    assert answer.status_code == 201
    assert posted(office, f"/{answer.json()['id']}/void", reason="错发").status_code == 200
    [listed] = office.get(ROOT).json()
    assert (listed["number"], listed["is_void"]) == ("庆技改〔2026〕1号", True)


def test_a_program_issues_a_letter_for_a_badge(office, project):
    badge = graded(twins(project, 2), ["red", "blue"]).badges.order_by("pk")
    given = {"series": "庆技改督", "contact": DETAILS.contact}
    assert posted(office, "/letters", badge=badge[0].pk, **given).status_code == 201
    assert posted(office, "/letters", badge=badge[1].pk, **given).status_code == 404
    assert IssuedDocument.objects.count() == 1


def test_the_ledger_of_a_period_comes_as_a_workbook(office, project):
    answer = office.get(f"{ROOT}/ledger/2026-11A?editable=true")
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")
