from __future__ import annotations

import io
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
        )
        save_valid(attachment)
        path = path_of(digest)
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))
    return attachment


def path_of(digest: str) -> str:
    """Where the bytes of a hash are kept: two letters, then the whole.

    >>> path_of("abcd")
    'ab/abcd'
    """
    return f"{digest[:2]}/{digest}"


def content_of(attachment: Attachment) -> bytes:
    """The bytes of an attachment.

    Raises:
        FileNotFoundError: the file is gone from the folder.
    """
    with default_storage.open(path_of(attachment.sha256)) as stream:
        return io.BytesIO(stream.read()).getvalue()
