from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.visits.models import Interaction
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class WithdrawnAlready(Refusal):
    code = "visits.withdrawn_already"
    message = Sentence(
        "这条记录已于{day}撤回：{because}", "It was withdrawn on {day} already: {because}"
    )


class FollowUpsOpen(Refusal):
    code = "visits.follow_ups_open"
    message = Sentence("还有{count}件跟进没有办结。", "{count} of its follow-ups are not finished.")
    remedy = Sentence("请先办结或写明不再需要。", "Finish them first, or say they are not needed.")


def withdraw_interaction(
    *, interaction: Interaction, on: date, because: str, change: Change
) -> Interaction:
    """Take back what was entered by mistake; it stays, and no longer counts.

    Raises:
        WithdrawnAlready, FollowUpsOpen, RecordInvalid: as named.
    """
    if interaction.withdrawn_on is not None:
        raise WithdrawnAlready(day=interaction.withdrawn_on, because=interaction.withdrawn_because)
    if count := interaction.follow_ups.filter(done_on=None).count():
        raise FollowUpsOpen(count=count)
    with writing("interaction.withdrawn", change):
        interaction.withdrawn_on, interaction.withdrawn_because = on, because.strip()[:200]
        save_valid(interaction, fields=["withdrawn_on", "withdrawn_because"])
    return interaction
