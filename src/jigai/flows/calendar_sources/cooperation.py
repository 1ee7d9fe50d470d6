"""Days of cooperation that lie further ahead than a reminder reaches, of what is a person's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.models import (
    Achievement,
    AgreementTerm,
    Demand,
    Expert,
    InstitutionMember,
    ReviewState,
)
from jigai.apps.cooperation.queries.institutions import visible_agreements
from jigai.apps.registry.models import Representative
from jigai.domain.reminders.kinds import COOPERATION
from jigai.domain.sentence import Sentence
from jigai.flows.calendar_sources.marked import Marked
from jigai.flows.reminder_sources.cooperation import AHEAD

DEMAND = Sentence("技术需求复核：{name}", "demand to review: {name}")
ACHIEVEMENT = Sentence("科技成果复核：{name}", "achievement to review: {name}")
CONSENT = Sentence("专家入库同意到期：{name}", "consent of an expert ends: {name}")
TERM = Sentence("协议约定到期：{name} {text}", "term of an agreement: {name} {text}")


def cooperation_days(viewer: Viewer, *, on: date) -> Iterator[Marked]:
    """Reviews and consents for who owns them, terms for the office; six queries at most."""
    begins, held = on + AHEAD, {"user_id": viewer.user_id, "valid_to": None}
    firms = Representative.objects.filter(**held).values("enterprise")
    schools = InstitutionMember.objects.filter(**held).values("institution")
    open_ = {"state": ReviewState.APPROVED, "closed_on": None, "review_on__gt": begins}
    for demand in Demand.objects.filter(enterprise__in=firms, **open_).order_by("pk"):
        name = DEMAND.format(name=str(demand))
        yield _day(f"demand-{demand.pk}", name, f"demands/{demand.pk}", demand.review_on)
    own = Achievement.objects.filter(enterprise__in=firms, **open_)
    for one in (own | Achievement.objects.filter(institution__in=schools, **open_)).order_by("pk"):
        name = ACHIEVEMENT.format(name=one.name)
        yield _day(f"achievement-{one.pk}", name, f"achievements/{one.pk}", one.review_on)
    experts = Expert.objects.filter(institution__in=schools, withdrawn_on=None)
    for expert in experts.filter(consent_until__gt=begins).order_by("pk"):
        name = CONSENT.format(name=expert.name)
        yield _day(f"expert-{expert.pk}", name, f"experts/{expert.pk}", expert.consent_until)
    if not may(viewer, Deed.KEEP_REGISTERS):
        return
    seen = visible_agreements(viewer).filter(ended_on=None).values("pk")
    terms = AgreementTerm.objects.filter(agreement__in=seen, met_on=None, due_on__gt=begins)
    for term in terms.select_related("agreement").order_by("due_on", "pk"):
        if term.due_on:
            name = TERM.format(name=term.agreement.title, text=term.text)
            yield _day(f"term-{term.pk}", name, f"agreements/{term.agreement_id}", term.due_on)


def _day(uid: str, title: Sentence, page: str, day: date) -> Marked:
    return Marked(
        kind=COOPERATION,
        uid=f"cooperation-{uid}",
        title=title,
        link=f"/cooperation/{page}/",
        first=day,
    )
