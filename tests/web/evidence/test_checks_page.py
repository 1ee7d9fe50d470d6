from django.urls import reverse

from jigai.apps.evidence.actions.store_attachment import store_attachment
from tests.cast import _person, change


def test_the_auditor_sees_what_the_check_found(
    sign_in, county, django_user_model, settings, tmp_path
):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    store_attachment(
        name="验收单.pdf", content=b"%PDF-", media_type="application/pdf", purpose="acceptance",
        change=change(),
    )  # fmt: skip
    browser = sign_in(_person(django_user_model, "he", "何某", "auditor"))
    assert "还没有检查过" in browser.get(reverse("evidence:checks")).text
    for kept in tmp_path.rglob("*"):
        if kept.is_file():
            kept.write_bytes(b"%PDF+")
    browser.post(reverse("evidence:check_now"))
    page = browser.get(reverse("evidence:checks")).text
    assert "1 个文件与登记的指纹不符" in page
    assert "验收单.pdf" in page


def test_others_do_not(office):
    assert office.get(reverse("evidence:checks")).status_code == 403
