"""Exemptions: asked for by one person, granted by another, always with an end."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Exemption
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class ExemptionKind(StrEnum):
    FORCE_MAJEURE = "force_majeure"
    CHANGE_APPROVED = "change_approved"
    WAITING_ON_GOVERNMENT = "waiting_on_government"

    @property
    def label(self) -> Sentence:
        return KIND_LABELS[self]


KIND_LABELS = {
    ExemptionKind.FORCE_MAJEURE: Sentence("不可抗力", "force majeure"),
    ExemptionKind.CHANGE_APPROVED: Sentence("变更已获批准", "change approved"),
    ExemptionKind.WAITING_ON_GOVERNMENT: Sentence(
        "等待政府部门办理", "waiting on a government department"
    ),
}


class EndsBeforeItBegins(Refusal):
    code = "exemption.ends_before_it_begins"
    message = Sentence("豁免的截止日期早于起始日期。", "The exemption ends before it begins.")


class OwnExemption(NotAllowed):
    code = "exemption.own"
    message = Sentence("申请豁免的人不能自己批准。", "Who asked for an exemption cannot grant it.")
    remedy = Sentence("请由另一位同事批准。", "Let a colleague grant it.")


class GrantedAlready(Refusal):
    code = "exemption.granted_already"
    message = Sentence("这项豁免已经批准。", "This exemption was already granted.")


def ask_exemption(
    *, project: Project, kind: ExemptionKind, valid_from: date, valid_to: date, change: Change
) -> Exemption:
    """Ask to pause a project's clock from one day to another, both included.

    Raises:
        EndsBeforeItBegins: as named.
    """
    if valid_to < valid_from:
        raise EndsBeforeItBegins
    with writing("exemption.asked", change):
        return Exemption.objects.create(
            project=project,
            kind=kind.value,
            reason=change.reason,
            valid_from=valid_from,
            valid_to=valid_to,
            asked_by_key=change.actor.key,
            asked_by=change.actor.name,
        )


def grant_exemption(*, exemption: Exemption, change: Change) -> Exemption:
    """Grant it, as another person; from then on it counts in every computation.

    Raises:
        OwnExemption, GrantedAlready: as named.
    """
    with writing("exemption.granted", change):
        exemption.refresh_from_db()
        if exemption.approved_by_key:
            raise GrantedAlready
        if exemption.asked_by_key == change.actor.key:
            raise OwnExemption
        exemption.approved_by_key, exemption.approved_by = change.actor.key, change.actor.name
        exemption.approved_at = change.at
        exemption.save()
    return exemption
