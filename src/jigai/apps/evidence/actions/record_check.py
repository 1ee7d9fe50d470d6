from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.models import IntegrityCheck
from jigai.domain.change import Change


def record_check(
    *, file_count: int, damaged: list[dict[str, object]], change: Change
) -> IntegrityCheck:
    """Keep what a look at every stored file found, also when it found nothing."""
    with writing("evidence.checked", change):
        return IntegrityCheck.objects.create(
            checked_at=change.at, file_count=file_count, damaged=damaged
        )
