from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.models import PlanGap
from jigai.apps.planning.numbers import exact_text
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change


def record_gap(*, enterprise: Enterprise, values: Mapping[str, Any], change: Change) -> PlanGap:
    """Keep what a diagnosis found missing, with the paper that says so.

    Args:
        values: title, theme, indicator, baseline, wanted, unit, found_on, found_by, origin.

    Raises:
        NotANumber, RecordInvalid: as named.
    """
    kept = {**values}
    for name in ("baseline", "wanted"):
        kept[name] = exact_text(kept.get(name))
    with writing("gap.recorded", change):
        gap = PlanGap(enterprise=enterprise, **kept)
        save_valid(gap)
    return gap
