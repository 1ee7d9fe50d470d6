"""The list of matches, for reading as of a past day as well; confidential demands masked."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cooperation.queries.open_demands import secret_since
from jigai.apps.matches.models import Match
from jigai.apps.matches.queries.names import names_for

NOBODY = Q(pk__in=[])


def all_matches() -> QuerySet[Match]:
    """Every match, each demand in the text that anybody may read."""
    return _named(NOBODY)


def seen_matches(viewer: Viewer) -> QuerySet[Match]:
    """Matches that the viewer sees; a demand that is open to them by its own name."""
    names = names_for(viewer)
    own = Q(demand__enterprise__in=names.enterprises) | Q(demand__owner_key=names.key)
    seen = Match.objects.visible_to(viewer).order_by().values("pk")
    return _named(own).filter(pk__in=seen)


def _named(own: Q) -> QuerySet[Match]:
    is_open = Q(demand__is_confidential=False) | own
    masked = Coalesce(
        KeyTextTransform("name", "demand__masked"), Value(""), output_field=CharField()
    )
    since = secret_since()
    return Match.objects.annotate(
        demand_name=Case(
            *(
                When(Q(demand_id=key) & ~own, then=Value(text.get("name", "")))
                for key, text in since.items()
            ),
            When(is_open, then=F("demand__name")),
            default=masked,
            output_field=CharField(),
        ),
        amount_fen=F("contract__amount_fen"),
        technology_fen=F("contract__technology_fen"),
        number=Coalesce(F("contract__number"), Value("")),
        kind=Coalesce(F("contract__kind"), Value("")),
        offer_name=Coalesce(F("achievement__name"), F("expert__name")),
        holder_name=Coalesce(
            F("achievement__institution__name"),
            F("achievement__enterprise__name"),
            F("expert__institution__name"),
        ),
    )
