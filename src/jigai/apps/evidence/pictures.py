"""What a sent file really is, and pictures made small without what a camera writes into them."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LONGEST_SIDE = 1920
QUALITY = 85
MOST_PIXELS = 80_000_000
LARGEST = 20 * 1024 * 1024
PICTURES = ("JPEG", "PNG", "WEBP")


class KindNotTaken(Refusal):
    code = "evidence.kind_not_taken"
    message = Sentence(
        "文件“{name}”不是照片或PDF（按内容判断）。",
        "The file “{name}” is neither a picture nor a PDF, judged by its content.",
    )
    remedy = Sentence("请上传JPEG、PNG、WebP照片或PDF。", "Send a JPEG, PNG or WebP, or a PDF.")


class EvidenceTooLarge(Refusal):
    code = "evidence.too_large"
    message = Sentence("文件“{name}”太大。", "The file “{name}” is too large.")
    remedy = Sentence("请控制在20 MB、8000万像素以内。", "Keep to 20 MB and 80 million pixels.")


@dataclass(frozen=True, slots=True)
class Kept:
    """The bytes that are stored, and their type by content."""

    content: bytes
    media_type: str


def kept_form(content: bytes, *, name: str) -> Kept:
    """A PDF as it is; a picture upright, at most 1920 pixels long, without place, time or device.

    The same picture always gives the same bytes, so that a repeated one is found by its hash.

    Raises:
        EvidenceTooLarge, KindNotTaken: as named.
    """
    if len(content) > LARGEST:
        raise EvidenceTooLarge(name=name)
    if content.startswith(b"%PDF-"):
        return Kept(content, "application/pdf")
    try:
        return Kept(_shrunk(content, name), "image/jpeg")
    except (OSError, SyntaxError, ValueError):
        raise KindNotTaken(name=name) from None


def _shrunk(content: bytes, name: str) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(BytesIO(content), formats=PICTURES) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise EvidenceTooLarge(name=name)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = BytesIO()
    bare.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
