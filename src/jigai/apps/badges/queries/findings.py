"""Confirmed findings of falsified evidence."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.badges.models import EvidenceFinding
from jigai.domain.sentence import Sentence

FINDINGS = Sentence("核验结论（两人认定）", "verification, confirmed by two persons")


def falsified_projects(project_ids: Collection[int], *, period: str) -> set[int]:
    """Projects with a confirmed finding in the period; an unconfirmed one does not count."""
    found = EvidenceFinding.objects.filter(
        project__in=project_ids, period=period, confirmed_at__isnull=False
    )
    return set(found.values_list("project_id", flat=True))
