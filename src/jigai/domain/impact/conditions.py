"""Conditions that must hold before an effect is printed: what was found, asked, and helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jigai.domain.impact.findings import PreTest
from jigai.domain.impact.limits import Limit, Limits
from jigai.domain.impact.panel import NEVER, Panel
from jigai.domain.impact.telling import p_said
from jigai.domain.impact.words import HELPS, TITLES, figures
from jigai.domain.sentence import Sentence, joined

NOT_YET = "notyet"
TWO = 2
TOLD = Sentence("{title}：{figures}", "{title}: {figures}")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: ``is_met`` ``None`` means that it cannot be tested, and so does not pass."""

    name: str
    is_met: bool | None
    figures: Sentence
    source: Sentence

    @property
    def title(self) -> Sentence:
        return TITLES[self.name]

    @property
    def told(self) -> Sentence:
        """Its title with what was found."""
        return TOLD.format(title=self.title, figures=self.figures)

    @property
    def helps(self) -> Sentence:
        """What data would help."""
        return HELPS[self.name]

    def as_json(self) -> dict[str, object]:
        pairs = {"figures": self.figures, "source": self.source}
        said = {name: {"zh": one.zh, "en": one.en} for name, one in pairs.items()}
        return {"name": self.name, "is_met": self.is_met, **said}

    @classmethod
    def from_json(cls, kept: dict[str, object]) -> Condition:
        said = {name: Sentence(**kept[name]) for name in ("figures", "source")}  # type: ignore[arg-type]
        met = kept["is_met"]
        return cls(str(kept["name"]), met if met is None else bool(met), **said)


def all_met(conditions: Sequence[Condition]) -> bool:
    """Unknown does not pass."""
    return all(one.is_met is True for one in conditions)


def design_conditions(panel: Panel, limits: Limits, *, control: str) -> list[Condition]:
    """What can be told before anything is estimated."""
    return [*_counts(panel, limits, control), *_quality(panel, limits)]


def trend_conditions(test: PreTest, panel: Panel, limits: Limits) -> list[Condition]:
    """What the periods before the start say."""
    trend, early = limits["pre_trend_p"], limits["anticipation_p"]
    growth = _growth(panel)
    known = test.p_value is not None and test.statistic is not None
    said = (
        figures(
            "pre_trend",
            statistic=_short(test.statistic),
            degrees=test.degrees,
            p=_p(test.p_value),
            least=f"{trend.value:g}",
            treated=_short(growth[0]),
            compared=_short(growth[1]),
        )
        if known
        else figures("pre_trend_unknown")
    )
    met = test.p_value >= trend.value if test.p_value is not None and known else None
    found = [Condition("pre_trend", met, said, trend.source)]
    last = test.last_before_p
    said = figures("anticipation", p=_p(last), least=f"{early.value:g}")
    met = None if last is None else last >= early.value
    return [*found, Condition("anticipation", met, said, early.source)]


def _counts(panel: Panel, limits: Limits, control: str) -> Iterator[Condition]:
    sizes = panel.sizes
    never, last = sizes.get(NEVER, 0), max(sizes, default=NEVER)
    compared = never or (sizes.get(last, 0) if control == NOT_YET and len(sizes) > 1 else 0)
    treated = sum(count for start, count in sizes.items() if start != NEVER)
    if compared and not never:
        treated -= compared
    yield _least("comparison_units", compared, limits["comparison_units"])
    yield _least("treated_units", treated, limits["treated_units"])
    if panel.cluster:
        of = dict(zip(panel.cluster, panel.cohort, strict=True))
        begun = {c for c, g in zip(panel.cluster, panel.cohort, strict=True) if g != NEVER}
        yield _least("clusters", len(of), limits["clusters"])
        yield _least("treated_clusters", len(begun), limits["treated_clusters"])
    periods = panel.periods
    starts = [start for start in sizes if start != NEVER]
    before = sum(1 for time in periods if starts and time < max(starts))
    tested = before - 1  # the first period has nothing to be compared with
    yield Condition(
        "pre_periods",
        tested >= 1,
        figures("pre_periods", count=max(before, 0)),
        limits["pre_trend_p"].source,
    )


def _least(name: str, found: int, limit: Limit) -> Condition:
    said = figures(name, count=found, least=f"{limit.value:g}")
    return Condition(name, found >= limit.value, said, limit.source)


def _quality(panel: Panel, limits: Limits) -> Iterator[Condition]:
    yield from _attrition(panel, limits)
    for name in panel.covariates:
        inside = _inside(panel, name)
        limit = limits["overlap_share"]
        said = figures("overlap", name=name, share=_percent(inside), least=_percent(limit.value))
        met = None if inside is None else inside >= limit.value
        yield Condition("overlap", met, said, limit.source)
    if panel.measure:
        limit, gap = limits["measure_gap"], _measure_gap(panel)
        said = figures("measure", gap=_percent(gap), most=_percent(limit.value))
        yield Condition("measure", None if gap is None else gap <= limit.value, said, limit.source)


def _attrition(panel: Panel, limits: Limits) -> Iterator[Condition]:
    most, apart = limits["attrition_share"], limits["attrition_gap"]
    kept, left = Counter(c != NEVER for c in panel.cohort_of.values()), Counter(
        c != NEVER for c in panel.left_out
    )  # fmt: skip
    shares = {side: _share(left[side], left[side] + kept[side]) for side in (True, False)}
    whole = _share(sum(left.values()), sum(left.values()) + sum(kept.values()))
    gap = abs(shares[True] - shares[False])
    said = figures(
        "attrition",
        count=sum(left.values()),
        share=_percent(whole),
        gap=_points(gap),
        most=_percent(most.value),
        apart=_points(apart.value),
    )
    met = whole <= most.value and gap <= apart.value
    yield Condition("attrition", met, said, joined([most.source, apart.source]))


def _inside(panel: Panel, name: str) -> float | None:
    """The share of treated units whose first value lies in the range of the never-starters."""
    first = panel.periods[0]
    rows = zip(panel.time, panel.cohort, panel.covariates[name], strict=True)
    values = [(start, value) for time, start, value in rows if time == first]
    compared = [value for start, value in values if start == NEVER]
    treated = [value for start, value in values if start != NEVER]
    if not compared or not treated:
        return None
    low, high = min(compared), max(compared)
    return sum(low <= value <= high for value in treated) / len(treated)


def _measure_gap(panel: Panel) -> float | None:
    """Half the summed distance between the two groups' shares of each way of measuring.

    The periods after the start are looked at alone too: a way that comes in with the programme
    would be taken for its effect.
    """
    rows = list(zip(panel.time, panel.cohort, panel.measure, strict=True))
    starts = [start for _, start, _ in rows if start != NEVER]
    if not starts:
        return None
    first = min(starts)
    return max(
        _apart([r for r in rows if r[0] < first]), _apart([r for r in rows if r[0] >= first])
    )


def _apart(rows: Sequence[tuple[int, int, str]]) -> float:
    sides = [Counter(way for _, g, way in rows if (g != NEVER) is side) for side in (True, False)]
    totals = [sum(one.values()) or 1 for one in sides]
    ways = set(sides[0]) | set(sides[1])
    return sum(abs(sides[0][w] / totals[0] - sides[1][w] / totals[1]) for w in ways) / 2


def _growth(panel: Panel) -> tuple[float | None, float | None]:
    """Mean change of the outcome from period to period before any start: treated, compared."""
    starts = [start for start in panel.sizes if start != NEVER]
    before = [time for time in panel.periods if starts and time < min(starts)]
    if len(before) < TWO:
        before = [time for time in panel.periods if starts and time < max(starts)]
    if len(before) < TWO:
        return None, None
    ends = (before[0], before[-1])
    found = []
    for is_treated in (True, False):
        means = [
            _mean(
                [
                    y
                    for t, g, y in zip(panel.time, panel.cohort, panel.outcome, strict=True)
                    if t == end and (g > before[-1] if is_treated else g == NEVER)
                ]
            )
            for end in ends
        ]
        low, high = means
        found.append(None if low is None or high is None else (high - low) / (len(before) - 1))
    return found[0], found[1]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}".replace(".0%", "%")


def _points(share: float) -> str:
    return f"{share * 100:.1f}".removesuffix(".0")


def _p(p: float | None) -> str:
    return "—" if p is None else p_said(p)


def _short(number: float | None) -> str:
    return "—" if number is None else f"{number:.3g}"
