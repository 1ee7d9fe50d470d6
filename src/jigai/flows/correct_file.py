"""A correction proposed by an enterprise, and the office's decision: accepted, it is a change."""

from __future__ import annotations

from typing import Any

from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.portal.actions.decide import decide
from jigai.apps.portal.actions.propose_correction import propose_correction
from jigai.apps.portal.models import Correction
from jigai.apps.registry.actions.correct_certificate import correct_certificate
from jigai.apps.registry.actions.correct_enterprise import correct_enterprise
from jigai.apps.registry.actions.record_indicators import record_indicators
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.correct_project import correct_project
from jigai.flows.file_fields import Place, place_of, text_of, value_of


class FileChangedSince(Refusal):
    code = "correction.file_changed"
    message = Sentence(
        "提出以后档案已有变化：现为“{now}”，提出时为“{before}”。",
        "The file has changed since: it is “{now}”, and was “{before}” when it was proposed.",
    )
    remedy = Sentence(
        "请核对后拒绝并说明，或请企业重新提出。",
        "Refuse it with an explanation, or let the enterprise propose it anew.",
    )


def propose_file_correction(
    *,
    enterprise: Enterprise,
    subject: str,
    name: str,
    record_key: int | None,
    after: str,
    because: str,
    change: Change,
) -> Correction:
    """“This is wrong, because …”; the proposal holds the value of now and the one that should be.

    Raises:
        NotCorrectable, ValueUnreadable: as named, and what ``propose_correction`` refuses.
    """
    place = place_of(enterprise, subject=subject, name=name, record_key=record_key)
    value = value_of(place.field, after)
    return propose_correction(
        enterprise=enterprise,
        project=place.project,
        subject=subject,
        record_key=place.record_key,
        field=name,
        before=text_of(place.field, getattr(place.record, name)),
        after=text_of(place.field, value),
        because=because,
        change=change,
    )


def decide_correction(
    *, correction: Correction, is_accepted: bool, answer: str, change: Change
) -> Correction:
    """Refuse with a reason, or accept: the file changes in the same act, under both names.

    Raises:
        FileChangedSince: the value is no longer what the enterprise saw.
        AnsweredAlready, OwnRequest, AnswerMissing: as ``decide``; and what the register refuses.
    """
    both = change.because(
        f"{correction.asked_by}提出更正：{correction.because}；{change.actor.name}"
        f"{'同意' if is_accepted else '拒绝'}：{answer.strip()}"
    )
    with writing("correction.decided", both):
        decide(asked=correction, is_accepted=is_accepted, answer=answer, change=both)
        if is_accepted:
            _apply(correction, both)
    return correction


def _apply(correction: Correction, change: Change) -> None:
    place = place_of(
        correction.enterprise,
        subject=correction.subject,
        name=correction.field,
        record_key=correction.record_key,
    )
    now = text_of(place.field, getattr(place.record, correction.field))
    if now != correction.before:
        raise FileChangedSince(now=now, before=correction.before)
    _save(place, {correction.field: value_of(place.field, correction.after)}, change)


def _save(place: Place, values: Any, change: Change) -> None:
    record = place.record
    if place.field.subject == "enterprise":
        base = version_of(record)
        correct_enterprise(enterprise=record, base_version=base, values=values, change=change)
    elif place.field.subject == "certificate":
        correct_certificate(certificate=record, values=values, change=change)
    elif place.field.subject == "indicators":
        record_indicators(
            enterprise=place.enterprise, year=record.year, values=values, change=change
        )
    else:
        base = version_of(record)
        correct_project(project=record, base_version=base, values=values, change=change)
