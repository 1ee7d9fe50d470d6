"""Enter a contact with an enterprise, and what was promised in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.models import Agency, User
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.visits.models import FollowUp, Interaction, InteractionKind
from jigai.apps.visits.personal_data import refuse_personal_data
from jigai.apps.visits.queries.caps import cap_standing
from jigai.apps.visits.queries.departments import NoSuchDepartment
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence


class HeldInFuture(Refusal):
    code = "visits.held_in_future"
    message = Sentence(
        "{day}还没有到；联系之后再登记。", "{day} is not here yet; log it once it has happened."
    )


class ConsentMissing(Refusal):
    code = "visits.consent_missing"
    message = Sentence(
        "走访是服务，须先征得企业同意。", "A visit is a service: the enterprise agrees first."
    )
    remedy = Sentence(
        "请写明企业怎样同意的，例如“企业邀请”或“电话约定”。",
        "Say how it agreed, such as “invited” or “arranged by telephone”.",
    )


class CapReached(Refusal):
    code = "visits.cap_reached"
    message = Sentence(
        "各部门本年已走访该企业{count}次，上限为{most}次。",
        "All departments together visited it {count} times this year; the cap is {most}.",
    )
    remedy = Sentence(
        "能打电话就打电话；确需走访的，请写明原因。",
        "A call may do; where a visit is needed, give the reason.",
    )


class NoSuchParticipant(NotFound):
    code = "visits.no_such_officer"
    message = Sentence("没有编号为{pk}的干部。", "There is no officer {pk}.")


@dataclass(frozen=True, slots=True)
class Promise:
    """One follow-up; without an owner it is the department's."""

    text: str
    due_on: date
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a contact."""

    kind: str
    held_on: date
    agency_id: int
    purpose: str
    said: str
    officer_id: int | None = None
    others: str = ""
    consent: str = ""
    met: str = ""
    beyond_cap: str = ""


def log_interaction(
    *, enterprise: Enterprise, told: Told, promises: Sequence[Promise] = (), change: Change
) -> Interaction:
    """Keep a contact; a visit beyond the yearly cap is kept with its reason.

    Raises:
        HeldInFuture, ConsentMissing, CapReached, NoSuchParticipant, NoSuchDepartment,
        PersonalDataInLog, RecordInvalid: as named.
    """
    refuse_wrong(enterprise, told, today=change.at.date())
    refuse_personal_data(*(promise.text for promise in promises))
    for owner in (promise.owner_id for promise in promises):
        _refuse_unknown(owner)
    with writing("interaction.logged", change):
        kept = interaction_of(enterprise.pk, told, change)
        save_valid(kept)
        for promise in promises:
            save_valid(
                FollowUp(
                    interaction=kept,
                    text=promise.text.strip(),
                    owner_id=promise.owner_id,
                    agency_id=told.agency_id,
                    due_on=promise.due_on,
                )
            )
    return kept


def refuse_wrong(enterprise: Enterprise, told: Told, *, today: date) -> None:
    """Raises: as ``log_interaction``."""
    if told.held_on > today:
        raise HeldInFuture(day=told.held_on)
    if not Agency.objects.filter(pk=told.agency_id).exists():
        raise NoSuchDepartment(pk=told.agency_id)
    _refuse_unknown(told.officer_id)
    refuse_personal_data(told.purpose, told.met, told.said, told.consent, told.others)
    if told.kind != InteractionKind.VISIT:
        return
    if not told.consent.strip():
        raise ConsentMissing
    standing = cap_standing(enterprise_id=enterprise.pk, on=told.held_on)
    if standing.is_reached and not told.beyond_cap.strip():
        raise CapReached(count=standing.count, most=standing.most)


def interaction_of(enterprise_id: int, told: Told, change: Change) -> Interaction:
    """The record of what is said, not yet saved."""
    return Interaction(
        enterprise_id=enterprise_id,
        kind=told.kind,
        held_on=told.held_on,
        agency_id=told.agency_id,
        officer_id=told.officer_id,
        others=told.others.strip(),
        purpose=told.purpose.strip(),
        consent=told.consent.strip(),
        met=told.met.strip(),
        said=told.said.strip(),
        beyond_cap=told.beyond_cap.strip(),
        logged_at=change.at,
        logged_by=change.actor.name,
    )


def _refuse_unknown(user_id: int | None) -> None:
    if user_id is not None and not User.objects.filter(pk=user_id, is_active=True).exists():
        raise NoSuchParticipant(pk=user_id)
