"""A document handed to an enterprise, and its receipt."""

import pytest
from django.urls import reverse

from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import Delivery
from jigai.apps.reports.models import IssuedDocument
from tests.cast import change
from tests.round_cast import at as moment

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def letter(project):
    with writing("document.issued", change("印发")):
        return IssuedDocument.objects.create(
            kind="supervision_letter", title="关于开关柜项目的督办函", project=project,
            made_from={"form": {}}, issued_at=moment(16), audit_head="1:x",
        )  # fmt: skip


def test_the_office_hands_over_and_the_enterprise_confirms_once(
    sign_in, lin, mei, letter, enterprise
):
    url = reverse("portal:deliver", args=[letter.pk])
    page = sign_in(lin).get(url).content.decode()
    assert f'<option value="{enterprise.pk}" selected>' in page
    sign_in(lin).post(url, {"enterprise_id": enterprise.pk})
    held = Delivery.objects.get()
    assert "关于开关柜项目的督办函" in sign_in(mei).get("/portal/").content.decode()
    receive = reverse("portal:receive", args=[held.pk])
    for _twice in range(2):
        sign_in(mei).post(receive)
    held.refresh_from_db()
    assert held.received_by == "梅某"
    assert "签收" in sign_in(lin).get(url).content.decode()


@pytest.mark.usefixtures("seven")
def test_a_letter_about_a_project_goes_to_no_other_enterprise(sign_in, lin, letter, enterprise):
    other = type(enterprise).objects.exclude(pk=enterprise.pk).first()
    answer = sign_in(lin).post(
        reverse("portal:deliver", args=[letter.pk]), {"enterprise_id": other.pk}
    )
    assert answer.status_code == 409
    assert not Delivery.objects.exists()
