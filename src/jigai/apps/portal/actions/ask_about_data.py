"""A person's request about data on them, with its clock."""

from __future__ import annotations

from django.utils.timezone import localtime

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import DataRequest
from jigai.domain.change import Change
from jigai.domain.data_rights import RequestKind, answer_due
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class RequestBlank(Refusal):
    code = "data_request.blank"
    message = Sentence("请写明请求的内容。", "Say what you ask for.")


def ask_about_data(
    *,
    user_id: int,
    kind: RequestKind,
    text: str,
    change: Change,
    enterprise_id: int | None = None,
    contact_id: int | None = None,
) -> DataRequest:
    """Keep the request; it is due 30 days from the day on which it was made.

    Raises:
        RequestBlank, RecordInvalid: as named.
    """
    if not text.strip():
        raise RequestBlank
    with writing("datarequest.made", change):
        made = DataRequest(
            user_id=user_id,
            enterprise_id=enterprise_id,
            contact_id=contact_id,
            kind=kind.value,
            text=text.strip(),
            asked_by_key=change.actor.key,
            asked_by=change.actor.name,
            asked_at=change.at,
            due_on=answer_due(localtime(change.at).date()),
        )
        save_valid(made)
    return made
