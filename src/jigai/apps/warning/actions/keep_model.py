from __future__ import annotations

from typing import Any

from django.db.models import Max

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.warning.models import WarningModel
from jigai.domain.change import Change
from jigai.domain.early_warning.model import Model, as_plain
from jigai.domain.early_warning.quality import Quality, quality_plain


def keep_model(
    *,
    model: Model,
    quality: Quality,
    through: str,
    data_sha256: str,
    receipt: dict[str, Any],
    change: Change,
) -> WarningModel:
    """Keep a fitted model as the newest one; it is shown only where its quality allows."""
    with writing("warning_model.fitted", change):
        last = WarningModel.objects.aggregate(last=Max("number"))["last"] or 0
        kept = WarningModel(
            number=last + 1,
            through=through,
            weights=as_plain(model),
            quality=quality_plain(quality),
            is_shown=quality.is_shown,
            data_sha256=data_sha256,
            receipt=receipt,
            fitted_at=change.at,
            fitted_by=change.actor.name,
        )
        save_valid(kept)
    return kept
