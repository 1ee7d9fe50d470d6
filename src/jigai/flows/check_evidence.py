"""Look at every stored file; name each that differs from its hash, with its project and period."""

from __future__ import annotations

from jigai.apps.evidence.actions.record_check import record_check
from jigai.apps.evidence.models import Attachment, IntegrityCheck
from jigai.apps.evidence.queries.integrity import damaged_files
from jigai.apps.projects.models import ReportPhoto
from jigai.domain.change import Change


def check_evidence(*, change: Change) -> IntegrityCheck:
    """Read all stored files once and keep the result; reading takes no lock."""
    damaged = damaged_files()
    photos = ReportPhoto.objects.filter(attachment__in=[one.id for one in damaged])
    where: dict[int, list[str]] = {}
    for photo in photos.select_related("report__project").order_by("id"):
        said = f"{photo.report.project.name} {photo.report.period}"
        where.setdefault(photo.attachment_id, []).append(said)
    found: list[dict[str, object]] = [
        {
            "attachment": one.id,
            "name": one.name,
            "what": {"zh": one.what.zh, "en": one.what.en},
            "where": "；".join(where.get(one.id, ())),
        }
        for one in damaged
    ]
    return record_check(file_count=Attachment.objects.count(), damaged=found, change=change)
