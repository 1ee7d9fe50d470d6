import pytest
from click.testing import CliRunner

from jigai.apps.reports.models import Delivery, IssuedDocument
from jigai.cli.letters import letters
from tests.board_cast import DETAILS
from tests.cast import TODAY, change
from tests.visit_cast import member

WHY = {"reason": "提醒"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("jigai.api.v1.letters.timezone.localdate", lambda: TODAY)
    monkeypatch.setattr("jigai.api.v1.letters.timezone.localtime", lambda: change().at)
    for part in ("acting", "letters", "running"):
        monkeypatch.setattr(f"jigai.cli.{part}.now", lambda: change().at)


@pytest.fixture
def firm(enterprise):
    return member(enterprise)


@pytest.fixture
def call(client, lin, django_user_model):
    client.force_login(
        django_user_model.objects.get(pk=lin.user_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    def called(path, body=None):
        if body is None:
            return client.get(f"/api/v1/letters{path}")
        return client.post(f"/api/v1/letters{path}", body, content_type="application/json")

    return called


def test_letters_are_ordered_taken_and_their_way_recorded_by_a_program(call, firm):
    told = {"subject": "提醒函", "text": "{企业名称}：请准备。", "series": "庆技改函",
            "issuing_body": DETAILS.issuing_body, "issued_on": str(TODAY),
            "group": "library"}  # fmt: skip
    run = call("", told | WHY).json()
    assert (run["total"], run["made"], run["is_done"]) == (1, 1, True)
    assert call(f"/{run['batch']}/zip").content.startswith(b"PK")
    assert call(f"/{run['batch']}/merged").content.startswith(b"%PDF")
    pk = IssuedDocument.objects.get().pk
    sent = call(f"/documents/{pk}/deliveries", {"way": "hand", "delivered_on": str(TODAY)} | WHY)
    assert sent.status_code == 201
    assert call(f"/{run['batch']}").json()["delivered"] == len(call("").json()) == 1
    refused = call(f"/documents/{pk}/confirm", WHY)
    assert refused.json()["code"] == "document.not_found"
    unknown = call("", told | WHY | {"text": "{法人}"})
    assert unknown.json()["code"] == "letters.unknown_place"


def test_letters_are_ordered_by_script(firm, lin, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("{企业名称}：请准备。", encoding="utf-8")
    ran = CliRunner().invoke(
        letters,
        ["order", str(text), "--subject", "提醒函", "--series", "庆技改函", "--issuing-body",
         "庆云县技改办", "--enterprise", firm.credit_code, "--json"],
    )  # fmt: skip
    assert ran.exit_code == 0, ran.output
    document = IssuedDocument.objects.get()
    files = ["files", document.run.batch, "-o", str(tmp_path / "all.pdf"), "--merged"]
    assert CliRunner().invoke(letters, files).exit_code == 0
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF")
    CliRunner().invoke(letters, ["deliver", str(document.pk), "--way", "post"])
    assert Delivery.objects.get().way == "post"
    assert CliRunner().invoke(letters, ["list", "--as", "zhao"]).exit_code == 1
