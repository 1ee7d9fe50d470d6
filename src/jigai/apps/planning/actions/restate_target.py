from __future__ import annotations

from jigai.apps.audit.inserting import insert_many
from jigai.apps.audit.writing import writing
from jigai.apps.planning.actions.draft_target import TargetStands
from jigai.apps.planning.models import SplitState, TargetPart, TargetSplit
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NotPublished(Refusal):
    code = "targets.not_published"
    message = Sentence("还没有发布，不必更正重发。", "It is not published: nothing to restate.")
    remedy = Sentence("请直接改草稿。", "Edit the draft itself.")


def restate_target(*, split: TargetSplit, change: Change) -> TargetSplit:
    """Open the next edition as a copy of a published one; the reason says why, and stays in it.

    The published edition holds until the new one is published, and is read for ever.

    Raises:
        NotPublished, TargetStands: as named.
    """
    with writing("target.restated", change):
        split.refresh_from_db()
        if split.state != SplitState.PUBLISHED:
            raise NotPublished
        same = TargetSplit.objects.filter(
            indicator=split.indicator, year=split.year, division=split.division_id
        ).order_by("-edition")
        last = same[0]
        if last.pk != split.pk:
            raise TargetStands(division=split.division.name, year=split.year, edition=last.edition)
        made = TargetSplit.objects.create(
            indicator=split.indicator,
            year=split.year,
            division=split.division,
            edition=split.edition + 1,
            state=SplitState.DRAFT,
            value=split.value,
            tolerance=split.tolerance,
            basis=split.basis,
            restated_because=change.reason[:300],
        )
        insert_many([_copied(part, made) for part in split.parts.order_by("pk")])
    return made


def _copied(part: TargetPart, into: TargetSplit) -> TargetPart:
    return TargetPart(
        split=into,
        division_id=part.division_id,
        agency_id=part.agency_id,
        value=part.value,
        weight=part.weight,
    )
