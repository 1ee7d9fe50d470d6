from __future__ import annotations

from collections.abc import Sequence

from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.models import IndicatorVersion, Origin
from jigai.domain.change import Change
from jigai.domain.results.indicator import Definition, IndicatorPart

SHIPPED_BECAUSE = "随产品更新 / with the product"


def load_dictionary(*, definitions: Sequence[Definition], change: Change) -> int:
    """Take in the shipped editions that the county does not have yet; asking again adds nothing.

    An edition gets the next number of its indicator, so that the county's own versions keep
    theirs. Returns how many were added.
    """
    known = set(
        IndicatorVersion.objects.filter(origin=Origin.SHIPPED).values_list(
            "indicator", "valid_from"
        )
    )
    fresh = [one for one in definitions if (one.id, one.valid_from) not in known]
    if not fresh:
        return 0
    numbers: dict[str, int] = {}
    for name, number in IndicatorVersion.objects.values_list("indicator", "number"):
        numbers[name] = max(number, numbers.get(name, 0))
    rows = []
    for one in sorted(fresh, key=lambda d: d.valid_from):
        numbers[one.id] = numbers.get(one.id, 0) + 1
        rows.append(version_row(one, number=numbers[one.id], origin=Origin.SHIPPED))
    with writing("indicators.loaded", change):
        IndicatorVersion.objects.bulk_create(rows)
    return len(rows)


def version_row(one: Definition, *, number: int, origin: Origin) -> IndicatorVersion:
    """An unsaved version of a definition."""
    return IndicatorVersion(
        indicator=one.id,
        number=number,
        origin=origin,
        title=one.title.zh,
        title_en=one.title.en,
        meaning=one.meaning.zh,
        meaning_en=one.meaning.en,
        measure=one.measure,
        unit=one.unit.zh,
        unit_en=one.unit.en,
        formula=one.formula,
        parts=[_kept(part) for part in one.parts],
        qualifiers=list(one.qualifiers),
        direction=one.direction,
        level=one.level,
        effect=one.effect,
        is_additive=one.is_additive,
        owner=one.owner.zh,
        owner_en=one.owner.en,
        source=one.source.zh,
        source_en=one.source.en,
        valid_from=one.valid_from,
        changed_because=SHIPPED_BECAUSE if number > 1 else "",
    )


def _kept(part: IndicatorPart) -> dict[str, object]:
    return {
        "name": part.name,
        "title": [part.title.zh, part.title.en],
        "unit": [part.unit.zh, part.unit.en],
    }
