"""What the registers of cooperation and matching count of a span, each thing once."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, Sum

from jigai.apps.cooperation.models import (
    Achievement,
    Agreement,
    AgreementTerm,
    Demand,
    Expert,
    Institution,
    JointBody,
    ReviewState,
)
from jigai.apps.matches.models import (
    ContractPayment,
    DayMeeting,
    MatchingDay,
    MatchRefusal,
    MatchStep,
    TechnicalContract,
)
from jigai.domain.annual_figures.span import Span
from jigai.flows.annual_parts.wording import moments

Pair = tuple[int | None, int | None]
"""In the span, at its end; ``None`` where the question has no sense or no day."""


def ties(span: Span) -> dict[str, Pair]:
    """Institutions, what is run with them, what was agreed and what of it fell due."""
    days, end = (span.start_on, span.end_on), span.end_on
    begun = Agreement.objects.filter(signed_on__lte=end)
    stopped = Q(ended_on__lte=end)
    bodies = JointBody.objects.exclude(closed_on__lte=end)
    terms = AgreementTerm.objects.exclude(agreement__ended_on__lte=end)
    return {
        "institutions": (None, Institution.objects.filter(is_active=True).count()),
        "bodies": (
            JointBody.objects.filter(opened_on__range=days).count(),
            bodies.filter(Q(opened_on=None) | Q(opened_on__lte=end)).count(),
        ),
        "agreements": (
            begun.filter(signed_on__range=days).count(),
            begun.exclude(stopped).exclude(valid_to__lt=end).count(),
        ),
        "terms_due": (terms.filter(due_on__range=days).count(), None),
        "terms_met": (AgreementTerm.objects.filter(met_on__range=days).count(), None),
        "terms_overdue": (None, terms.filter(due_on__lt=end).exclude(met_on__lte=end).count()),
        "experts": (None, Expert.objects.consenting(end).count()),
    }


def offers_and_demands(span: Span) -> dict[str, Pair]:
    """Demands and achievements: posted, approved, closed; at the end those that stand open."""
    first, after = moments(span)
    found: dict[str, Pair] = {}
    tables = (("demands", Demand.objects), ("achievements", Achievement.objects))
    for name, table in tables:
        posted = table.filter(entered_at__lt=after)
        standing = posted.exclude(closed_on__lte=span.end_on)
        approved = posted.filter(state=ReviewState.APPROVED, reviewed_at__lt=after)
        found[name] = (posted.filter(entered_at__gte=first).count(), standing.count())
        found[f"{name}_approved"] = (
            approved.filter(reviewed_at__gte=first).count(),
            approved.exclude(closed_on__lte=span.end_on).count(),
        )
        closed = posted.filter(closed_on__range=(span.start_on, span.end_on))
        found[f"{name}_closed"] = (closed.count(), None)
    return found


def pipeline(span: Span) -> dict[str, Pair]:
    """Matches begun, contracts signed and registered, payments, days of matching, refusals."""
    days, end = (span.start_on, span.end_on), span.end_on
    contracts = TechnicalContract.objects.filter(signed_on__lte=end)
    registered = TechnicalContract.objects.filter(registered_on__lte=end)
    begun = MatchStep.objects.filter(stage="contact", done_on__lte=end)
    payments = ContractPayment.objects.filter(paid_on__lte=end)
    held = MatchingDay.objects.filter(held_on__lte=end)
    return {
        "matches": (begun.filter(done_on__range=days).count(), begun.count()),
        "signed": (contracts.filter(signed_on__range=days).count(), contracts.count()),
        "registered": (registered.filter(registered_on__range=days).count(), registered.count()),
        "payments": (payments.filter(paid_on__range=days).count(), payments.count()),
        "days": (held.filter(held_on__range=days).count(), held.count()),
        "meetings": (DayMeeting.objects.filter(day__held_on__range=days).count(), None),
        "refusals": (sum(refusals(span).values()), None),
    }


def stages(span: Span) -> Counter[str]:
    """Matches by the stage of their last step up to the end of the span."""
    steps = MatchStep.objects.filter(done_on__lte=span.end_on).order_by("done_on", "pk")
    last = dict(steps.values_list("match_id", "stage"))
    return Counter(last.values())


def refusals(span: Span) -> Counter[str]:
    """Refusals of the span by code, without what was taken back by its end."""
    found = MatchRefusal.objects.filter(declined_on__range=(span.start_on, span.end_on))
    kept = found.exclude(taken_back_on__lte=span.end_on)
    return Counter(kept.values_list("code", flat=True))


def amounts(span: Span) -> dict[str, tuple[int, int]]:
    """How many contracts stand behind an amount, and the amount in fen, of the span."""
    days = (span.start_on, span.end_on)
    registered = TechnicalContract.objects.filter(registered_on__range=days)
    payments = ContractPayment.objects.filter(paid_on__range=days)
    sums = registered.aggregate(amount=Sum("amount_fen"), technology=Sum("technology_fen"))
    paid = payments.aggregate(sum=Sum("amount_fen"))["sum"]
    count = registered.count()
    return {
        "amount": (count, sums["amount"] or 0),
        "technology": (count, sums["technology"] or 0),
        "paid": (payments.values("contract").distinct().count(), paid or 0),
    }
