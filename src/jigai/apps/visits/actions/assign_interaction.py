from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.models import Interaction
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class HeldThereAlready(Refusal):
    code = "visits.held_there_already"
    message = Sentence("它已经属于“{name}”。", "It belongs to “{name}” already.")


def assign_interaction(
    *, interaction: Interaction, enterprise: Enterprise, change: Change
) -> Interaction:
    """Say that a contact was with another enterprise; its follow-ups go with it.

    Raises:
        HeldThereAlready: as named.
    """
    if interaction.enterprise_id == enterprise.pk:
        raise HeldThereAlready(name=enterprise.name)
    with writing("interaction.assigned", change):
        interaction.enterprise = enterprise
        save_valid(interaction, fields=["enterprise"])
    return interaction
