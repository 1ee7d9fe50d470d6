"""The bytes of an attachment, checked against their hash."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.storage import default_storage

from jigai.apps.evidence.actions.store_attachment import stored_at
from jigai.apps.evidence.models import Attachment
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class EvidenceAltered(Refusal):
    code = "evidence.altered"
    message = Sentence(
        "文件“{name}”与登记的指纹不符，可能被改动或损坏。",
        "The file “{name}” differs from its recorded hash; it was altered or damaged.",
    )
    remedy = Sentence("请从备份恢复该文件。", "Restore the file from a backup.")


def content_of(attachment: Attachment) -> bytes:
    """The stored bytes.

    Raises:
        EvidenceAltered: they are missing or no longer fit their hash.
    """
    place = stored_at(attachment.sha256)
    if not default_storage.exists(place):
        raise EvidenceAltered(name=attachment.name)
    with default_storage.open(place) as stream:
        content: bytes = stream.read()
    if sha256(content).hexdigest() != attachment.sha256:
        raise EvidenceAltered(name=attachment.name)
    return content
