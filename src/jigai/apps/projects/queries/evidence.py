"""The files of reports, through the gate of their project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.evidence.purposes import purpose_label
from jigai.apps.projects.models import Project, ReportPhoto
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchEvidence(NotFound):
    code = "evidence.not_found"
    message = Sentence("没有编号为{pk}的附件。", "There is no file {pk}.")


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One file of a report; ``sha256`` is of the bytes as stored."""

    id: int
    name: str
    purpose: Sentence
    media_type: str
    size_bytes: int
    sha256: str

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


def evidence_of(report_ids: Collection[int]) -> dict[int, list[EvidenceRow]]:
    """Files by report, in the order in which they came; one query."""
    found: dict[int, list[EvidenceRow]] = defaultdict(list)
    photos = ReportPhoto.objects.filter(report__in=report_ids).select_related("attachment")
    for photo in photos.order_by("id"):
        found[photo.report_id].append(evidence_row(photo))
    return found


def evidence_row(photo: ReportPhoto) -> EvidenceRow:
    kept = photo.attachment
    return EvidenceRow(
        photo.pk,
        kept.name,
        purpose_label(kept.purpose),
        kept.media_type,
        kept.size_bytes,
        kept.sha256,
    )


def evidence_for(viewer: Viewer, pk: int) -> ReportPhoto:
    """A file of a report whose project the viewer may see.

    Raises:
        NoSuchEvidence: it is absent or out of reach.
    """
    seen = Project.objects.visible_to(viewer).values("pk")
    found = ReportPhoto.objects.filter(pk=pk, report__project__in=seen)
    photo = found.select_related("attachment", "report__project").first()
    if photo is None:
        raise NoSuchEvidence(pk=pk)
    return photo
