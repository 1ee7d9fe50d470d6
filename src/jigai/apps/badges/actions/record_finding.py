from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import EvidenceFinding
from jigai.apps.projects.models import Project
from jigai.domain.change import Change
from jigai.domain.periods import Period
from jigai.domain.refusal import NotAllowed, Refusal
from jigai.domain.sentence import Sentence


class OwnFinding(NotAllowed):
    code = "finding.own"
    message = Sentence("提出认定的人不能自己确认。", "Who recorded a finding cannot confirm it.")
    remedy = Sentence("请由另一位同事确认。", "Let a colleague confirm it.")


class FindingConfirmed(Refusal):
    code = "finding.confirmed_already"
    message = Sentence("这项认定已经确认过。", "This finding was already confirmed.")


def record_finding(*, project: Project, period: Period, change: Change) -> EvidenceFinding:
    """Say that evidence of a period is falsified; the change's reason is the finding.

    It counts only once another person has confirmed it.
    """
    with writing("finding.recorded", change):
        return EvidenceFinding.objects.create(
            project=project,
            period=str(period),
            finding=change.reason,
            found_by_key=change.actor.key,
            found_by=change.actor.name,
            found_at=change.at,
        )


def confirm_finding(*, finding: EvidenceFinding, change: Change) -> EvidenceFinding:
    """Confirm it, as another person.

    Raises:
        OwnFinding, FindingConfirmed: as named.
    """
    with writing("finding.confirmed", change):
        finding.refresh_from_db()
        if finding.confirmed_by_key:
            raise FindingConfirmed
        if finding.found_by_key == change.actor.key:
            raise OwnFinding
        finding.confirmed_by_key, finding.confirmed_by = change.actor.key, change.actor.name
        finding.confirmed_at = change.at
        finding.save()
    return finding
