"""The form of one side's answers, made from the questions of the bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.diagnosis.actions.save_answers import AnswerEntry
from jigai.apps.diagnosis.queries.cards import DiagnosisCard, Given, QuestionRow
from jigai.domain.maturity.answers import LEVELS, NONE_CHOSEN, OPEN
from jigai.domain.maturity.bank import GRADES, HIGHEST_SCENE, Bank, Kind, Question
from jigai.web.forms.fields import ShareField
from jigai.web.language import said_on_page

UNKNOWN = ("", _("不知道"))
NONE_OF_THEM = (NONE_CHOSEN, _("都没有"))
EVIDENCE, STEP = "evidence-{}", "{}-{}"
BP_PLACES = -4


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the page with its fields; ``other`` is what the other side answered."""

    row: QuestionRow
    kind: str
    fields: tuple[Any, ...]
    evidence: Any
    given: Given
    other: Given
    hint: str


@dataclass(frozen=True, slots=True)
class AskedGroup:
    title: str
    asked: tuple[Asked, ...]
    answered_count: int

    @property
    def has_errors(self) -> bool:
        return any(field.errors for one in self.asked for field in one.fields)


class AnswersForm(forms.Form):
    """Every question may stay open; what cannot be read is said beside it."""

    def __init__(self, *given: Any, bank: Bank, card: DiagnosisCard, side: str,
                 hints: Mapping[str, str], **options: Any) -> None:  # fmt: skip
        self.bank, self.card, self.side, self.hints = bank, card, side, hints
        self.rows = {row.name: row for group in card.groups for row in group.questions}
        initial: dict[str, Any] = {}
        for one in bank.questions:
            kept = self._given(one.name)
            initial |= _initial(one, kept.value)
            initial[EVIDENCE.format(one.name)] = kept.evidence
        super().__init__(*given, **{"initial": initial, **options})
        for one in bank.questions:
            self.fields |= _fields(one, bank)
            self.fields[EVIDENCE.format(one.name)] = forms.CharField(
                label=_("佐证（材料名称或说明）"), max_length=300, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for one in self.bank.questions:
            chosen = cleaned.get(one.name) or []
            if one.kind is Kind.MULTI and NONE_CHOSEN in chosen and len(chosen) > 1:
                said = gettext("选了“都没有”就不能再选其他项。")
                self.add_error(one.name, ValidationError(said))
        return cleaned

    def entries(self) -> dict[str, AnswerEntry]:
        """What can be read, by question."""
        said = self.cleaned_data
        return {
            one.name: AnswerEntry(_written(one, said), said.get(EVIDENCE.format(one.name)) or "")
            for one in self.bank.questions
            if not any(name in self.errors for name in _names(one))
        }

    def groups(self) -> list[AskedGroup]:
        """The questions in the groups of the bank."""
        found = []
        for group in self.card.groups:
            asked = tuple(self._asked(row) for row in group.questions)
            done = sum(1 for one in asked if one.given.value)
            found.append(AskedGroup(said_on_page(group.label), asked, done))
        return found

    def _asked(self, row: QuestionRow) -> Asked:
        question = self.bank.question(row.name)
        if question is None:
            raise AssertionError(row.name)
        is_own = self.side == "own"
        return Asked(
            row=row,
            kind=row.kind,
            fields=tuple(self[name] for name in _names(question)),
            evidence=self[EVIDENCE.format(row.name)],
            given=row.own if is_own else row.assessed,
            other=row.assessed if is_own else row.own,
            hint=self.hints.get(row.name, ""),
        )

    def _given(self, name: str) -> Given:
        row = self.rows[name]
        return row.own if self.side == "own" else row.assessed


def _names(question: Question) -> list[str]:
    if question.kind is Kind.LADDER:
        return [STEP.format(question.name, number) for number in range(1, LEVELS + 1)]
    return [question.name]


def _fields(question: Question, bank: Bank) -> dict[str, forms.Field]:
    label = said_on_page(question.label)
    options = [(one.name, said_on_page(one.label)) for one in question.options]
    match question.kind:
        case Kind.MULTI:
            field: forms.Field = forms.MultipleChoiceField(
                label=label,
                choices=[*options, NONE_OF_THEM],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        case Kind.SINGLE:
            field = forms.ChoiceField(label=label, choices=[UNKNOWN, *options], required=False)
        case Kind.SHARE:
            field = ShareField(label=label, required=False)
        case Kind.SCENE:
            words = [said_on_page(one) for one in bank.scene_levels]
            levels = [(str(n), words[n]) for n in range(HIGHEST_SCENE + 1)]
            field = forms.ChoiceField(label=label, choices=[UNKNOWN, *levels], required=False)
        case Kind.LADDER:
            return _steps(question, bank)
    return {question.name: field}


def _steps(question: Question, bank: Bank) -> dict[str, forms.Field]:
    words = [said_on_page(one) for one in bank.scene_levels]
    grades = list(zip(GRADES, words, strict=True))
    return {
        STEP.format(question.name, number): forms.ChoiceField(
            label=gettext("第 {number} 级要求").format(number=number),
            choices=[UNKNOWN, *grades],
            required=False,
        )
        for number in range(1, LEVELS + 1)
    }


def _initial(question: Question, kept: str) -> dict[str, Any]:
    if not kept:
        return {}
    if question.kind is Kind.LADDER:
        parts = kept.split(",")
        return {
            STEP.format(question.name, n): "" if part == OPEN else part
            for n, part in enumerate(parts, 1)
        }
    if question.kind is Kind.MULTI:
        return {question.name: kept.split(",")}
    if question.kind is Kind.SHARE:
        return {question.name: int(Decimal(kept).scaleb(-BP_PLACES))}
    return {question.name: kept}


def _written(question: Question, said: Mapping[str, Any]) -> str:
    """The answer as the action reads it; blank is unknown."""
    if question.kind is Kind.LADDER:
        return ",".join(said.get(name) or OPEN for name in _names(question))
    value = said.get(question.name)
    if value is None or not str(value) or value == []:
        return ""
    if question.kind is Kind.MULTI:
        return ",".join(value)
    return str(Decimal(value).scaleb(BP_PLACES)) if question.kind is Kind.SHARE else str(value)
