"""The model, how good it is on later rounds, and the chances where it is good enough."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.warning.queries.models_kept import KeptModel
from jigai.domain.early_warning.quality import (
    LEAST_DATES,
    LEAST_REDS,
    LEAST_TESTED,
    MODEL,
    RIVALS,
)
from jigai.domain.early_warning.reasons import NAMES
from jigai.flows.fit_warning import fit_warning
from jigai.flows.show_warning import latest_computed, show_warning
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell
from jigai.web.warning.quality_chart import reliability_chart, reliability_rows

PLACES = 4
RECEIPT = {
    "sightings": gettext_lazy("项目期次"),
    "examples": gettext_lazy("前后两期的例子"),
    "penalty": gettext_lazy("收缩强度"),
    "train_part": gettext_lazy("先拟合的期次占比"),
    "least_tested": gettext_lazy("检验最少项次"),
    "least_reds": gettext_lazy("检验最少红牌"),
    "least_dates": gettext_lazy("检验最少期数"),
    "seed": gettext_lazy("重抽样种子"),
    "jigai": gettext_lazy("系统版本"),
}


@require_safe
def show(request: PageRequest, period: str = "") -> HttpResponse:
    """Of the newest computed round, or of the one asked for."""
    require(request.viewer, Deed.READ_CHECKS)
    held = round_of(period) if period else latest_computed()
    found = show_warning(request.viewer, round=held)
    shown: dict[str, Any] = {
        "kept": found.kept,
        "period": found.period,
        "rows": found.rows,
        "may_fit": may(request.viewer, Deed.COMPUTE),
    }
    if found.kept is not None:
        shown |= _quality(found.kept)
    return render(request, "warning/show.html", shown)


@require_POST
def fit(request: PageRequest) -> HttpResponse:
    """Fit anew from the published rounds."""
    require(request.viewer, Deed.COMPUTE)
    kept = fit_warning(change=change_by(request, _("重新拟合早期预警")))
    tell(
        request,
        _("第 %(number)s 号模型已拟合并检验。") % {"number": kept.number},
    )
    return redirect("warning:show")


def _quality(kept: KeptModel) -> dict[str, Any]:
    quality = kept.quality
    mine = quality.brier.get(MODEL)
    return {
        "quality": quality,
        "scores": [
            (said_on_page(words), f"{quality.brier[key]:.{PLACES}f}", key not in quality.beaten_by)
            for key, words in RIVALS.items()
            if key in quality.brier
        ],
        "mine": "" if mine is None else f"{mine:.{PLACES}f}",
        "gain": (f"{quality.gain_low:+.{PLACES}f}", f"{quality.gain_high:+.{PLACES}f}"),
        "calibration": f"{quality.calibration_error:.1%}",
        "beaten_by": [said_on_page(RIVALS[key]) for key in quality.beaten_by],
        "is_enough": quality.is_enough,
        "least": {"tested": LEAST_TESTED, "reds": LEAST_REDS, "dates": LEAST_DATES},
        "chart": reliability_chart(quality) if quality.bins else None,
        "chart_rows": reliability_rows(quality),
        "dates": [
            (one, f"{one.expected:.1f}", f"{one.model:.{PLACES}f}",
             f"{one.same_colour:.{PLACES}f}", one.model < one.same_colour)
            for one in quality.dates
        ],
        "lost": len(quality.dates_lost),
        "receipt": [(RECEIPT.get(name, name), value) for name, value in kept.receipt.items()],
        "terms": [
            (said_on_page(NAMES[term.key]), f"{term.weight:+.2f}", term.weight > 0)
            for term in sorted(kept.model.terms, key=lambda t: -abs(t.weight))
        ],
    }  # fmt: skip
