from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.accounts.models import Agency
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.support.actions.accept_request import accept_request
from jigai.apps.support.actions.answer_request import answer_request
from jigai.apps.support.actions.assign_request import assign_request
from jigai.apps.support.actions.raise_request import RequestWords, raise_request
from jigai.apps.support.models import EnterpriseRequest
from jigai.domain.change import Change
from jigai.domain.request_clocks.standards import StandardKind
from jigai.domain.request_clocks.words import AnswerWay, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRequest:
    """What a row of a ledger tells; without a class it has only been raised."""

    enterprise_id: int
    words: RequestWords
    request_class: StandardKind | None = None
    lead_id: int | None = None
    result: Outcome | None = None
    answer: str = ""
    way: AnswerWay = AnswerWay.PLATFORM


def import_request(
    *, told: ImportedRequest, raised: Change, answered: Change | None
) -> EnterpriseRequest:
    """Raise a request of a ledger at its own day and take the steps that the row tells of.

    Args:
        raised, answered: the importer's authorship at the moments of then.

    Raises:
        RequestBlank, RecordInvalid: as named.
    """
    with writing("requests.imported", raised):
        enterprise = Enterprise.objects.get(pk=told.enterprise_id)
        request = raise_request(enterprise=enterprise, words=told.words, change=raised)
        if told.request_class is None:
            return request
        accept_request(request=request, request_class=told.request_class, change=raised)
        lead = Agency.objects.filter(pk=told.lead_id).first() if told.lead_id else None
        assign_request(request=request, lead=lead, change=raised)
        if answered is not None and told.result is not None:
            answer_request(
                request=request,
                result=told.result,
                text=told.answer,
                way=told.way,
                change=answered,
            )
    return request
