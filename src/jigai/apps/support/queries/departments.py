"""How departments answer: every answer of the enterprises by itself, never an average of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from statistics import median

from django.db.models import Q, QuerySet

from jigai.apps.accounts.models import Agency
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.support.clockwork import PROGRAMME_OFFICE, agency_said
from jigai.apps.support.models import EnterpriseRequest, RequestAnswer, RequestRating
from jigai.apps.support.queries.requests import overdue
from jigai.domain.request_clocks.life import State
from jigai.domain.request_clocks.words import Closing, Grade
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department over a time.

    Attributes:
        taken: requests that it is in charge of or has answered.
        answered: answers given; one that was sent back counts, and so does the one after it.
        asked: answers of which the enterprise could say how it finds them.
        replies: answers that it did rate, each counted under its grade.
        median_wait: work-days from the request to the answer, of all that were answered.
        in_time: of the answers, how many within the limit.
        redone: answers after which the request was taken up again.
    """

    agency_id: int | None
    name: Sentence
    taken: int
    open_count: int
    overdue_count: int
    answered: int
    in_time: int
    median_wait: Fraction | None
    asked: int
    replies: int
    satisfied: int
    basically: int
    unsatisfied: int
    redone: int

    @property
    def reply_rate(self) -> Fraction | None:
        return Fraction(self.replies, self.asked) if self.asked else None


@dataclass(slots=True)
class _Gathered:
    requests: list[EnterpriseRequest] = field(default_factory=list)
    answers: list[RequestAnswer] = field(default_factory=list)
    ratings: list[RequestRating] = field(default_factory=list)


def department_rows(
    viewer: Viewer, *, first: date, last: date, at: datetime
) -> tuple[DepartmentRow, ...]:
    """Departments in charge of requests raised in a time, by name; five queries.

    The numbers speak of departments alone and are the same for all who read them, except for a
    viewer whose area is narrower than the county: these count the area.
    """
    requests = _counted(viewer).filter(raised_at__date__gte=first, raised_at__date__lte=last)
    agencies = Agency.objects.in_bulk()
    gathered: dict[int | None, _Gathered] = defaultdict(_Gathered)
    for request in requests.exclude(request_class="").order_by("pk"):
        gathered[request.lead_id].requests.append(request)
    answers = RequestAnswer.objects.filter(request__in=requests.values("pk"))
    for answer in answers.select_related("request").order_by("pk"):
        gathered[answer.agency_id].answers.append(answer)
    ratings = RequestRating.objects.filter(request__in=requests.values("pk"))
    for rating in ratings.order_by("pk"):
        gathered[rating.agency_id].ratings.append(rating)
    late = set(requests.filter(overdue(at)).values_list("pk", flat=True))
    rows = [
        _row(key, agency_said(agencies.get(key) if key else None), found, late)
        for key, found in gathered.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.name.zh))


def in_charge_named(word: str) -> Q:
    """Accepted requests of which the department of exactly this name is in charge."""
    return _of(word, "lead") & ~Q(request_class="")


def of_department(word: str) -> Q:
    """Requests that the department is in charge of or has answered: those of ``taken``."""
    answers = RequestAnswer.objects.filter(_of(word, "agency")).order_by()
    return in_charge_named(word) | Q(pk__in=answers.values("request"))


def _of(word: str, path: str) -> Q:
    """The name in either language; without an agency it is the programme office."""
    if word in {PROGRAMME_OFFICE.zh, PROGRAMME_OFFICE.en}:
        return Q(**{path: None})
    return Q(**{f"{path}__name": word}) | Q(**{f"{path}__name_en": word})


def _counted(viewer: Viewer) -> QuerySet[EnterpriseRequest]:
    narrow = [g.division_ids for g in viewer.grants if g.division_ids is not None]
    if not viewer.grants or len(narrow) < len(viewer.grants):
        return EnterpriseRequest.objects.all()
    return EnterpriseRequest.objects.filter(enterprise__division_id__in=frozenset().union(*narrow))


def _row(key: int | None, name: Sentence, found: _Gathered, late: set[int]) -> DepartmentRow:
    grades = [one.grade for one in found.ratings]
    told = [one for one in found.answers if one.request.closing != Closing.WITHDRAWN]
    return DepartmentRow(
        agency_id=key,
        name=name,
        taken=len({r.pk for r in found.requests} | {a.request_id for a in found.answers}),
        open_count=sum(one.state != State.CLOSED for one in found.requests),
        overdue_count=sum(one.pk in late for one in found.requests),
        answered=len(found.answers),
        in_time=sum(one.is_in_time for one in found.answers),
        median_wait=_median([one.waited_days for one in found.answers]),
        asked=len(told),
        replies=len(grades),
        satisfied=grades.count(Grade.SATISFIED.value),
        basically=grades.count(Grade.BASICALLY.value),
        unsatisfied=grades.count(Grade.UNSATISFIED.value),
        redone=sum(one.cycle < one.request.cycle for one in found.answers),
    )


def _median(waits: Sequence[int]) -> Fraction | None:
    return median(Fraction(wait) for wait in waits) if waits else None
