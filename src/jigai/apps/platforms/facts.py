"""Facts of platforms for the rule engine: from the register, as kept, and as measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction

from django.db.models import F, Q, QuerySet, Sum
from django.utils.timezone import make_aware

from jigai.apps.platforms.models import (
    Booking,
    BookingState,
    Platform,
    PlatformFact,
    PlatformService,
    Standing,
)
from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.scorecards.fact_values import Basis, known_value
from jigai.domain.scorecards.platform_kinds import full_months
from jigai.domain.sentence import Sentence

SUBJECT = "platform"
MEASURED = frozenset({"outside_users", "shared_use_hours", "months_at_city_level"})
"""Facts that nobody declares: they follow from records of this system."""
MINUTES = 60
Facts = dict[str, Fact]
REGISTER = Sentence("平台登记", "register of platforms")
CONFIRMED = Sentence("经用户确认的记录", "records confirmed by users")
STANDINGS = Sentence("平台登记的认定日期", "days of recognition in the register")
SOURCES = {
    Basis.VERIFIED: Sentence("{paper}（{who}核实）", "{paper} (verified by {who})"),
    Basis.REPORTED: Sentence("{paper}（{who}填报）", "{paper} (reported by {who})"),
}


def register_facts(platforms: Sequence[Platform], *, on: date) -> dict[int, Facts]:
    """What the register itself says; no query."""
    found: dict[int, Facts] = {}
    for one in platforms:
        value = one.equipment_value_fen
        told = {
            "rd_equipment_yuan": (None if value is None else Fraction(value, 100), "yuan"),
            "full_time_staff": (one.staff_count, "person"),
            "senior_staff": (one.senior_count, "person"),
        }
        found[one.pk] = {
            name: Fact(known, unit, REGISTER, on)
            for name, (known, unit) in told.items()
            if known is not None
        }
    return found


def standing_facts(platform_ids: Collection[int], *, on: date) -> dict[int, Facts]:
    """Full months at city level up to a day; one query."""
    months: dict[int, int] = dict.fromkeys(platform_ids, 0)
    rows = Standing.objects.filter(platform__in=platform_ids, level="city", valid_from__lte=on)
    for row in rows:
        months[row.platform_id] += full_months(row.valid_from, min(row.valid_to or on, on))
    return {
        key: {"months_at_city_level": Fact(count, "month", STANDINGS, on)}
        for key, count in months.items()
    }


def measured_facts(platform_ids: Collection[int], *, year: int, on: date) -> dict[int, Facts]:
    """Confirmed hours of outside users and how many there were in a year; two queries."""
    first, after = (make_aware(datetime.combine(date(y, 1, 1), time.min)) for y in (year, year + 1))
    uses = outside_uses().filter(
        instrument__platform__in=platform_ids, starts_at__gte=first, starts_at__lt=after
    )
    minutes: dict[int, int] = defaultdict(int)
    users: dict[int, set[int]] = defaultdict(set)
    summed = uses.values_list("instrument__platform_id", "enterprise_id").annotate(
        minutes=Sum("use__minutes")
    )
    for key, enterprise, total in summed.order_by():
        minutes[key] += total
        users[key].add(enterprise)
    services = PlatformService.objects.filter(
        Q(platform__host_enterprise=None) | ~Q(enterprise_id=F("platform__host_enterprise_id")),
        platform__in=platform_ids,
        given_on__year=year,
        confirmed_at__isnull=False,
    )
    for key, enterprise in services.values_list("platform_id", "enterprise_id"):
        users[key].add(enterprise)
    return {
        key: {
            "shared_use_hours": Fact(Fraction(minutes[key], MINUTES), "count", CONFIRMED, on),
            "outside_users": Fact(len(users[key]), "count", CONFIRMED, on),
        }
        for key in platform_ids
    }


def outside_uses() -> QuerySet[Booking]:
    """Bookings whose use the outside user confirmed; a host's own use is not among them."""
    host = "instrument__platform__host_enterprise"
    outside = Q(**{f"{host}__isnull": True}) | ~Q(enterprise_id=F(f"{host}_id"))
    return Booking.objects.filter(outside, state=BookingState.CONFIRMED)


def kept_platform_facts(
    platform_ids: Collection[int], *, year: int, declared: Mapping[str, FactDeclaration]
) -> dict[int, Facts]:
    """What was reported, and above it what was verified; a state holds on from year to year."""
    found: dict[int, Facts] = defaultdict(dict)
    rows = PlatformFact.objects.filter(platform__in=platform_ids, year__lte=year)
    for row in sorted(rows, key=lambda one: (one.year, one.basis == Basis.VERIFIED)):
        declaration = declared.get(row.name)
        if declaration is None or (declaration.period.zh and row.year != year):
            continue
        source = SOURCES[Basis(row.basis)].format(paper=row.source, who=row.recorded_by)
        value = known_value(declaration, row.value)
        found[row.platform_id][row.name] = Fact(value, declaration.unit, source, row.as_of)
    return found
