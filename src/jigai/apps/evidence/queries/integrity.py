"""Whether every stored file still has the bytes of its hash."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.files.storage import default_storage

from jigai.apps.evidence.actions.store_attachment import stored_at
from jigai.apps.evidence.models import Attachment
from jigai.domain.sentence import Sentence

MISSING = Sentence("文件不见了", "The file is gone")
ALTERED = Sentence("文件内容已被改动", "The file was altered")


@dataclass(frozen=True, slots=True)
class DamagedFile:
    id: int
    name: str
    what: Sentence


def damaged_files() -> list[DamagedFile]:
    """Attachments whose file is missing or differs from its hash."""
    problems: dict[str, Sentence | None] = {}
    found = []
    for key, digest, name in Attachment.objects.order_by("id").values_list("pk", "sha256", "name"):
        if digest not in problems:
            problems[digest] = _problem(digest)
        if what := problems[digest]:
            found.append(DamagedFile(key, name, what))
    return found


def _problem(digest: str) -> Sentence | None:
    if not default_storage.exists(stored_at(digest)):
        return MISSING
    with default_storage.open(stored_at(digest)) as stream:
        return None if sha256(stream.read()).hexdigest() == digest else ALTERED
