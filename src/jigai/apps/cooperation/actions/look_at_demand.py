from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.actions.disclose import NotConfidential
from jigai.apps.cooperation.models import Demand, Disclosure, Institution, Look
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed
from jigai.domain.sentence import Sentence


class NamesClosed(NotAllowed):
    code = "cooperation.names_closed"
    message = Sentence(
        "双方都同意之后，才能看到这条保密需求的名称。",
        "The names of this confidential demand open once both sides agree.",
    )
    remedy = Sentence("请先申请，由企业同意。", "Ask for them; the enterprise must agree.")


def look_at_demand(*, demand: Demand, institution: Institution | None, change: Change) -> Look:
    """Keep that somebody opened the clear text of a confidential demand, and what for.

    Args:
        institution: for which the person looks; ``None`` is the programme office, which must
            read what it reviews and whose look is logged in the same way.

    Raises:
        NotConfidential: there is nothing to open.
        NamesClosed: the institution and the owner have not both agreed.
    """
    if not demand.is_confidential:
        raise NotConfidential
    if institution is not None and not open_disclosure(demand, institution):
        raise NamesClosed
    with writing("demand.looked_at", change):
        return Look.objects.create(
            demand=demand,
            institution=institution,
            looked_by_key=change.actor.key,
            looked_by=change.actor.name[:60],
            looked_at=change.at,
            purpose=change.reason[:300],
        )


def open_disclosure(demand: Demand, institution: Institution) -> bool:
    """Whether both sides agreed and neither took it back."""
    return Disclosure.objects.filter(
        demand=demand,
        institution=institution,
        institution_agreed_at__isnull=False,
        owner_agreed_at__isnull=False,
        ended_at=None,
    ).exists()
