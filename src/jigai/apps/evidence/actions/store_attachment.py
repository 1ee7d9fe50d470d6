"""Keep a file under the hash of its bytes; the same bytes are stored once."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import Attachment
from jigai.domain.change import Change


def store_attachment(
    *, content: bytes, name: str, media_type: str, purpose: str, change: Change
) -> Attachment:
    """Store the bytes and enter them as evidence with a stated purpose."""
    digest = sha256(content).hexdigest()
    place = stored_at(digest)
    if not default_storage.exists(place):
        default_storage.save(place, ContentFile(content))
    with writing("attachment.stored", change):
        return Attachment.objects.create(
            sha256=digest,
            name=name[-200:],
            media_type=media_type,
            size_bytes=len(content),
            purpose=purpose,
        )


def stored_at(digest: str) -> str:
    """Place of the bytes below the files folder: two levels, so that no folder grows large."""
    return f"evidence/{digest[:2]}/{digest}"
