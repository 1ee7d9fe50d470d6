"""Review days of demands and achievements, names asked for, terms of agreements, consents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from jigai.apps.cooperation.models import (
    Achievement,
    AgreementTerm,
    Demand,
    Disclosure,
    Expert,
    ReviewState,
)
from jigai.domain.reminders.due import Due, Who, named
from jigai.domain.reminders.kinds import COOPERATION
from jigai.domain.sentence import Sentence
from jigai.flows.reminder_sources.asked import OFFICE, Asked
from jigai.flows.reminder_sources.sides import members_of, of_firm, of_institution, represented

AHEAD = timedelta(days=30)
LOOK_BACK = timedelta(days=30)
TO_KEEP = Sentence(
    "技术需求复核到期：确认仍然有效或了结，过期不再参加匹配",
    "review the demand: keep it or close it; past its day it leaves matching",
)
TO_KEEP_OFFER = Sentence(
    "科技成果复核到期：确认仍然有效或撤下，过期不再参加匹配",
    "review the achievement: keep it or close it; past its day it leaves matching",
)
TO_OPEN = Sentence(
    "“{institution}”申请查看这条保密需求的名称，请同意或谢绝",
    "{institution} asks whose this confidential demand is: agree or decline",
)
TO_MEET = Sentence("协议约定到期：{text}", "a term of the agreement falls due: {text}")
TO_RENEW = Sentence(
    "专家入库同意到期，请续签同意书或退出", "the expert's consent ends: renew or withdraw it"
)


def demands(asked: Asked) -> Iterator[Due]:
    """Published demands whose review is near or past, for their firm; two queries."""
    rows = Demand.objects.filter(
        enterprise__in=asked.enterprises,
        state=ReviewState.APPROVED,
        closed_on=None,
        review_on__lte=asked.on + AHEAD,
    )
    found = list(rows.select_related("enterprise"))
    staffed = represented([one.enterprise_id for one in found])
    for one in found:
        yield _of_demand(one, f"demand:{one.pk}", TO_KEEP, of_firm(one.enterprise_id, staffed),
                         due=True)  # fmt: skip


def achievements(asked: Asked) -> Iterator[Due]:
    """Published achievements whose review is near or past, for their holder; three queries."""
    mine = Q(enterprise=None) | Q(enterprise__in=asked.enterprises)
    rows = Achievement.objects.filter(
        mine, state=ReviewState.APPROVED, closed_on=None, review_on__lte=asked.on + AHEAD
    )
    found = list(rows.select_related("enterprise"))
    staffed = represented([one.enterprise_id for one in found if one.enterprise_id])
    members = members_of({one.institution_id for one in found if one.institution_id})
    for one in found:
        firm = one.enterprise
        whom = [of_firm(firm.pk, staffed)] if firm else of_institution(
            one.institution_id or 0, members
        )  # fmt: skip
        for who in whom:
            yield Due(
                kind=COOPERATION,
                record=f"achievement:{one.pk}",
                title=named(one.name),
                what=TO_KEEP_OFFER,
                link=f"/cooperation/achievements/{one.pk}/",
                who=who,
                due_on=one.review_on,
                division_id=firm.division_id if firm else None,
                enterprise_id=firm.pk if firm else None,
            )


def names_asked(asked: Asked) -> Iterator[Due]:
    """Institutions that wait for the word of a demand's owner, who alone is told; two queries."""
    rows = Disclosure.objects.filter(
        demand__enterprise__in=asked.enterprises,
        demand__closed_on=None,
        institution_agreed_at__isnull=False,
        owner_agreed_at=None,
        ended_at=None,
    )
    found = list(rows.select_related("demand__enterprise", "institution"))
    staffed = represented([one.demand.enterprise_id for one in found])
    for one in found:
        yield _of_demand(
            one.demand,
            f"disclosure:{one.pk}",
            TO_OPEN.format(institution=one.institution.name),
            of_firm(one.demand.enterprise_id, staffed),
        )


def terms(asked: Asked) -> Iterator[Due]:
    """Duties and deliverables of agreements near or past their day, for the office; one query."""
    mine = Q(agreement__enterprise=None) | Q(agreement__enterprise__in=asked.enterprises)
    rows = AgreementTerm.objects.filter(
        mine, met_on=None, due_on__lte=asked.on + AHEAD, agreement__ended_on=None
    )
    for one in rows.select_related("agreement__enterprise"):
        firm = one.agreement.enterprise
        yield Due(
            kind=COOPERATION,
            record=f"agreement_term:{one.pk}",
            title=named(one.agreement.title),
            what=TO_MEET.format(text=one.text),
            link=f"/cooperation/agreements/{one.agreement_id}/",
            who=Who(roles=OFFICE),
            due_on=one.due_on,
            division_id=firm.division_id if firm else None,
            enterprise_id=firm.pk if firm else None,
        )


def consents(asked: Asked) -> Iterator[Due]:
    """Experts whose consent runs out or lately did, for their institution; two queries."""
    until = (asked.on - LOOK_BACK, asked.on + AHEAD)
    found = list(Expert.objects.filter(withdrawn_on=None, consent_until__range=until))
    members = members_of({one.institution_id for one in found})
    for one in found:
        for who in of_institution(one.institution_id, members):
            yield Due(
                kind=COOPERATION,
                record=f"expert:{one.pk}",
                title=named(one.name),
                what=TO_RENEW,
                link=f"/cooperation/experts/{one.pk}/",
                who=who,
                due_on=one.consent_until,
            )


def _of_demand(demand: Demand, record: str, what: Sentence, who: Who, *, due: bool = False) -> Due:
    """By the name that anybody may read: a message is no place for a confidential one."""
    return Due(
        kind=COOPERATION,
        record=record,
        title=named(str(demand)),
        what=what,
        link=f"/cooperation/demands/{demand.pk}/",
        who=who,
        due_on=demand.review_on if due else None,
        division_id=demand.enterprise.division_id,
        enterprise_id=demand.enterprise_id,
    )
