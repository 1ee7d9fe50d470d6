"""Early warning: the model with its quality, and chances within the caller's area."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status

from jigai.api.authentication import change_by, viewer_in
from jigai.api.errors import PROBLEMS
from jigai.api.schemas import Made, Reasoned
from jigai.apps.accounts.permissions import Deed
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.warning.queries.models_kept import KeptModel, model_for
from jigai.domain.early_warning.model import as_plain
from jigai.domain.early_warning.quality import quality_plain
from jigai.domain.early_warning.reasons import Reason
from jigai.flows.fit_warning import fit_warning
from jigai.flows.show_warning import latest_computed, show_warning

router = Router()


class WarningReasonOut(Schema):
    """One fact; ``weight`` is what it adds to the log-odds."""

    zh: str
    en: str
    weight: float


class ChanceOut(Schema):
    """One project: the chance of red at the next round in percent, and why."""

    project_id: int
    project: str
    agency: str
    colour: str
    chance: int
    raising: list[WarningReasonOut]
    lowering: list[WarningReasonOut]


class WarningModelOut(Schema):
    """The newest model; ``quality`` is out of time, Brier scores among it."""

    number: int
    through: str
    is_shown: bool
    weights: dict[str, object]
    quality: dict[str, object]
    data_sha256: str
    receipt: dict[str, object]
    fitted_at: datetime
    fitted_by: str


class WarningOut(Schema):
    """``chances`` is empty where there is no model, or where it is not shown."""

    period: str
    model: WarningModelOut | None
    chances: list[ChanceOut]


@router.get("", response={200: WarningOut, **PROBLEMS})
def show_chances(request: HttpRequest, period: str = "") -> object:
    """From the newest computed round, or from the one asked for."""
    viewer = viewer_in(request)
    model_for(viewer)  # refuses before a round is looked for
    held = round_of(period) if period else latest_computed()
    found = show_warning(viewer, round=held)
    return {
        "period": found.period,
        "model": _model(found.kept) if found.kept else None,
        "chances": [
            {
                "project_id": row.project_id,
                "project": row.project,
                "agency": row.agency,
                "colour": row.colour,
                "chance": row.chance,
                "raising": [_reason(one) for one in row.raising],
                "lowering": [_reason(one) for one in row.lowering],
            }
            for row in found.rows
        ],
    }


@router.post("/fit", response={201: Made, **PROBLEMS})
def fit(request: HttpRequest, given: Reasoned) -> Status[Made]:
    """Fit anew from the published rounds; refused where none was published since."""
    kept = fit_warning(change=change_by(request, Deed.COMPUTE, given.reason))
    return Status(201, Made(id=kept.number))


def _model(kept: KeptModel) -> dict[str, object]:
    return {
        "number": kept.number,
        "through": kept.through,
        "is_shown": kept.is_shown,
        "weights": as_plain(kept.model),
        "quality": quality_plain(kept.quality),
        "data_sha256": kept.data_sha256,
        "receipt": kept.receipt,
        "fitted_at": kept.fitted_at,
        "fitted_by": kept.fitted_by,
    }


def _reason(one: Reason) -> dict[str, object]:
    return {"zh": one.text.zh, "en": one.text.en, "weight": round(one.weight, 4)}
