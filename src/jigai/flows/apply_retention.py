"""Old cases lose their names by rule: first the list of what would go, then the deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import QuerySet

from jigai.apps.accounts.actions.anonymise_person import anonymise_person
from jigai.apps.accounts.models import RetentionKind, User
from jigai.apps.accounts.queries.retention import people_by_last_role, years_kept
from jigai.apps.audit.writing import writing
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.add_contact import erase_contact
from jigai.apps.registry.models import Contact
from jigai.apps.registry.queries.left import (
    contacts_of_closed,
    last_trace_on,
    representatives_until,
)
from jigai.domain.change import Change

LOGS = (AccessAttempt, AccessFailureLog, AccessLog)


@dataclass(frozen=True, slots=True)
class RetentionCase:
    """One record that is due; ``since`` is the day from which its years were counted."""

    kind: str
    key: int
    since: date


@dataclass(frozen=True, slots=True)
class RetentionPlan:
    """What is due on a day. Sign-in logs are counted and not listed."""

    on: date
    cases: tuple[RetentionCase, ...]
    log_count: int

    @property
    def counts(self) -> dict[str, int]:
        """Kind → number of records that lose something."""
        found = {kind.value: 0 for kind in RetentionKind}
        for case in self.cases:
            found[case.kind] += 1
        found[RetentionKind.SIGN_IN_LOG] = self.log_count
        return found


def retention_plan(*, on: date) -> RetentionPlan:
    """What the rules in force on a day would take away; changes nothing."""
    cases = (*_contacts(on), *_people(on))
    logs = _first_kept(RetentionKind.SIGN_IN_LOG, on)
    count = sum(_logs(model, logs).count() for model in LOGS) if logs else 0
    return RetentionPlan(on, cases, count)


def apply_retention(*, change: Change) -> RetentionPlan:
    """Take the names of all that is due, in one change set; running again changes nothing.

    Contacts become unreadable in every copy; people keep their number, roles, dates and deeds.
    """
    on = change.at.date()
    plan = retention_plan(on=on)
    if not plan.cases and not plan.log_count:
        return plan
    with writing("retention.applied", change):
        for case in plan.cases:
            if case.kind == RetentionKind.ENTERPRISE_CONTACT:
                erase_contact(contact=Contact.objects.get(pk=case.key), change=change)
            else:
                anonymise_person(user=User.objects.get(pk=case.key), change=change)
        if logs := _first_kept(RetentionKind.SIGN_IN_LOG, on):
            for model in LOGS:
                _logs(model, logs).delete()
    return plan


def _contacts(on: date) -> Iterator[RetentionCase]:
    kind = RetentionKind.ENTERPRISE_CONTACT
    first = _first_kept(kind, on)
    if first is None:
        return
    held = contacts_of_closed()
    running = Project.objects.filter(
        enterprise__in=held, is_withdrawn=False, actual_completion_on=None
    )
    at_work = set(running.values_list("enterprise_id", flat=True))
    left = last_trace_on(key for key in held if key not in at_work)
    for key, day in sorted(left.items()):
        if day <= first:
            yield from (RetentionCase(kind, contact, day) for contact in held[key])


def _people(on: date) -> Iterator[RetentionCase]:
    until = representatives_until()
    for one in people_by_last_role():
        kind = RetentionKind.REPRESENTATIVE if one.is_enterprise else RetentionKind.ACCOUNT
        first = _first_kept(kind, on)
        spoke_until = until.get(one.user_id)
        left_on = spoke_until if one.is_enterprise else one.left_on
        if not one.is_enterprise and one.user_id in until:
            left_on = max(left_on, spoke_until) if left_on and spoke_until else None
        if first and left_on and left_on <= first:
            yield RetentionCase(kind, one.user_id, left_on)


def _logs(model: type[AccessAttempt], before: date) -> QuerySet[AccessAttempt]:
    found: QuerySet[AccessAttempt] = model.objects.filter(attempt_time__date__lt=before)
    return found


def _first_kept(kind: str, on: date) -> date | None:
    """Whatever ended on this day or before is due; ``None`` while no rule is in force."""
    years = years_kept(kind, on=on)
    if years is None:
        return None
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return on.replace(year=on.year - years, day=28)
