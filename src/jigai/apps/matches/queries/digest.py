"""What an owner was told no for, month by month, by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jigai.apps.accounts.models import Role
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.matches.models import MatchRefusal
from jigai.apps.matches.queries.access import (
    own_enterprises,
    own_institutions,
    visible_refusals,
)
from jigai.apps.matches.queries.names import Names, holder_of, names_for
from jigai.domain.match_reasons.refusal_codes import CODES, RefusalCode
from jigai.domain.sentence import Sentence

OWNERS = frozenset({Role.ENTERPRISE, Role.INSTITUTION})


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """One refusal as its owner reads it; ``side`` said no."""

    id: int
    demand_id: int
    demand: str
    demander: Sentence
    offer_key: str
    offer: str
    holder: str
    side: str
    code: str
    note: str
    declined_on: date
    taken_back_on: date | None


@dataclass(frozen=True, slots=True)
class OwnerDigest:
    """One owner's month: how often each code, and the refusals behind it."""

    owner: Sentence
    month: str
    counts: tuple[tuple[str, Sentence, int], ...]
    total: int
    refusals: tuple[RefusalRow, ...]


def digests(viewer: Viewer, *, month: date) -> list[OwnerDigest]:
    """The digest of each owner that the viewer sees, the most often declined first.

    The owner is who was told no: the holder of the offer, or the demander where the offer's side
    declined. Refusals that were taken back do not count.
    """
    rows = [
        row
        for row in refusal_rows(viewer, only=told_no_to(viewer))
        if row.taken_back_on is None
        and (row.declined_on.year, row.declined_on.month) == (month.year, month.month)
    ]
    owners: dict[Sentence, list[RefusalRow]] = {}
    for row in rows:
        owner = row.demander if row.side == "offer" else Sentence(row.holder, row.holder)
        owners.setdefault(owner, []).append(row)
    made = [_digest(owner, f"{month:%Y-%m}", held) for owner, held in owners.items()]
    return sorted(made, key=lambda one: (-one.total, one.owner.zh))


def told_no_to(viewer: Viewer) -> Q | None:
    """Refusals of what is the viewer's own; who oversees reads those of every owner."""
    if not viewer.roles <= OWNERS:
        return None
    firms, schools = own_enterprises(viewer), own_institutions(viewer)
    theirs = (
        Q(achievement__enterprise__in=firms)
        | Q(achievement__institution__in=schools)
        | Q(expert__institution__in=schools)
    )
    return Q(side="offer", demand__enterprise__in=firms) | (Q(side="demand") & theirs)


def refusal_rows(
    viewer: Viewer, *, demand_id: int | None = None, only: Q | None = None
) -> list[RefusalRow]:
    """Refusals that the viewer sees, the latest first."""
    found = MatchRefusal.objects.filter(visible_refusals(viewer)).select_related(
        "demand__enterprise",
        "achievement__institution",
        "achievement__enterprise",
        "expert__institution",
    )
    if demand_id is not None:
        found = found.filter(demand_id=demand_id)
    if only is not None:
        found = found.filter(only)
    names = names_for(viewer)
    return [_row(one, names) for one in found.order_by("-declined_on", "-pk")]


def _row(one: MatchRefusal, names: Names) -> RefusalRow:
    offer = one.achievement or one.expert
    kind = "achievement" if one.achievement_id else "expert"
    return RefusalRow(
        one.pk,
        one.demand_id,
        names.demand(one.demand),
        names.demander(one.demand),
        f"{kind}:{one.achievement_id or one.expert_id}",
        offer.name if offer else "",
        holder_of(offer),
        one.side,
        one.code,
        one.note,
        one.declined_on,
        one.taken_back_on,
    )


def _digest(owner: Sentence, month: str, rows: Iterable[RefusalRow]) -> OwnerDigest:
    held = tuple(rows)
    counted = Counter(row.code for row in held)
    counts = tuple((code.value, said, counted[code.value]) for code, said in CODES.items())
    return OwnerDigest(owner, month, tuple(one for one in counts if one[2]), len(held), held)


def code_word(code: str) -> Sentence:
    """The word of a code."""
    return CODES[RefusalCode(code)]
