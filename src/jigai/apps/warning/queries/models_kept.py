"""The newest model, and every one as a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.warning.models import WarningModel
from jigai.domain.early_warning.model import Model, from_plain
from jigai.domain.early_warning.quality import Quality, quality_from


@dataclass(frozen=True, slots=True)
class KeptModel:
    """A model with its quality and receipt."""

    number: int
    through: str
    model: Model
    quality: Quality
    is_shown: bool
    data_sha256: str
    receipt: dict[str, Any]
    fitted_at: datetime
    fitted_by: str


def newest_model() -> KeptModel | None:
    """The model that holds; ``None`` before the first one."""
    found = WarningModel.objects.order_by("-number").first()
    return _kept(found) if found else None


def model_for(viewer: Viewer) -> KeptModel | None:
    """The same for a person of the staff.

    Raises:
        RoleMissing: enterprises read no chances.
    """
    require(viewer, Deed.READ_CHECKS)
    return newest_model()


def _kept(found: WarningModel) -> KeptModel:
    return KeptModel(
        found.number,
        found.through,
        from_plain(found.weights),
        quality_from(found.quality),
        found.is_shown,
        found.data_sha256,
        found.receipt,
        found.fitted_at,
        found.fitted_by,
    )
