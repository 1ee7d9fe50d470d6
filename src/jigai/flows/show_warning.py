"""Chances of red at the next round, project by project, within a person's area."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round
from jigai.apps.warning.queries.models_kept import KeptModel, model_for
from jigai.apps.warning.queries.sightings import histories_at
from jigai.domain.early_warning.reasons import Reason, reasons
from jigai.domain.early_warning.sightings import values_of

HUNDRED = 100
HIGH = 50
"""From this chance in percent a project is put before the reviewer."""


@dataclass(frozen=True, slots=True)
class ChanceRow:
    """One project: its colour now, the chance of red at the next round in percent, the reasons."""

    project_id: int
    project: str
    agency: str
    colour: str
    chance: int
    raising: tuple[Reason, ...]
    lowering: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class WarningShown:
    """The model and what it says of a round; no rows where the model is not shown."""

    kept: KeptModel | None
    period: str
    rows: tuple[ChanceRow, ...]


def latest_computed() -> Round | None:
    """The newest round with badges."""
    return Round.objects.filter(badges__isnull=False).order_by("-ends_on").first()


def round_before(round: Round) -> Round | None:
    """The newest round with badges before another."""
    earlier = Round.objects.filter(badges__isnull=False, ends_on__lt=round.ends_on)
    return earlier.order_by("-ends_on").first()


def show_warning(
    viewer: Viewer, *, round: Round | None, project_ids: Collection[int] | None = None
) -> WarningShown:
    """Chances of the projects that the viewer may see, the highest first.

    Args:
        round: the round that they are made from; its successor is what they speak of.

    Raises:
        RoleMissing: the viewer is no member of staff.
    """
    kept = model_for(viewer)
    if kept is None or not kept.is_shown or round is None:
        return WarningShown(kept, round.period if round else "", ())
    seen = Project.objects.visible_to(viewer).filter(is_withdrawn=False)
    if project_ids is not None:
        seen = seen.filter(pk__in=project_ids)
    named = {
        key: (name, agency or "")
        for key, name, agency in seen.values_list("pk", "name", "responsible_agency__name")
    }
    rows = []
    for key, history in histories_at(round, named).items():
        why = reasons(kept.model, history)
        rows.append(
            ChanceRow(
                key,
                *named[key],
                history[-1].colour,
                round_percent(kept.model.chance(values_of(history))),
                tuple(one for one in why if one.raises),
                tuple(one for one in why if not one.raises),
            )
        )
    return WarningShown(
        kept, round.period, tuple(sorted(rows, key=lambda r: (-r.chance, r.project, r.project_id)))
    )


def round_percent(chance: float) -> int:
    """Whole percent; never 0 or 100, since nothing is certain.

    >>> round_percent(0.999), round_percent(0.0), round_percent(0.426)
    (99, 1, 43)
    """
    return min(max(int(chance * HUNDRED + 0.5), 1), HUNDRED - 1)
