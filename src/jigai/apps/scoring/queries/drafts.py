"""Drafts of rules: one by its number, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.rules.draft import DraftReading, read_draft
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import shipped
from jigai.domain.sentence import Sentence


class NoSuchRuleDraft(NotFound):
    code = "rules.no_such_draft"
    message = Sentence("没有编号为 {number} 的规则草稿。", "There is no rule draft {number}.")


def rule_draft(number: int) -> RuleDraft:
    """The draft of a number.

    Raises:
        NoSuchRuleDraft: as named.
    """
    found = RuleDraft.objects.filter(pk=number).first()
    if found is None:
        raise NoSuchRuleDraft(number=number)
    return found


def reading_of(draft: RuleDraft | DraftRow) -> DraftReading:
    """The draft read, checked and reviewed with its cases; what is wrong is told."""
    return _reading(draft.text, draft.cases, draft.subject)


def readable_draft(draft: RuleDraft) -> RuleSet:
    """The rule of a draft, though its cases may not prove it yet.

    Raises:
        DraftUnreadable: as named.
    """
    reading = reading_of(draft)
    if reading.rule_set is None:
        raise DraftUnreadable(problem=reading.problem.said if reading.problem else "")
    return reading.rule_set


@lru_cache(maxsize=32)
def _reading(text: str, cases: str, subject: str) -> DraftReading:
    return read_draft(text, cases, facts=shipped().facts[subject], subject=subject)


class DraftUnreadable(Refusal):
    code = "rules.draft_unreadable"
    message = Sentence("草稿还读不懂：{problem}", "The draft cannot be read yet: {problem}")
    remedy = Sentence("请先在草稿页改正。", "Mend it on the page of the draft first.")


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft as pages and programs read it."""

    id: int
    rule_set: str
    subject: str
    title: str
    title_en: str
    text: str
    cases: str
    base_digest: str
    reason: str
    state: str
    authors: str
    author_keys: str
    begun_at: datetime
    edited_at: datetime
    submitted_at: datetime | None
    returned_by: str
    returned_because: str

    def is_written_by(self, person: str) -> bool:
        return f"|{person}|" in self.author_keys


def draft_row(draft: RuleDraft) -> DraftRow:
    return DraftRow(**{name: getattr(draft, name) for name in DraftRow.__dataclass_fields__})


def draft_rows() -> QuerySet[RuleDraft]:
    """All drafts as a list reads them."""
    return RuleDraft.objects.all()


def waiting_drafts(*, person: str) -> QuerySet[RuleDraft]:
    """Submitted drafts that a person did not write in, the oldest first."""
    submitted = RuleDraft.objects.filter(state=DraftState.SUBMITTED)
    return submitted.exclude(author_keys__contains=f"|{person}|").order_by("submitted_at", "id")
