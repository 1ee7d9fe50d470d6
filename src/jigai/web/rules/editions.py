"""Which editions are in force, which are coming and which were; taking one back or ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.scoring.actions.end_rule_edition import end_rule_edition
from jigai.apps.scoring.actions.withdraw_rule_edition import withdraw_rule_edition
from jigai.apps.scoring.queries.access import edition_for
from jigai.apps.scoring.queries.rulebook import Released
from jigai.apps.scoring.queries.timeline import TimedEdition, timeline
from jigai.domain.change import Change
from jigai.domain.rules.rule_set import RuleSet
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.requests import PageRequest

STANDINGS: tuple[tuple[str, Promise], ...] = (
    ("in_force", gettext_lazy("现行")),
    ("coming", gettext_lazy("将行")),
    ("was", gettext_lazy("曾行")),
    ("withdrawn", gettext_lazy("已撤回")),
)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """One edition; who released it is shown to those who are signed in."""

    rule_set: RuleSet
    released: Released | None
    valid_to: date | None
    is_past_review: bool
    known_since: date
    stop_url: str


class DaysForm(forms.Form):
    """``on``: for which day; ``known_on``: with the knowledge of which day."""

    on = DayField(label=gettext_lazy("哪一天的规则"), required=False)
    known_on = DayField(label=gettext_lazy("以哪一天所知为准"), required=False)


@login_not_required
@require_safe
def edition_list(request: PageRequest) -> HttpResponse:
    """The editions of a day, as we know them today or knew them on another day."""
    form = DaysForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    on, known = asked.get("on") or localdate(), asked.get("known_on")
    may_stop = may(request.viewer, Deed.RELEASE_RULES) and not known
    found = timeline(on=on, known=known)
    shown = {
        "groups": [
            (
                key,
                title,
                [_row(one, may_stop=may_stop, on=on) for one in found if one.standing == key],
            )
            for key, title in STANDINGS
        ],
        "today": on,
        "known_on": known,
        "form": form,
        "is_signed_in": bool(request.viewer.user_id),
        "may_draft": may(request.viewer, Deed.DRAFT_RULES),
    }
    return render(request, "rules/editions.html", shown, status=422 if form.errors else 200)


def _row(one: TimedEdition, *, may_stop: bool, on: date) -> EditionRow:
    released = one.released
    open_ended = released is not None and released.ends_on is None
    stops = may_stop and open_ended and one.standing in {"in_force", "coming", "was"}
    return EditionRow(
        one.rule_set,
        released,
        one.valid_to,
        one.standing == "in_force" and one.rule_set.is_past_review(on=on),
        one.known_since,
        reverse("rules:edition_stop", args=[released.id]) if stops and released else "",
    )


class EndForm(ReasonedForm):
    ends_on = DayField(
        label=gettext_lazy("自哪一天起不再执行"),
        help_text=gettext_lazy("以前按它算出的结果不变，仍注明这一版"),
    )


def edition_stop(request: PageRequest, pk: int) -> HttpResponse:
    """One that has not begun is withdrawn; one that has is ended from a day."""
    edition = edition_for(request.viewer, pk)
    has_begun = edition.valid_from <= localdate()
    form_of = EndForm if has_begun else ReasonedForm
    form = form_of(request.POST or None)
    words = _words(has_begun=has_begun)
    act = Act(
        title=words[0] % {"title": edition.rule_set},
        about=words[1],
        back=reverse("rules:editions"),
        said=words[2],
        submit=words[3],
        at_field={"rules.ends_in_the_past": "ends_on", "rules.nothing_left_in_force": "ends_on"},
    )

    def stop(values: dict[str, Any], change: Change) -> None:
        if has_begun:
            end_rule_edition(edition=edition, ends_on=values["ends_on"], change=change)
        else:
            withdraw_rule_edition(edition=edition, change=change)

    return acted(request, form, act, stop)


def _words(*, has_begun: bool) -> tuple[str, str, str, str]:
    if has_begun:
        return (
            _("终止县级版本 %(title)s"),
            _("自该日起，它之前的一版重新执行：先县里的，再产品的"),
            _("已定终止日期。"),
            _("终止"),
        )
    return (
        _("撤回县级版本 %(title)s"),
        _("它还没有生效；撤回后现行规则照旧"),
        _("已撤回。"),
        _("撤回"),
    )
