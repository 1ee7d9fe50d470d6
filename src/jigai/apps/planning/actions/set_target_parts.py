from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.draft_target import not_below_nought
from jigai.apps.planning.models import SplitState, TargetPart, TargetSplit
from jigai.apps.reference.models import Division
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class TargetFrozen(Refusal):
    code = "targets.frozen"
    message = Sentence(
        "第 {edition} 版已发布，不能再改。", "Edition {edition} is published and stays as it is."
    )
    remedy = Sentence("请用“更正重发”另起一版。", "Restate it as a new edition.")


class NotAPartOf(Refusal):
    code = "targets.not_a_part_of"
    message = Sentence(
        "“{part}”不是“{whole}”的下级区划或责任单位。",
        "“{part}” is neither a part nor a unit of “{whole}”.",
    )


@dataclass(frozen=True, slots=True)
class PartGiven:
    """The share of a division or of a department; blank ``value`` takes the part out."""

    value: str
    division_id: int | None = None
    agency_id: int | None = None
    weight: str = ""


def set_target_parts(
    *,
    split: TargetSplit,
    parts: Sequence[PartGiven],
    value: object = None,
    tolerance: object = None,
    change: Change,
) -> TargetSplit:
    """Set parts of a draft, and its whole and tolerance if given; others stay as they are.

    A sum that does not come out is no fault here: publishing asks for it.

    Raises:
        TargetFrozen, NotAPartOf, NotANumber, BelowNought, RecordInvalid: as named.
    """
    with writing("target.split", change):
        split.refresh_from_db()
        if split.state != SplitState.DRAFT:
            raise TargetFrozen(edition=split.edition)
        if value is not None:
            split.value = not_below_nought(value)
        if tolerance is not None:
            split.tolerance = not_below_nought(tolerance)
        save_valid(split, fields=["value", "tolerance"])
        for part in parts:
            _set(split, part)
    return split


def _set(split: TargetSplit, given: PartGiven) -> None:
    _refuse_stranger(split, given)
    key: Any = {"division_id": given.division_id, "agency_id": given.agency_id}
    found = TargetPart.objects.filter(split=split, **key).first()
    if not given.value:
        if found is not None:
            found.delete()
        return
    part = found or TargetPart(split=split, **key)
    kept = not_below_nought(given.value), not_below_nought(given.weight) if given.weight else ""
    if (part.value, part.weight) != kept:
        part.value, part.weight = kept
        save_valid(part)


def _refuse_stranger(split: TargetSplit, given: PartGiven) -> None:
    if given.division_id is not None and given.agency_id is None:
        place = Division.objects.filter(pk=given.division_id).first()
        if place is None or place.parent_id != split.division_id:
            raise NotAPartOf(part=place or given.division_id, whole=split.division.name)
        return
    unit = Agency.objects.filter(pk=given.agency_id or 0, division=None).first()
    if unit is None or given.division_id is not None:
        raise NotAPartOf(part=given.agency_id, whole=split.division.name)
