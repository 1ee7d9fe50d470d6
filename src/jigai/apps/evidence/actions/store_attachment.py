from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LARGEST = 64 * 1024 * 1024


class FileEmpty(Refusal):
    code = "attachment.empty"
    message = Sentence("文件“{name}”是空的。", "The file “{name}” is empty.")


class FileTooLarge(Refusal):
    code = "attachment.too_large"
    message = Sentence("文件“{name}”超过64 MB。", "The file “{name}” is larger than 64 MB.")
    remedy = Sentence("请压缩或分成几个文件。", "Compress it or split it.")


def store_attachment(
    *,
    name: str,
    content: bytes,
    media_type: str,
    purpose: str,
    change: Change,
    taken_on: date | None = None,
    device_sha256: str = "",
) -> Attachment:
    """Keep a file under the hash of its bytes; the same bytes are stored once.

    Raises:
        FileEmpty, FileTooLarge, RecordInvalid: as named.
    """
    if not content:
        raise FileEmpty(name=name)
    if len(content) > LARGEST:
        raise FileTooLarge(name=name)
    digest = sha256(content).hexdigest()
    with writing("attachment.stored", change):
        attachment = Attachment(
            sha256=digest,
            name=name[-200:],
            media_type=media_type,
            size_bytes=len(content),
            purpose=purpose,
            taken_on=taken_on,
            device_sha256=device_sha256,
        )
        save_valid(attachment)
        path = stored_at(digest)
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))
    return attachment


def stored_at(digest: str) -> str:
    """Place of the bytes below the files folder: two levels, so that no folder grows large.

    >>> stored_at("abcd")
    'evidence/ab/abcd'
    """
    return f"evidence/{digest[:2]}/{digest}"
