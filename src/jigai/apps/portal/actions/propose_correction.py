"""An enterprise says that something in its file is wrong, and why."""

from __future__ import annotations

from django.utils.timezone import localtime

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.portal.models import Correction, Decision
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.data_rights import answer_due
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingToCorrect(Refusal):
    code = "correction.same"
    message = Sentence("更正后的值与现有的值相同。", "The value is as it stands already.")
    remedy = Sentence("请填写应有的值。", "Say what it should be.")


class CorrectionWaits(Refusal):
    code = "correction.waits_already"
    message = Sentence(
        "同一项已有一条更正在等待答复。", "A correction of the same value waits for an answer."
    )
    remedy = Sentence("请先撤回原来那一条。", "Withdraw that one first.")


class CorrectionBlank(Refusal):
    code = "correction.why_missing"
    message = Sentence("请写明为什么有误。", "Say why it is wrong.")


def propose_correction(
    *,
    enterprise: Enterprise,
    subject: str,
    field: str,
    before: str,
    after: str,
    because: str,
    change: Change,
    record_key: int | None = None,
    project: Project | None = None,
) -> Correction:
    """Keep the proposal until the office decides; nothing of the file changes.

    Raises:
        NothingToCorrect, CorrectionWaits, CorrectionBlank, RecordInvalid: as named.
    """
    if before.strip() == after.strip():
        raise NothingToCorrect
    if not because.strip():
        raise CorrectionBlank
    with writing("correction.proposed", change):
        place = {
            "enterprise": enterprise,
            "project": project,
            "subject": subject,
            "record_key": record_key,
            "field": field,
        }
        if Correction.objects.filter(**place, state=Decision.WAITING).exists():
            raise CorrectionWaits
        made = Correction(
            **place,
            before=before.strip(),
            after=after.strip(),
            because=because.strip(),
            asked_by_key=change.actor.key,
            asked_by=change.actor.name,
            asked_at=change.at,
            due_on=answer_due(localtime(change.at).date()),
        )
        save_valid(made)
    return made
