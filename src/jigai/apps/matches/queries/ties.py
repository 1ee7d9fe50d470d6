"""Declared ties as who may know of them reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import Expert, Institution
from jigai.apps.matches.models import DeclaredTie
from jigai.apps.matches.queries.access import visible_ties
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class TieOtherUnknown(Refusal):
    code = "matches.tie_other_unknown"
    message = Sentence(
        "院校名录和专家库里都没有“{name}”。", "No institution or expert is called “{name}”."
    )
    remedy = Sentence("请写全称。", "Write the whole name.")


@dataclass(frozen=True, slots=True)
class TieRow:
    id: int
    enterprise: str
    other: str
    words: str
    declared_on: date
    declared_by: str
    ended_on: date | None


def tie_rows(viewer: Viewer) -> list[TieRow]:
    """Ties that the viewer may know, those that stand first."""
    found = DeclaredTie.objects.filter(visible_ties(viewer)).select_related(
        "enterprise", "institution", "expert"
    )
    rows = [
        TieRow(
            one.pk,
            one.enterprise.name,
            str(one.institution or one.expert),
            one.words,
            one.declared_on,
            one.declared_by,
            one.ended_on,
        )
        for one in found.order_by("-declared_on", "-pk")
    ]
    return sorted(rows, key=lambda row: row.ended_on is not None)


def other_named(name: str) -> Institution | Expert:
    """An institution or expert by its whole name.

    Raises:
        TieOtherUnknown: there is none, or several experts of that name.
    """
    typed = name.strip()
    institution = Institution.objects.filter(name=typed).first()
    if institution is not None:
        return institution
    experts = list(Expert.objects.filter(name=typed)[:2])
    if len(experts) != 1:
        raise TieOtherUnknown(name=typed)
    return experts[0]
