from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.entries import (
    HIGHEST_MATURITY,
    AchievementEntry,
    MaturityOutOfRange,
    achievement_faults,
)
from jigai.apps.cooperation.models import (
    Achievement,
    Institution,
    MaturityEvidence,
    ReviewState,
)
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

COLUMNS = tuple(one.name for one in fields(AchievementEntry))


class HolderUnclear(Refusal):
    code = "cooperation.holder_unclear"
    message = Sentence(
        "成果属于一家院校或一家企业，只填其一。",
        "An achievement belongs to one institution or one enterprise.",
    )


class AchievementNameTaken(Refusal):
    code = "cooperation.achievement_name_taken"
    message = Sentence("这个单位已有成果“{name}”。", "Its holder has “{name}” already.")


class AchievementClosed(Refusal):
    code = "cooperation.achievement_closed"
    message = Sentence("这项成果已经下架。", "This achievement is off the list.")


class EvidenceAhead(Refusal):
    code = "cooperation.evidence_ahead"
    message = Sentence("证明材料的日期{day}在将来。", "The evidence is dated {day}, in the future.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    """What shows that a level was reached, and by which paper of which day."""

    level: int
    text: str
    document: str
    dated_on: date


def enter_achievement(
    *,
    entry: AchievementEntry,
    change: Change,
    institution: Institution | None = None,
    enterprise: Enterprise | None = None,
) -> Achievement:
    """Enter an achievement; it waits for review. Who enters it is its owner.

    Raises:
        HolderUnclear, AchievementNameTaken, and the refusals of `entries.achievement_faults`.
    """
    if (institution is None) == (enterprise is None):
        raise HolderUnclear
    check_achievement(entry, on=change.at.date())
    with writing("achievement.entered", change):
        held = Achievement.objects.filter(institution=institution, enterprise=enterprise)
        if held.filter(name=entry.name.strip()).exists():
            raise AchievementNameTaken(name=entry.name.strip())
        achievement = Achievement(
            institution=institution,
            enterprise=enterprise,
            owner_key=change.actor.key,
            owner_name=change.actor.name[:60],
            entered_at=change.at,
        )
        put_achievement(achievement, entry)
        save_valid(achievement)
    return achievement


def correct_achievement(
    *, achievement: Achievement, entry: AchievementEntry, change: Change
) -> tuple[str, ...]:
    """Change what an achievement says; it must be reviewed again before others see it.

    Raises:
        AchievementClosed, and as `enter_achievement`.
    """
    check_achievement(entry, on=change.at.date())
    with writing("achievement.corrected", change):
        achievement.refresh_from_db()
        if achievement.closed_on is not None:
            raise AchievementClosed
        before = {name: getattr(achievement, name) for name in COLUMNS}
        put_achievement(achievement, entry)
        changed = tuple(n for n, value in before.items() if getattr(achievement, n) != value)
        if set(changed) - {"review_on"}:
            achievement.state, achievement.opinion = ReviewState.UNREVIEWED, ""
        if changed:
            save_valid(achievement)
    return changed


def add_evidence(
    *, achievement: Achievement, entry: EvidenceEntry, change: Change
) -> MaturityEvidence:
    """Say by what a level was reached; a level that has evidence gets the new one in its place.

    Raises:
        AchievementClosed, MaturityOutOfRange, EvidenceAhead, RecordInvalid: as named.
    """
    if not 1 <= entry.level <= HIGHEST_MATURITY:
        raise MaturityOutOfRange(level=entry.level)
    if entry.dated_on > change.at.date():
        raise EvidenceAhead(day=entry.dated_on)
    with writing("achievement.evidenced", change):
        achievement.refresh_from_db()
        if achievement.closed_on is not None:
            raise AchievementClosed
        held = MaturityEvidence.objects.filter(achievement=achievement, level=entry.level)
        row = held.first() or MaturityEvidence(achievement=achievement, level=entry.level)
        row.text, row.document = entry.text.strip(), entry.document.strip()
        row.dated_on = entry.dated_on
        save_valid(row)
    return row


def check_achievement(entry: AchievementEntry, *, on: date) -> None:
    """Raises: the first fault of `entries.achievement_faults`."""
    for _field, refusal in achievement_faults(entry, on=on):
        raise refusal


def put_achievement(achievement: Achievement, entry: AchievementEntry) -> None:
    """Set what an achievement says; nothing is saved."""
    for name in COLUMNS:
        value = getattr(entry, name)
        setattr(achievement, name, value.strip() if isinstance(value, str) else value)
