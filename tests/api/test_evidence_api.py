"""Photos and vouchers through the API: the same rules and refusals as on the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import token_of
from tests.apps.evidence.pictures import camera_picture
from tests.cast import _person
from tests.round_cast import PERIOD, building, opened

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


@pytest.fixture
def give(client, project, bo):
    building(project)
    opened()
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token_of(bo)}"}
    address = f"/api/v1/evidence/reports/{PERIOD}/{project.pk}"

    def sent(content=None, **more):
        file = SimpleUploadedFile("a.jpg", content or camera_picture(), "image/jpeg")
        given = {"file": file, "purpose": "voucher", "reason": "附凭证"} | more
        return client.post(address, given, **bearer)

    return sent


def test_a_photo_is_given_listed_read_and_taken_away(give, call, client, project, bo):
    made = give()
    assert (made.status_code, made.json()["purpose"]["zh"]) == (201, "发票或付款凭证")
    [row] = call("GET", f"evidence/reports/{PERIOD}/{project.pk}", bo)[1]
    assert row == made.json()
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {token_of(bo)}"}
    answer = client.get(f"/api/v1/evidence/{row['id']}/content", **bearer)
    assert (answer["Content-Type"], len(answer.content)) == ("image/jpeg", row["size_bytes"])
    assert call("POST", f"evidence/{row['id']}/remove", bo)[0] == 200
    assert call("GET", f"evidence/reports/{PERIOD}/{project.pk}", bo)[1] == []


def test_a_program_under_the_name_of_a_photo_is_refused(give):
    refused = give(b"MZ program")
    assert (refused.status_code, refused.json()["code"]) == (409, "evidence.kind_not_taken")


def test_the_auditor_checks_and_others_may_not(call, bo, django_user_model):
    he = _person(django_user_model, "he", "何某", "auditor")
    assert call("POST", "evidence/checks", bo)[0] == 403
    assert call("POST", "evidence/checks", he)[1]["damaged_count"] == 0
    assert len(call("GET", "evidence/checks", he)[1]) == 1
