from io import BytesIO

import pytest
from PIL import Image

from jigai.apps.evidence import pictures
from jigai.apps.evidence.pictures import EvidenceTooLarge, KindNotTaken, kept_form
from tests.apps.evidence.pictures import camera_picture


def test_a_photo_is_small_upright_and_without_place_or_device():
    kept = kept_form(camera_picture(), name="a.jpg")
    shown = Image.open(BytesIO(kept.content))
    assert (kept.media_type, shown.size) == ("image/jpeg", (960, 1920))
    assert dict(shown.getexif()) == {}
    assert b"Camera" not in kept.content


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(form):
    assert kept_form(camera_picture(form=form), name="a").media_type == "image/jpeg"


def test_the_same_photo_gives_the_same_bytes():
    assert kept_form(camera_picture(), name="a") == kept_form(camera_picture(), name="b")


def test_a_pdf_stays_as_it_is():
    assert kept_form(b"%PDF-1.7 paper", name="a.jpg").media_type == "application/pdf"


@pytest.mark.parametrize(
    "content", [b"MZ program", b"<svg onload=x>", b"GIF89a...", b"\xff\xd8\xff"]
)
def test_what_is_neither_by_content_is_refused_whatever_its_name(content):
    with pytest.raises(KindNotTaken):
        kept_form(content, name="photo.jpg")


def test_too_many_bytes_or_pixels_are_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(EvidenceTooLarge):
        kept_form(camera_picture(), name="a")
    monkeypatch.setattr(pictures, "LARGEST", 10)
    with pytest.raises(EvidenceTooLarge):
        kept_form(b"%PDF-1.7 paper", name="a")
