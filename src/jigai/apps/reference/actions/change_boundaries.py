"""Dated changes of divisions: a new row begins where the old one ends, and both remain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division, Succession
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DivisionEnded(Refusal):
    code = "division.ended"
    message = Sentence("“{name}”已于{ended_on}撤销。", "“{name}” was dissolved on {ended_on}.")


class ChangedBeforeBegin(Refusal):
    code = "division.changed_before_begin"
    message = Sentence(
        "变更日期{changed_on}不晚于“{name}”的设立日期。",
        "The change on {changed_on} is not after the founding of “{name}”.",
    )


class TooFewSuccessors(Refusal):
    code = "division.too_few_successors"
    message = Sentence("拆分后至少要有两个区划。", "A split needs at least two successors.")


class ManyToMany(Refusal):
    code = "division.many_to_many"
    message = Sentence(
        "一次变更不能把几个区划变为几个区划。",
        "One change cannot turn several divisions into several.",
    )
    remedy = Sentence("请先登记合并，再登记拆分。", "Record the merger first, then the split.")


@dataclass(frozen=True, slots=True)
class NewDivision:
    code: str
    name: str
    name_en: str = ""


def change_boundaries(
    *,
    formers: Sequence[Division],
    into: Sequence[NewDivision],
    changed_on: date,
    source: str,
    change: Change,
) -> list[Division]:
    """A renaming (one to one), split (one to several) or merger (several to one), with its source.

    Args:
        source: the document that approved it; kept with each succession.

    Raises:
        ManyToMany: several former divisions became several at once.
        DivisionEnded, ChangedBeforeBegin: as named.
    """
    verb = "renamed" if len(formers) == len(into) == 1 else "split"
    if len(formers) > 1:
        if len(into) != 1:
            raise ManyToMany
        verb = "merged"
    return _succeed(formers, into, changed_on, f"division.{verb}", change, source)


def rename_division(
    *, division: Division, to: NewDivision, changed_on: date, change: Change
) -> Division:
    """Give a new name or code from a day on.

    Raises:
        DivisionEnded, ChangedBeforeBegin: as named.
    """
    return _succeed([division], [to], changed_on, "division.renamed", change)[0]


def split_division(
    *, division: Division, into: Sequence[NewDivision], changed_on: date, change: Change
) -> list[Division]:
    """Divide an area into several from a day on.

    Raises:
        TooFewSuccessors, DivisionEnded, ChangedBeforeBegin: as named.
    """
    if len(into) < 2:  # noqa: PLR2004 - the meaning of a split
        raise TooFewSuccessors
    return _succeed([division], into, changed_on, "division.split", change)


def merge_divisions(
    *, divisions: Sequence[Division], into: NewDivision, changed_on: date, change: Change
) -> Division:
    """Join several areas into one from a day on.

    Raises:
        DivisionEnded, ChangedBeforeBegin: as named.
    """
    return _succeed(divisions, [into], changed_on, "division.merged", change)[0]


def _succeed(
    formers: Sequence[Division],
    into: Sequence[NewDivision],
    changed_on: date,
    verb: str,
    change: Change,
    source: str = "",
) -> list[Division]:
    for former in formers:
        if former.valid_to is not None:
            raise DivisionEnded(name=former.name, ended_on=former.valid_to)
        if former.valid_from is not None and former.valid_from >= changed_on:
            raise ChangedBeforeBegin(name=former.name, changed_on=changed_on)
    with writing(verb, change):
        for former in formers:
            former.valid_to = changed_on
            former.save(update_fields=["valid_to"])
        successors = [
            Division.objects.create(
                code=new.code,
                name=new.name,
                name_en=new.name_en,
                level=formers[0].level,
                parent=formers[0].parent,
                valid_from=changed_on,
            )
            for new in into
        ]
        Succession.objects.bulk_create(
            Succession(
                former=f, successor=s, changed_on=changed_on, note=(source or change.reason)[:200]
            )
            for f in formers
            for s in successors
        )
    return successors
