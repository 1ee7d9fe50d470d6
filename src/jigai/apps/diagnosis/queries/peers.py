"""The peer benchmark: quartiles by industry and size, small groups merged or hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jigai.apps.diagnosis.editions import bank_of
from jigai.apps.diagnosis.models import Answer, Diagnosis, Machine, PeerMinimum, ProcessStep
from jigai.apps.diagnosis.queries.cards import scene_mean
from jigai.apps.diagnosis.queries.lists import rates_of
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Enterprise, EnterpriseSize
from jigai.domain.maturity.bank import Bank
from jigai.domain.maturity.lists import INDICATORS, Computed
from jigai.domain.maturity.peers import ELSE, Peer, PeerGroup, group_for, shown_groups
from jigai.domain.maturity.states import DiagnosisState, Side
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence, joined

USUAL_LEAST = 5
SCORE, SCENES = "score", "scenes."
SIZE_WORDS: dict[str, Sentence] = {
    EnterpriseSize.LARGE: Sentence("大型", "large"),
    EnterpriseSize.MEDIUM: Sentence("中型", "medium"),
    EnterpriseSize.SMALL: Sentence("小型", "small"),
    EnterpriseSize.MICRO: Sentence("微型", "micro"),
    "": Sentence("规模未登记", "size not registered"),
}
EVERYBODY = Sentence("全部参加对标的企业", "all enterprises in the benchmark")
MERGED = Sentence("{names}（合并）", "{names} (merged)")
NO_INDUSTRY = Sentence("行业未登记", "industry not registered")
IN_SIZE = Sentence("{industry} · {size}", "{industry} · {size}")


class NoSuchMetric(Refusal):
    code = "diagnosis.no_such_metric"
    message = Sentence("没有对标项目“{name}”。{near}", "There is no metric “{name}”. {near}")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


@dataclass(frozen=True, slots=True)
class Metric:
    """What is compared; ``is_share``: in per cent."""

    name: str
    title: Sentence
    is_share: bool


@dataclass(frozen=True, slots=True)
class GroupShown:
    """One group with its quartiles; nothing is said of groups that are not in the list."""

    industry: str
    size: str
    title: Sentence
    count: int
    lowest_quarter: Fraction
    median: Fraction
    highest_quarter: Fraction


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One metric over the county.

    Attributes:
        groups: the groups that may be shown, the whole first.
        asked: the narrowest shown group of the industry and size that were asked for; ``None``
            where even the whole is too small.
        is_merged: whether that group is wider than what was asked for.
        own: the value of the enterprise that was asked for, unknown unless settled.
    """

    bank: str
    metric: Metric
    least: int
    groups: tuple[GroupShown, ...]
    asked: GroupShown | None
    is_merged: bool
    own: Fraction | None


@dataclass(frozen=True, slots=True)
class Who:
    industry: str
    size: str


@dataclass(frozen=True, slots=True)
class Material:
    """What all metrics of one bank are reckoned from, read once: enterprise → its own."""

    bank: Bank
    least: int
    latest: Mapping[int, Diagnosis]
    answers: Mapping[int, Mapping[str, str]]
    rates: Mapping[int, tuple[Computed, ...]]
    who: Mapping[int, Who]
    names: Mapping[str, Sentence]


def peer_minimum(*, on: date) -> int:
    """The fewest enterprises of a shown group on a day."""
    found = PeerMinimum.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return found.least if found else USUAL_LEAST


def metrics_of(bank: Bank) -> tuple[Metric, ...]:
    """Score, the groups of scenes, and the rates of the lists."""
    scenes = dict.fromkeys(one.group for one in bank.scenes())
    labels = {group.name: group.label for group in bank.groups}
    return (
        Metric(SCORE, Sentence("得分", "score"), is_share=False),
        *(Metric(f"{SCENES}{name}", labels[name], is_share=False) for name in scenes),
        *(Metric(one.name, one.title, is_share=True) for one in INDICATORS),
    )


def metric_of(bank: Bank, name: str) -> Metric:
    """The metric of a name.

    Raises:
        NoSuchMetric: as named.
    """
    known = {one.name: one for one in metrics_of(bank)}
    if name not in known:
        raise NoSuchMetric(name=name, near=nearest(name, known), known=", ".join(known))
    return known[name]


def benchmark(
    bank: Bank,
    *,
    metric: str,
    on: date,
    enterprise: Enterprise | None = None,
    industry: str = "",
    size: str = "",
) -> Benchmark:
    """Quartiles of one metric over the whole county, in the groups that may be shown.

    Everybody gets the same groups, so that no reach adds up to a smaller one. An enterprise
    counts with its latest diagnosis of the same edition that was handed in, and only with a
    settled value: the assessor's once assessed.

    Args:
        enterprise: whose own value and group are asked for.
        industry, size: the group that is asked for, where no enterprise is.

    Raises:
        NoSuchMetric: as named.
    """
    who = _who([enterprise.pk])[enterprise.pk] if enterprise else Who(industry, size)
    pk = enterprise.pk if enterprise else None
    return _benchmark(_material(bank, on), metric_of(bank, metric), who, pk)


def compared(diagnosis: Diagnosis, *, on: date) -> tuple[Benchmark, ...]:
    """Every metric of the diagnosis' own edition for its enterprise; six queries."""
    bank = bank_of(diagnosis.edition)
    material, pk = _material(bank, on), diagnosis.enterprise_id
    who = material.who.get(pk) or _who([pk])[pk]
    return tuple(_benchmark(material, metric, who, pk) for metric in metrics_of(bank))


def _benchmark(material: Material, metric: Metric, who: Who, pk: int | None) -> Benchmark:
    values = _values(material, metric)
    peers = [
        Peer(material.who[key].industry, material.who[key].size, value)
        for key, value in values.items()
        if key in material.who
    ]
    groups = shown_groups(peers, least=material.least)
    found = group_for(groups, industry=who.industry, size=who.size)
    named = {group.key: _shown(group, material.names) for group in groups}
    wanted = tuple(part for part in (who.industry, who.size) if part)
    return Benchmark(
        bank=material.bank.key,
        metric=metric,
        least=material.least,
        groups=tuple(named.values()),
        asked=named[found.key] if found else None,
        is_merged=found is None or found.key != wanted,
        own=values.get(pk) if pk else None,
    )


def industries() -> list[tuple[str, Sentence]]:
    """The county's directions: code and name."""
    rows = Direction.objects.order_by("pk").values_list("code", "name", "name_en")
    return [(code, Sentence(name, english or name)) for code, name, english in rows]


def _material(bank: Bank, on: date) -> Material:
    latest = _latest(bank)
    keys = {
        *Machine.objects.values_list("enterprise_id", flat=True),
        *ProcessStep.objects.values_list("enterprise_id", flat=True),
    }
    kept = _kept(latest.values())
    return Material(
        bank=bank,
        least=peer_minimum(on=on),
        latest=latest,
        answers={key: kept[one.pk] for key, one in latest.items()},
        rates=rates_of(keys, on=on),
        who=_who({*keys, *latest}),
        names=dict(industries()),
    )


def _values(material: Material, metric: Metric) -> dict[int, Fraction]:
    """The settled values; an enterprise whose value is open does not count."""
    found: dict[int, Fraction | None]
    if metric.is_share:
        found = {key: _rate(computed, metric.name) for key, computed in material.rates.items()}
    elif metric.name == SCORE:
        found = {key: _score(one) for key, one in material.latest.items()}
    else:
        group = metric.name.removeprefix(SCENES)
        found = {
            key: scene_mean(material.bank, group, kept) for key, kept in material.answers.items()
        }
    return {key: value for key, value in found.items() if value is not None}


def _rate(computed: Sequence[Computed], name: str) -> Fraction | None:
    one = next(one.by_count for one in computed if one.indicator.name == name)
    return one.low if one.is_exact else None


def _latest(bank: Bank) -> dict[int, Diagnosis]:
    rows = (
        Diagnosis.objects.filter(edition__digest=bank.digest)
        .exclude(state=DiagnosisState.DRAFT)
        .order_by("started_on", "pk")
    )
    return {row.enterprise_id: row for row in rows}


def _score(one: Diagnosis) -> Fraction | None:
    is_assessed = one.state == DiagnosisState.ASSESSED
    low = one.assessed_score_low if is_assessed else one.own_score_low
    high = one.assessed_score_high if is_assessed else one.own_score_high
    return Fraction(low) if low is not None and low == high else None


def _kept(found: Iterable[Diagnosis]) -> dict[int, dict[str, str]]:
    """Answers of the side that counts, by diagnosis."""
    sides = {
        one.pk: Side.ASSESSOR if one.state == DiagnosisState.ASSESSED else Side.OWN for one in found
    }
    kept: dict[int, dict[str, str]] = {key: {} for key in sides}
    for row in Answer.objects.filter(diagnosis__in=sides):
        if row.side == sides[row.diagnosis_id]:
            kept[row.diagnosis_id][row.question] = row.value
    return kept


def _who(keys: Iterable[int]) -> dict[int, Who]:
    rows = Enterprise.objects.filter(pk__in=list(keys), merged_into=None)
    return {
        pk: Who(code or "", size)
        for pk, code, size in rows.values_list("pk", "direction__code", "size")
    }


def _shown(group: PeerGroup, names: Mapping[str, Sentence]) -> GroupShown:
    key = group.key
    return GroupShown(
        industry=key[0] if key else "",
        size=key[1] if len(key) > 1 else "",
        title=_title(group, names),
        count=group.quartiles.count,
        lowest_quarter=group.quartiles.lowest_quarter,
        median=group.quartiles.median,
        highest_quarter=group.quartiles.highest_quarter,
    )


def _title(group: PeerGroup, names: Mapping[str, Sentence]) -> Sentence:
    if not group.key:
        return EVERYBODY
    if len(group.key) == 1:
        parts = [names.get(name, NO_INDUSTRY) for name in group.members]
        said = joined(parts, zh="、", en=", ")
        return MERGED.format(names=said) if group.key[0] == ELSE else said
    sizes = joined([SIZE_WORDS[name] for name in group.members], zh="、", en=", ")
    size = MERGED.format(names=sizes) if group.key[1] == ELSE else sizes
    return IN_SIZE.format(industry=names.get(group.key[0], NO_INDUSTRY), size=size)
