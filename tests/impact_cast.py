"""Panels of the cast: one whose effect of 3 can be told, and one whose trends are not parallel."""

from __future__ import annotations

import csv
import io

from jigai.apps.impact.actions.order_analysis import AnalysisOrder
from jigai.domain.impact.panel import PanelColumns
from jigai.exchange.impact.estimators import Options, estimate
from jigai.exchange.impact.simulated import simulated_panel
from jigai.flows.estimate_impact import ImpactOptions
from jigai.flows.impact_panel import order_from_file
from tests.cast import change

HEADS = ("firm", "year", "start", "output")
COLUMNS = PanelColumns(*HEADS)
SOUND, DRIFTING = (11, 0.0), (12, 1.0)
FEW_DRAWS = ImpactOptions(draws=99)


def panel_csv(seed, drift):
    """A simulated panel as a table with names of firms."""
    panel = simulated_panel(seed, drift=drift)
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(HEADS)
    for unit, time, start, value in zip(
        panel.unit, panel.time, panel.cohort, panel.outcome, strict=True
    ):
        out.writerow([f"庆云第{unit}厂", time, start, value])
    return text.getvalue().encode()


def ordered(kind, title="技改与人均产值"):
    """An analysis that waits for the background."""
    return order_from_file(
        order=AnalysisOrder(title, "人均产值", file_name="panel.csv"),
        content=panel_csv(*kind),
        columns=COLUMNS,
        options=FEW_DRAWS,
        leave_out=False,
        change=change("年底评估"),
    )


def here(panel, options):
    """The estimation in this process, as the one of its own does it."""
    return estimate(panel, Options(**options))


def figures_of(kind):
    """Every number of an effect that a panel would give, as it would be written."""
    seed, drift = kind
    found = estimate(simulated_panel(seed, drift=drift), Options(draws=99))
    effects = [*found.att_gt, *(one.overall for one in found.aggregate.values())]
    effects += [part for one in found.aggregate.values() for part in one.parts]
    numbers = [n for one in effects for n in (one.att, one.se, one.low, one.high)]
    numbers += [found.bacon.estimate, *(one.att for one in found.beside)]
    return {f"{abs(n):.4f}"[:6] for n in numbers} | {f"{abs(n):.6f}" for n in numbers}
