from __future__ import annotations

from django.db.models import Q

from jigai.apps.accounts.models import Agency, Appointment, User
from jigai.apps.accounts.permissions import KEEPERS
from jigai.apps.audit.writing import writing
from jigai.apps.support.clockwork import (
    agency_said,
    charge,
    finish,
    move,
    open_parts,
    record,
    settle,
)
from jigai.apps.support.models import EnterpriseRequest
from jigai.apps.support.queries.clocks import bench_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Step
from jigai.domain.sentence import Sentence

HANDED_ON = Sentence("已转其他单位办理", "handed on to another department")
TO = Sentence("交{name}办理。{task}", "To {name}. {task}")


class InChargeAlready(Refusal):
    code = "support.in_charge_already"
    message = Sentence("{name}已是承办单位。", "{name} is in charge already.")


class OfficerElsewhere(Refusal):
    code = "support.officer_elsewhere"
    message = Sentence("{pk}号人员不在{name}任职。", "Person {pk} holds no appointment of {name}.")
    remedy = Sentence(
        "请选择该单位的人员，或留空。", "Choose one of its people, or leave it blank."
    )


def assign_request(
    *,
    request: EnterpriseRequest,
    lead: Agency | None,
    officer_id: int | None = None,
    task: str = "",
    change: Change,
) -> EnterpriseRequest:
    """Put a department in charge, at first or in place of another.

    Args:
        lead: ``None`` is the programme office itself.

    Raises:
        InChargeAlready, CannotMove, OfficerElsewhere, RecordInvalid: as named.
    """
    before = next((part for part in open_parts(request) if part.is_lead), None)
    if before is not None and before.agency_id == (lead.pk if lead else None):
        raise InChargeAlready(name=agency_said(lead))
    officer = _officer(lead, officer_id) if officer_id else None
    if before is None:
        move(request, State.WORKING)
    elif request.state != State.WORKING:
        move(request, State.ACCEPTED)
    with writing("request.assigned", change):
        if before is not None:
            finish(before, HANDED_ON.zh, change.at)
        request.officer = officer
        bench = bench_of(request)
        charge(request, lead, change, bench=bench, task=task.strip())
        settle(request, change.at, bench)
        said = TO.format(name=agency_said(lead), task=task.strip())
        record(request, Step.ASSIGNED, change, text=said, agency=lead)
    return request


def _officer(lead: Agency | None, pk: int) -> User:
    """A person who holds an appointment of the unit now, or keeps the registers."""
    held = Appointment.objects.filter(user_id=pk, valid_to=None, user__is_active=True)
    own = Q(role__in=KEEPERS) if lead is None else Q(agency=lead)
    found = held.filter(own).select_related("user").first()
    if found is None:
        raise OfficerElsewhere(pk=pk, name=agency_said(lead))
    return found.user
