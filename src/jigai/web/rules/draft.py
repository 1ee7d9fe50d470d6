"""One draft: what stands in the way, its parts in words, its cases, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.scoring.queries.access import draft_for
from jigai.apps.scoring.queries.drafts import DraftRow, draft_row, reading_of
from jigai.domain.quantities import number_text
from jigai.domain.rules.case_review import FailingCase
from jigai.domain.rules.describe import describe
from jigai.domain.rules.draft import DraftReading, Problem
from jigai.domain.rules.editable import EditablePart, editable_parts
from jigai.domain.rules.editable_words import words_of
from jigai.domain.rules.propose_cases import ProposedCase
from jigai.domain.rules.read import ROUTE
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.rules.rule_set import Outcome, RuleSet
from jigai.domain.rules.rulebook import CASES_TEXT
from jigai.domain.sentence import Sentence, joined
from jigai.flows.edit_rule_part import confirm_rule_cases
from jigai.web.authorship import change_by
from jigai.web.forms.acting import done
from jigai.web.requests import PageRequest
from jigai.web.rules.drafting import head_of
from jigai.web.rules.facts_said import facts_said
from jigai.web.rules.words import PARTS

AROUND = 2


@dataclass(frozen=True, slots=True)
class ShownPart:
    part: EditablePart
    text: Sentence


@dataclass(frozen=True, slots=True)
class ShownProposal:
    number: int
    boundary: Sentence
    side: Sentence
    facts: Sentence
    outcome: Outcome
    total: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines around a fault; the third of each says whether it is the line of the fault."""

    problem: Problem
    is_of_cases: bool
    lines: tuple[tuple[int, str, bool], ...]


@require_safe
def draft_show(request: PageRequest, pk: int) -> HttpResponse:
    draft = draft_row(draft_for(request.viewer, pk))
    reading = reading_of(draft)
    shown: dict[str, Any] = {
        "draft": head_of(draft, request.viewer),
        "reading": reading,
        "excerpt": _excerpt(draft, reading.problem) if reading.problem else None,
        "groups": list(_groups(draft, reading)),
        "failing": list(_failing(reading)),
        "proposals": list(_proposals(reading)),
        "unproposed": _unproposed(reading),
    }
    return render(request, "rules/draft.html", shown)


@require_POST
def draft_cases(request: PageRequest, pk: int) -> HttpResponse:
    """Confirm what the draft gives: other outcomes of cases, and proposed cases."""
    require(request.viewer, Deed.DRAFT_RULES)
    draft = draft_for(request.viewer, pk)
    change = change_by(request, _("确认边界样例"))
    confirm_rule_cases(
        draft=draft,
        failing=_numbers(request, "failing"),
        proposals=_numbers(request, "proposal"),
        change=change,
    )
    done(request, _("已确认的样例写进了草稿。"), change)
    return HttpResponseRedirect(reverse("rules:draft", args=[pk]))


def _numbers(request: PageRequest, name: str) -> set[int]:
    return {int(text) for text in request.POST.getlist(name) if text.isdecimal()}


def _excerpt(draft: DraftRow, problem: Problem) -> Excerpt:
    is_of_cases = problem.file == CASES_TEXT
    rows = (draft.cases if is_of_cases else draft.text).splitlines()
    first = max(problem.line - 1 - AROUND, 0)
    lines = tuple(
        (number, text, number == problem.line)
        for number, text in enumerate(rows[first : problem.line + AROUND], start=first + 1)
    )
    return Excerpt(problem, is_of_cases, lines)


def _groups(
    draft: DraftRow, reading: DraftReading
) -> Iterator[tuple[str, Promise, list[ShownPart]]]:
    """Parts by kind in the order of the file; steps and choices stay under their criterion."""
    try:
        parts = editable_parts(draft.text)
    except RuleFileRefused:
        return
    told = {(row.kind, row.name): row.text for row in _described(reading.rule_set)}
    for kind in (
        "row",
        "criterion",
        "gate",
        "trigger",
        "pass",
        "route",
        "default",
        "threshold",
        "formula",
    ):
        kinds = {kind, "step", "best_of"} if kind == "criterion" else {kind}
        of_kind = [
            ShownPart(part, _said(part, reading, told)) for part in parts if part.kind in kinds
        ]
        if of_kind:
            yield kind, PARTS[kind], of_kind
    rest = [part for part in parts if part.kind in {"head", "source", "outcome"}]
    yield "head", PARTS["head"], [ShownPart(part, _said(part, reading, told)) for part in rest]


def _described(rule_set: RuleSet | None) -> Any:
    return describe(rule_set) if rule_set is not None else ()


def _said(
    part: EditablePart, reading: DraftReading, told: dict[tuple[str, str], Sentence]
) -> Sentence:
    """In words; while the rule cannot be read, as it stands in the file."""
    name = {"pass": "pass", "default": "default", "route": ROUTE + part.name}.get(
        part.kind, part.name
    )
    kind = {"gate": "trigger", "pass": "row", "route": "row", "default": "row"}.get(
        part.kind, part.kind
    )
    if (kind, name) in told:
        return told[kind, name]
    if reading.rule_set is not None and (words := words_of(reading.rule_set, part)):
        return joined(list(words.values()), zh=" → ", en=" → ")
    return Sentence(_typed(part, without="en"), _typed(part, without="zh"))


def _typed(part: EditablePart, *, without: str) -> str:
    """The values as they stand in the file, those of the other language left out."""
    said = [value for value in part.values if value.key not in {"label", "title"} and value.text]
    return " · ".join(value.text for value in said if value.path[-1] != without)


def _failing(reading: DraftReading) -> Iterator[tuple[FailingCase, Sentence]]:
    """Each case that comes out otherwise, with the facts that set it apart from the first."""
    usual = reading.cases[0].facts if reading.cases else {}
    for one in reading.review.failing if reading.review else ():
        own = {name: fact for name, fact in one.case.facts.items() if usual.get(name) != fact}
        if reading.rule_set is not None:
            yield one, facts_said(reading.rule_set, own or one.case.facts)


def _proposals(reading: DraftReading) -> Iterator[ShownProposal]:
    for number, one in enumerate(reading.proposals()):
        rules = reading.rule_set
        if rules is not None:
            yield ShownProposal(
                number,
                one.missing.boundary_words,
                one.missing.side_words,
                facts_said(rules, one.facts),
                one.outcome,
                total_said(one),
            )


def total_said(one: ProposedCase) -> str:
    return "-".join(dict.fromkeys(number_text(end, places=2) for end in one.total or ()))


def _unproposed(reading: DraftReading) -> list[Any]:
    """Missing sides for which the author must write the case by hand."""
    if reading.review is None:
        return []
    proposed = {id(one.missing) for one in reading.proposals()}
    return [one for one in reading.review.missing if id(one) not in proposed]
