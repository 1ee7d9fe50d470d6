from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.set_target_parts import TargetFrozen
from jigai.apps.planning.models import SplitState, TargetPart, TargetSplit
from jigai.apps.planning.queries.targets import balance_of, indicator_of
from jigai.domain.change import Change
from jigai.domain.quantities import number_text
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

PLACES = 6


class PartsFallShort(Refusal):
    code = "targets.parts_fall_short"
    message = Sentence(
        "各部分合计 {joined}{unit}，比总目标 {whole}{unit} 少 {missing}{unit}，"
        "超出容差 {tolerance}{unit}，不能发布。",
        "The parts make {joined} {unit}: {missing} {unit} short of the whole of {whole} {unit}, "
        "beyond the tolerance of {tolerance} {unit}; it is not published.",
    )
    remedy = Sentence("请把差额分到各部分，或调整总目标。", "Give out the rest, or set the whole.")


class PartsExceed(Refusal):
    code = "targets.parts_exceed"
    message = Sentence(
        "各部分合计 {joined}{unit}，比总目标 {whole}{unit} 多 {missing}{unit}，"
        "超出容差 {tolerance}{unit}，不能发布。",
        "The parts make {joined} {unit}: {missing} {unit} above the whole of {whole} {unit}, "
        "beyond the tolerance of {tolerance} {unit}; it is not published.",
    )
    remedy = Sentence("请调减各部分，或调整总目标。", "Lower the parts, or set the whole.")


class NothingToJoin(Refusal):
    code = "targets.nothing_to_join"
    message = Sentence(
        "还没有分解，或加权指标缺权重，不能发布。",
        "There are no parts, or a mean lacks a weight; it is not published.",
    )
    remedy = Sentence("请填齐各部分及其权重。", "Fill in every part and its weight.")


class OtherThanAbove(Refusal):
    code = "targets.other_than_above"
    message = Sentence(
        "上级分解给“{division}”的是 {given}{unit}，这里的总目标是 {whole}{unit}。",
        "The level above gave “{division}” {given} {unit}; the whole here is {whole} {unit}.",
    )
    remedy = Sentence(
        "请与上级发布的分解一致，或请上级更正重发。",
        "Set the whole as published above, or let the level above restate.",
    )


def publish_target(*, split: TargetSplit, change: Change) -> TargetSplit:
    """Freeze a split whose parts add up to its whole within its tolerance.

    Raises:
        TargetFrozen, NothingToJoin, PartsFallShort, PartsExceed, OtherThanAbove: as named.
    """
    with writing("target.published", change):
        split.refresh_from_db()
        if split.state != SplitState.DRAFT:
            raise TargetFrozen(edition=split.edition)
        _refuse_unbalanced(split)
        _refuse_other_than_above(split)
        split.state = SplitState.PUBLISHED
        split.published_at, split.published_by = change.at, change.actor.name
        split.digest = _digest(split)
        split.save(update_fields=["state", "published_at", "published_by", "digest"])
    return split


def _refuse_unbalanced(split: TargetSplit) -> None:
    found = balance_of(split)
    if found.joined is None or found.missing is None:
        raise NothingToJoin
    if found.holds:
        return
    said: Any = {
        "unit": indicator_of(split).unit,
        "joined": _text(found.joined),
        "whole": _text(Decimal(split.value)),
        "missing": _text(abs(found.missing)),
        "tolerance": _text(Decimal(split.tolerance)),
    }
    raise (PartsFallShort if found.missing > 0 else PartsExceed)(**said)


def _refuse_other_than_above(split: TargetSplit) -> None:
    """The edition that holds above is the latest published one of the parent area."""
    above = (
        TargetSplit.objects.filter(
            indicator=split.indicator,
            year=split.year,
            division_id=split.division.parent_id or 0,
            state=SplitState.PUBLISHED,
        )
        .order_by("-edition")
        .first()
    )
    part = TargetPart.objects.filter(split=above, division=split.division_id).first()
    if above is None or part is None:
        return
    if abs(Decimal(part.value) - Decimal(split.value)) > Decimal(above.tolerance):
        raise OtherThanAbove(
            division=split.division.name,
            given=_text(Decimal(part.value)),
            whole=_text(Decimal(split.value)),
            unit=indicator_of(split).unit,
        )


def _text(value: Fraction | Decimal) -> str:
    return number_text(value, places=PLACES)


def _digest(split: TargetSplit) -> str:
    """Hash of everything that the edition says, its parts in a fixed order."""
    parts = split.parts.order_by("division_id", "agency_id", "pk")
    said: Any = {
        "target": [split.indicator, split.year, split.division.code, split.edition],
        "whole": [split.value, split.tolerance, split.basis],
        "parts": [[p.division_id, p.agency_id, p.value, p.weight] for p in parts],
    }
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
