"""One edition of a rule set as a page that anyone can read, with its boundary cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.scoring.queries.in_force import BADGE, chosen_rules
from jigai.apps.scoring.queries.rulebook import whole_edition
from jigai.domain.quantities import number_text
from jigai.domain.refusal import NotFound
from jigai.domain.rules.describe import DescribedRow, describe
from jigai.domain.rules.rule_set import Kind, Outcome, RuleSet
from jigai.domain.rules.rulebook import Edition
from jigai.domain.rules.wording import value_in_words
from jigai.domain.sentence import Sentence
from jigai.web.requests import PageRequest

KINDS: tuple[tuple[str, Promise], ...] = (
    ("row", _("怎样定牌（从上到下，先符合先定）")),
    ("criterion", _("评分项")),
    ("trigger", _("直接触发的条件")),
    ("formula", _("计算方法")),
    ("threshold", _("界限")),
    ("fact", _("用到的数据")),
)
OF_SCORECARD: dict[str, Promise] = {
    "row": _("怎样判定（从上到下，先符合先定）"),
    "trigger": _("门槛条件（都要满足）"),
}


class NoSuchEdition(NotFound):
    code = "rules.edition_not_found"
    message = Sentence(
        "没有自{day}起的规则“{id}”。", "There is no edition of “{id}” in force from {day}."
    )


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One situation of the rule's own cases and what must come out."""

    name: str
    facts: tuple[tuple[Sentence, Sentence | None, bool], ...]
    outcome: Outcome
    total: str


@login_not_required
@require_safe
def rule_show(request: PageRequest, rule_id: str, valid_from: str) -> HttpResponse:
    edition = _edition(rule_id, valid_from)
    rows = describe(edition.rule_set)
    shown = {
        "rules": edition.rule_set,
        "groups": [
            (_title(kind, title, edition.rule_set), _of_kind(rows, kind)) for kind, title in KINDS
        ],
        "cases": list(_cases(edition)),
        "is_past_review": edition.rule_set.is_past_review(on=localdate()),
        "may_draft": may(request.viewer, Deed.DRAFT_RULES),
        "chosen": [one for one in chosen_rules(BADGE) if one.rule_set == rule_id],
    }
    return render(request, "rules/show.html", shown)


def _edition(rule_id: str, valid_from: str) -> Edition:
    try:
        found = whole_edition(rule_id, valid_from=date.fromisoformat(valid_from))
    except ValueError:
        found = None
    if found is None:
        raise NoSuchEdition(id=rule_id, day=valid_from)
    return found


def _title(kind: str, title: Promise, rules: RuleSet) -> Promise:
    """A scorecard decides and has gates; it gives no badge and has no triggers."""
    return OF_SCORECARD.get(kind, title) if rules.kind is Kind.SCORECARD else title


def _of_kind(rows: tuple[DescribedRow, ...], kind: str) -> list[DescribedRow]:
    return [row for row in rows if row.kind == kind]


def _cases(edition: Edition) -> Iterator[CaseRow]:
    """Only what a case sets apart from the usual situation is named."""
    rules, cases = edition.rule_set, edition.cases
    usual = cases[0].facts if cases else {}
    for case in cases:
        facts = []
        for name, fact in case.facts.items():
            if case is not cases[0] and usual.get(name) == fact:
                continue
            value = fact.value
            said = None
            if value is not None:
                known = value if isinstance(value, bool | str) else Fraction(value)
                said = value_in_words(rules.facts[name], known)
            facts.append((rules.facts[name].label, said, fact.is_stale))
        ends = dict.fromkeys(number_text(end, places=2) for end in case.total or ())
        yield CaseRow(case.name, tuple(facts), rules.outcome(case.outcome), "-".join(ends))
