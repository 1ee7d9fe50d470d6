"""The estimators: group-time effects, what stands beside them, and few-cluster inference.

Imported by the estimating process, the measurement and tests alone: it brings pandas and SciPy.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
import pandas as pd
from diff_diff import BaconDecomposition, CallawaySantAnna, ImputationDiD, SurveyDesign
from diff_diff.utils import wild_bootstrap_se

from jigai.domain.impact.findings import (
    Bacon,
    Beside,
    Comparison,
    FewClusters,
    Findings,
)
from jigai.domain.impact.panel import NEVER, Panel
from jigai.domain.impact.refusals import EstimatorGaveUp
from jigai.exchange.impact.aggregates import Influences, Vector, aggregates, pre_test

CONTROLS = {"never": "never_treated", "notyet": "not_yet_treated"}
FEW = 20
"""Below so many clusters the bootstrap draws Webb's six-point weights, else Rademacher's."""
DRAWS = 999
LIBRARIES = ("diff-diff", "numpy", "scipy", "pandas")


@dataclass(frozen=True, slots=True)
class Options:
    """How to estimate.

    Attributes:
        control: ``never`` or ``notyet``.
        base: ``varying`` compares each period before the start with the one before it,
            ``universal`` every period with the last before the start.
        seed: of the bootstraps.
    """

    control: str = "never"
    base: str = "varying"
    seed: int = 20260101
    draws: int = DRAWS


REFUSED = (ValueError, NotImplementedError, np.linalg.LinAlgError)
"""How diff-diff refuses a panel: a value that it does not take, a design that it says it does not
offer, a matrix that cannot be inverted."""


def estimate(panel: Panel, options: Options) -> Findings:
    """Everything of one panel.

    Raises:
        EstimatorGaveUp: the library refuses, in its words.
    """
    frame = frame_of(panel)
    notes: list[str] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            fitted = fit(frame, panel, options)
            found = influences(fitted, panel)
            varying = found
            if options.base != "varying":
                tested = Options(options.control, "varying", options.seed, options.draws)
                varying = influences(fit(frame, panel, tested), panel)
            decomposed, beside = bacon(panel), _imputed(frame, panel)
            few = _few_clusters(frame, panel, options, found)
        notes += sorted({str(one.message) for one in caught if one.category is UserWarning})
    except REFUSED as fault:
        raise EstimatorGaveUp(fault=str(fault).strip().splitlines()[0][:300]) from None
    twfe = Beside("twfe", few[1].att, few[1].se)
    return Findings(
        att_gt=found.cells(),
        aggregate=aggregates(found),
        pre_test=pre_test(varying),
        beside=(twfe, *beside),
        few_clusters=few,
        bacon=decomposed,
        units=len(panel.cohort_of),
        clusters=found.count,
        se_kind="influence_clustered" if panel.cluster else "influence_by_unit",
        versions={name: version(name) for name in LIBRARIES},
        notes=tuple(notes),
    )


def frame_of(panel: Panel) -> pd.DataFrame:
    """The panel as the library reads it; covariates are renamed so that no name collides."""
    columns: dict[str, Any] = {
        "unit": panel.unit,
        "time": panel.time,
        "cohort": panel.cohort,
        "outcome": panel.outcome,
    }
    for number, values in enumerate(panel.covariates.values()):
        columns[f"x{number}"] = values
    if panel.weights:
        columns["weights"] = np.array(panel.weights) / np.mean(panel.weights)
    if panel.cluster:
        columns["cluster"] = panel.cluster
    return pd.DataFrame(columns)


def fit(frame: pd.DataFrame, panel: Panel, options: Options, *, draws: int = 0) -> Any:
    """Callaway and Sant'Anna, doubly robust where there are covariates."""
    model = CallawaySantAnna(
        control_group=CONTROLS[options.control],
        base_period=options.base,
        cluster="cluster" if draws and panel.cluster else None,
        n_bootstrap=draws,
        bootstrap_weights=_weights_for(panel) if draws else None,
        seed=options.seed,
    )
    return model.fit(
        frame,
        outcome="outcome",
        unit="unit",
        time="time",
        first_treat="cohort",
        covariates=[f"x{n}" for n in range(len(panel.covariates))] or None,
        survey_design=SurveyDesign(weights="weights") if panel.weights else None,
    )


def influences(fitted: Any, panel: Panel) -> Influences:
    """Effects with the influence of every unit on them, as the library keeps both.

    A cell that it could not estimate is left out; the base period of a universal base has no error.
    """
    kit = fitted._aggregation_kit  # noqa: SLF001 - the pinned library offers no public way
    units = [int(one) for one in np.unique(panel.unit)]
    cohort_of = panel.cohort_of
    keys, effects, rows = [], [], []
    for key, told in fitted.group_time_effects.items():
        kept = kit.influence.get(key)
        if kept is None or not math.isfinite(told["effect"]):
            continue
        row = np.zeros(len(units))
        row[kept["treated_idx"]] += kept["treated_inf"]
        row[kept["control_idx"]] += kept["control_inf"]
        keys.append((int(key[0]), int(key[1])))
        effects.append(float(told["effect"]))
        rows.append(row)
    if not any(time >= group for group, time in keys):
        raise EstimatorGaveUp(fault="no group-time effect could be identified")
    weights = _by_unit(panel, panel.weights) if panel.weights else np.ones(len(units))
    clusters = _by_unit(panel, panel.cluster).astype(int) - 1 if panel.cluster else None
    return Influences(
        tuple(keys),
        np.array(effects),
        np.array(rows),
        np.array([cohort_of[one] for one in units]),
        weights / weights.mean(),
        clusters,
    )


def bacon(panel: Panel) -> Bacon:
    """Goodman-Bacon decomposition of the two-way fixed effects estimate, without covariates."""
    fitted = BaconDecomposition(weights="exact").fit(
        frame_of(panel), outcome="outcome", unit="unit", time="time", first_treat="cohort"
    )
    weights, estimates = fitted.weight_by_type(), fitted.effect_by_type()
    kinds = tuple(
        (kind, float(weight), float(estimates[kind]))
        for kind, weight in weights.items()
        if weight and estimates[kind] is not None
    )
    rows = tuple(
        Comparison(
            one.comparison_type,
            int(one.treated_group),
            NEVER if one.control_group == "never_treated" else int(one.control_group),
            float(one.weight),
            float(one.estimate),
        )
        for one in fitted.comparisons
    )
    return Bacon(float(fitted.twfe_estimate), kinds, rows)


def _imputed(frame: pd.DataFrame, panel: Panel) -> list[Beside]:
    """Borusyak, Jaravel and Spiess: imputed from never- and not-yet-starters; unweighted alone."""
    if panel.weights or panel.covariates:
        return []
    model = ImputationDiD(cluster="cluster" if panel.cluster else None)
    found = model.fit(frame, outcome="outcome", unit="unit", time="time", first_treat="cohort")
    return [Beside("imputation", float(found.att), float(found.se))]


def _few_clusters(
    frame: pd.DataFrame, panel: Panel, options: Options, found: Influences
) -> tuple[FewClusters, FewClusters]:
    """A wild bootstrap of the simple aggregate, and the restricted one of two-way fixed effects."""
    fitted = fit(frame, panel, options, draws=options.draws)
    low, high = fitted.conf_int
    common: dict[str, Any] = {
        "clusters": found.count,
        "treated_clusters": _treated_clusters(panel),
        "weights": _weights_for(panel),
        "seed": options.seed,
    }
    of_simple = FewClusters(
        of="simple",
        draws=options.draws,
        att=float(fitted.att),
        se=float(fitted.se),
        low=float(low),
        high=float(high),
        p_value=float(fitted.p_value),
        **common,
    )
    return of_simple, _restricted(panel, options, common)


def _restricted(panel: Panel, options: Options, common: Mapping[str, Any]) -> FewClusters:
    """Cameron, Gelbach and Miller's restricted wild cluster bootstrap, by test inversion."""
    outcome, treated, weights = _demeaned(panel)
    root = np.sqrt(weights)
    y, design = outcome * root, (treated * root)[:, None]
    ids = np.array(panel.cluster or panel.unit)
    att = float(design[:, 0] @ y / (design[:, 0] @ design[:, 0]))
    found = wild_bootstrap_se(
        design,
        y,
        y - design[:, 0] * att,
        ids,
        0,
        n_bootstrap=options.draws,
        weight_type=common["weights"],
        seed=options.seed,
    )
    return FewClusters(
        of="twfe",
        draws=int(found.n_bootstrap),
        att=att,
        se=float(found.se),
        low=float(found.ci_lower),
        high=float(found.ci_upper),
        p_value=float(found.p_value),
        **common,
    )


def _demeaned(panel: Panel) -> tuple[Vector, Vector, Vector]:
    """Outcome and treatment less the means of unit and period; weights are constant in a unit."""
    shape = (len(panel.cohort_of), len(panel.periods))
    weights = np.array(panel.weights or [1.0] * len(panel.unit)).reshape(shape)
    cohort, time = np.array(panel.cohort), np.array(panel.time)
    treated = ((cohort != NEVER) & (time >= cohort)).astype(float)
    made = []
    for column in (np.array(panel.outcome), treated):
        table = column.reshape(shape)
        table = table - table.mean(axis=1, keepdims=True)
        made.append((table - np.average(table, axis=0, weights=weights[:, 0])).ravel())
    return made[0], made[1], weights.ravel()


def _weights_for(panel: Panel) -> str:
    count = len(set(panel.cluster)) if panel.cluster else len(panel.cohort_of)
    return "webb" if count < FEW else "rademacher"


def _treated_clusters(panel: Panel) -> int:
    ids = panel.cluster or panel.unit
    return len({one for one, start in zip(ids, panel.cohort, strict=True) if start != NEVER})


def _by_unit(panel: Panel, column: tuple[Any, ...]) -> Vector:
    """The first value of each unit, in the order of their numbers."""
    return np.array(column, dtype=float).reshape(len(panel.cohort_of), len(panel.periods))[:, 0]
