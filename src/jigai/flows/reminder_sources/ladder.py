"""Renewals, windows and yearly duties; rules to release or to confirm again."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from jigai.apps.accounts.permissions import Deed
from jigai.apps.cultivation.queries.tasks import all_tasks, task_row
from jigai.apps.scoring.models import DraftState, RuleDraft
from jigai.apps.scoring.queries.timeline import rules_past_review
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import LADDER, RULE
from jigai.domain.rules.review import review_day
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import Asked, roles_for

TO_RELEASE = Sentence("复核并发布规则草稿", "review and release the draft of a rule")
TO_CONFIRM = Sentence("规则应复核，尚未复核", "the rule was to be confirmed again")


def tasks(asked: Asked) -> Iterator[Due]:
    """Open tasks of the ladder: the officer's, and without one the office's; one query."""
    near = Q(enterprise__in=asked.enterprises) | Q(officer_id=asked.person_id or 0)
    waiting = all_tasks().filter(near, done_on=None)
    for one in waiting.select_related("enterprise"):
        row = task_row(one)
        office = roles_for(Deed.KEEP_REGISTERS)
        yield Due(
            kind=LADDER,
            record=f"ladder_task:{one.pk}",
            title=named(row.enterprise),
            what=row.title,
            link=f"/cultivation/tasks/{one.pk}/",
            who=Who(person_id=one.officer_id) if one.officer_id else Who(roles=office),
            due_on=one.due_on,
            division_id=one.enterprise.division_id,
            enterprise_id=one.enterprise_id,
        )


def drafts(_asked: Asked) -> Iterator[Due]:
    """Submitted drafts, for who did not write in them; one query."""
    for one in RuleDraft.objects.filter(state=DraftState.SUBMITTED):
        yield Due(
            kind=RULE,
            record=f"rule_draft:{one.pk}",
            title=Sentence(one.title, one.title_en or one.title),
            what=TO_RELEASE,
            link=f"/rules/drafts/{one.pk}/",
            who=Who(
                roles=roles_for(Deed.RELEASE_RULES),
                not_keys=frozenset(key for key in one.author_keys.split("|") if key),
            ),
        )


def past_review(asked: Asked) -> Iterator[Due]:
    """Rules in force that nobody confirmed by their day; two queries."""
    for rules in rules_past_review(on=asked.on):
        yield Due(
            kind=RULE,
            record=f"rule:{rules.id}/{rules.valid_from}",
            title=rules.title,
            what=TO_CONFIRM,
            link=f"/rules/{rules.id}/{rules.valid_from}/",
            who=Who(roles=roles_for(Deed.DRAFT_RULES)),
            due_on=review_day(rules),
        )
