"""Documents that reach an enterprise: one table, one page, one receipt."""

import pytest
from django.urls import reverse

from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.apps.portal.actions.carry_deliveries import carry_deliveries
from jigai.apps.portal.models import RetiredDelivery
from jigai.apps.reports.actions.record_delivery import OnlyByOwnClick, record_delivery
from jigai.apps.reports.models import Delivery, IssuedDocument
from tests.cast import TODAY, change
from tests.round_cast import at as moment

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def letter(project):
    with writing("document.issued", change("印发")):
        return IssuedDocument.objects.create(
            kind="supervision_letter", title="关于开关柜项目的督办函", project=project,
            made_from={"form": {}}, issued_at=moment(16), audit_head="1:x",
        )  # fmt: skip


@pytest.fixture
def addressed(enterprise):
    """A letter of a run, with its file, to mei's enterprise."""
    with writing("document.issued", change("印发")):
        file = Attachment.objects.create(
            sha256="0" * 64, name="函.pdf", media_type="application/pdf", size_bytes=3,
            purpose="letter",
        )  # fmt: skip
        return IssuedDocument.objects.create(
            kind="letter", title="关于申报窗口的函", enterprise=enterprise, pdf=file,
            made_from={"form": {}}, issued_at=moment(16), audit_head="1:x",
        )  # fmt: skip


def ways():
    return list(Delivery.objects.order_by("pk").values_list("way", "recorded_by"))


def test_the_office_hands_over_and_the_enterprise_confirms_once(
    sign_in, lin, mei, letter, enterprise
):
    url = reverse("portal:deliver", args=[letter.pk])
    page = sign_in(lin).get(url).content.decode()
    assert f'<option value="{enterprise.pk}" selected>' in page
    for _twice in range(2):
        sign_in(lin).post(url, {"enterprise_id": enterprise.pk})
    assert ways() == [("portal", "林某")]
    assert "关于开关柜项目的督办函" in sign_in(mei).get("/portal/").content.decode()
    receive = reverse("portal:receive", args=[letter.pk])
    assert [sign_in(mei).post(receive).status_code for _twice in range(2)] == [302, 409]
    assert ways() == [("portal", "林某"), ("account", "梅某")]
    assert "签收" in sign_in(lin).get(url).content.decode()


@pytest.mark.usefixtures("seven")
def test_a_letter_about_a_project_goes_to_no_other_enterprise(sign_in, lin, letter, enterprise):
    other = type(enterprise).objects.exclude(pk=enterprise.pk).first()
    answer = sign_in(lin).post(
        reverse("portal:deliver", args=[letter.pk]), {"enterprise_id": other.pk}
    )
    assert answer.status_code == 409
    assert not Delivery.objects.exists()


def test_the_letters_of_an_enterprise_have_a_page_of_their_own_in_its_navigation(
    sign_in, mei, lin, letter, addressed
):
    client = sign_in(mei)
    page = client.get(reverse("portal:letters")).content.decode()
    assert f'href="{reverse("portal:letters")}"' in page
    assert page.count('aria-current="page"') == 2  # of the navigation and of the tabs
    assert "关于申报窗口的函" in page
    assert "关于开关柜项目的督办函" not in page
    assert client.post(reverse("portal:receive", args=[letter.pk])).status_code == 404
    client.post(reverse("portal:receive", args=[addressed.pk]))
    assert "签收" in client.get(reverse("portal:letters")).content.decode()
    assert Delivery.objects.get().enterprise_id == addressed.enterprise_id
    assert reverse("portal:letters") not in sign_in(lin).get("/").content.decode()


def test_nobody_writes_a_receipt_or_a_desk_for_another(addressed):
    for way in ("account", "portal"):
        with pytest.raises(OnlyByOwnClick):
            record_delivery(
                document=addressed, way=way, delivered_on=TODAY, note="", change=change()
            )


def test_what_the_portal_once_kept_is_carried_over_with_its_history_and_the_chain_holds(
    letter, addressed, enterprise, mei
):
    told = {"enterprise": enterprise, "delivered_by": "林某", "delivered_by_key": "user:1"}
    with writing("document.delivered", change("旧")):
        RetiredDelivery.objects.create(document=letter, delivered_at=moment(16), **told)
        RetiredDelivery.objects.create(
            document=addressed, delivered_at=moment(16), received_at=moment(17),
            received_by="梅某", received_by_key=mei.key, **told,
        )  # fmt: skip
    assert carry_deliveries(change=change("并表")) == 2
    assert ways() == [("portal", "林某"), ("portal", "林某"), ("account", "梅某")]
    assert set(Delivery.objects.values_list("enterprise_id", flat=True)) == {enterprise.pk}
    assert not RetiredDelivery.objects.exists()
    assert carry_deliveries(change=change("再来")) == 0
    assert verify_chain().problems == ()


def test_a_receipt_of_before_gets_the_enterprise_of_its_person(addressed, letter, enterprise, mei):
    with writing("delivery.acknowledged", change("旧")):
        RetiredDelivery.objects.create(
            document=letter, enterprise=enterprise, delivered_at=moment(16),
            delivered_by="林某", delivered_by_key="user:1",
        )  # fmt: skip
        Delivery.objects.create(
            document=addressed, way="account", delivered_on=TODAY, recorded_at=moment(17),
            recorded_by="梅某", recorded_by_key=mei.key,
        )  # fmt: skip
    carry_deliveries(change=change("并表"))
    assert Delivery.objects.get(document=addressed).enterprise_id == enterprise.pk
