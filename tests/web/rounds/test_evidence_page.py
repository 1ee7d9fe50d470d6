from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jigai.apps.projects.models import ReportPhoto
from tests.apps.evidence.pictures import camera_picture
from tests.round_cast import PERIOD, building, opened


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }


@pytest.fixture
def due(project):
    building(project)
    opened()
    return project


def photo(content=None, name="现场.jpg"):
    return SimpleUploadedFile(name, content or camera_picture(), "image/jpeg")


def give(browser, project, **more):
    to = reverse("rounds:evidence_give", args=[PERIOD, project.pk])
    return browser.post(to, {"purpose": "arrival", "photo": photo()} | more)


def test_a_unit_gives_a_photo_and_sees_it_on_the_report(sign_in, bo, due):
    browser = sign_in(bo)
    answer = give(browser, due)
    page = browser.get(answer["Location"]).text
    kept = ReportPhoto.objects.get()
    assert "设备到货照片" in page
    assert reverse("rounds:evidence", args=[kept.pk]) in page
    shown = browser.get(reverse("rounds:evidence", args=[kept.pk]))
    assert (shown["Content-Type"], sha256(shown.content).hexdigest()) == (
        "image/jpeg",
        kept.attachment.sha256,
    )


def test_a_report_needs_no_photo(sign_in, bo, due):
    page = sign_in(bo).get(reverse("rounds:report", args=[PERIOD, due.pk])).text
    assert "照片与凭证（选填）" in page
    assert "不强制上传" in page


def test_a_false_hash_and_a_false_kind_are_refused_in_words(sign_in, bo, due):
    browser = sign_in(bo)
    altered = give(browser, due, device_sha256="0" * 64)
    assert (altered.status_code, "传送中被改动" in altered.text) == (409, True)
    program = give(browser, due, photo=photo(b"MZ program"))
    assert (program.status_code, "不是照片或PDF" in program.text) == (409, True)
    assert give(browser, due, photo="").status_code == 409
    assert not ReportPhoto.objects.exists()


def test_it_is_taken_away_again_while_the_report_is_open(sign_in, bo, due):
    browser = sign_in(bo)
    give(browser, due)
    browser.post(reverse("rounds:evidence_remove", args=[ReportPhoto.objects.get().pk]))
    assert not ReportPhoto.objects.exists()


def test_the_reviewer_sees_it_beside_the_figures(sign_in, bo, ren, due):
    browser = sign_in(bo)
    give(browser, due)
    browser.post(
        reverse("rounds:report", args=[PERIOD, due.pk]),
        {"progress_bp": "50", "data_on": "2026-11-15", "is_started": "true"},
    )
    page = sign_in(ren).get(reverse("rounds:review", args=[PERIOD])).text
    assert "本期照片与凭证" in page
    assert "上次没有附件" in page
