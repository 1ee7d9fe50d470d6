"""The one form of facts, made from the declarations of the rulebook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.cultivation.queries.facts import FactLine, KeptFact
from jigai.apps.scoring.fact_keeping import FactEntry
from jigai.domain.quantities import MoneyUnit, from_fen, to_fen
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact, FactDeclaration, FactType
from jigai.domain.rules.wording import value_in_words
from jigai.domain.scorecards.fact_values import Basis, kept_text, known_value
from jigai.web.cultivation.words import UNITS
from jigai.web.forms.beside import Beside
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.forms.reasoned import DayField, ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.layout.figures import ABSENT, dated

UNKNOWN = ("", _("不知道"))
FLAGS = (UNKNOWN, ("true", _("是")), ("false", _("否")))
MOST_SHARE_BP = 10_000_000
MONEY = frozenset({"yuan", "fen"})


class FactsForm(ReasonedForm):
    """Facts of one enterprise and year; only what is changed here is entered anew."""

    paper = forms.CharField(
        label=_("依据材料"),
        max_length=200,
        required=False,
        help_text=_("本次填写的各项事实所依据的材料，例：2025年度审计报告。"),
    )
    as_of = DayField(label=_("数据截至日"), required=False, help_text=_("留空为今天。"))

    def __init__(self, *given: Any, lines: Sequence[FactLine], basis: Basis, known: dict[str, Fact],
                 **options: Any) -> None:  # fmt: skip
        self.lines, self.basis = lines, basis
        initial = {line.declaration.name: _initial(line, basis) for line in lines}
        super().__init__(*given, initial={**initial, **options.pop("initial", {})}, **options)
        for line in lines:
            field = _field(line.declaration)
            field.beside = _beside(line, basis, known)  # type: ignore[attr-defined]
            self.fields[line.declaration.name] = field
        self.fields["reason"] = self.fields.pop("reason")

    def clean(self) -> dict[str, Any]:
        """Every value in the form in which it is kept, with the complaint beside its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        for line in self.lines:
            name = line.declaration.name
            if name in cleaned:
                try:
                    cleaned[name] = _kept(line.declaration, cleaned[name])
                except Refusal as refused:
                    self.add_error(name, said_on_page(refused.said + refused.advice))
        if self.is_changed(cleaned) and not cleaned.get("paper"):
            self.add_error("paper", ValidationError(gettext("请写明依据材料。")))
        return cleaned

    def is_changed(self, cleaned: dict[str, Any]) -> bool:
        """Whether a value is new or other than the kept one."""
        return any(value for _name, value in self._changed(cleaned))

    def entries(self) -> dict[str, FactEntry]:
        """What is to be kept anew, by name; a cleared value takes the kept one away."""
        said = self.cleaned_data
        paper, day = str(said.get("paper") or ""), said.get("as_of")
        return {name: FactEntry(value, paper, day) for name, value in self._changed(said)}

    def _changed(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for line in self.lines:
            name, kept = line.declaration.name, _own(line, self.basis)
            value = cleaned.get(name, "")
            if value != (kept.value if kept else ""):
                yield name, value


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that one rule asks for first."""

    title: str
    fields: tuple[Any, ...]
    known_count: int

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self.fields)


def grouped(form: FactsForm, titles: Sequence[tuple[str, Sequence[str]]]) -> list[Group]:
    """The fields under the rule that asks for them first; what no rule asks comes last."""
    left = {line.declaration.name: line for line in form.lines}
    groups = []
    for title, names in titles:
        mine = [name for name in names if name in left]
        if mine:
            known = sum(1 for name in mine if _own(left[name], form.basis))
            groups.append(Group(title, tuple(form[name] for name in mine), known))
        for name in mine:
            del left[name]
    if left:
        known = sum(1 for line in left.values() if _own(line, form.basis))
        groups.append(Group(gettext("其他"), tuple(form[name] for name in left), known))
    return groups


def _field(declaration: FactDeclaration) -> forms.Field:
    label = said_on_page(declaration.label)
    told = [said_on_page(declaration.period), said_on_page(declaration.source)]
    words: dict[str, Any] = {
        "label": label,
        "required": False,
        "help_text": " · ".join(part for part in told if part),
    }
    if declaration.type is FactType.FLAG:
        return forms.ChoiceField(choices=FLAGS, **words)
    if declaration.type is FactType.CHOICE:
        choices = [(name, said_on_page(word)) for name, word in declaration.choices]
        return forms.ChoiceField(choices=[UNKNOWN, *choices], **words)
    if declaration.unit in MONEY:
        return MoneyField(**words)
    if declaration.unit == "share":
        return ShareField(at_most_bp=MOST_SHARE_BP, **words)
    field = forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), **words)
    field.unit = UNITS.get(declaration.unit, "")  # type: ignore[attr-defined]
    return field


def _initial(line: FactLine, basis: Basis) -> Any:
    kept, declaration = _own(line, basis), line.declaration
    if kept is None:
        return None
    if declaration.type is not FactType.NUMBER:
        return kept.value
    if declaration.unit in MONEY:
        unit = MoneyUnit.YUAN if declaration.unit == "yuan" else MoneyUnit.FEN
        return to_fen(Decimal(kept.value), unit=unit)
    return int(Decimal(kept.value) * 10_000) if declaration.unit == "share" else kept.value


def _kept(declaration: FactDeclaration, value: Any) -> str:
    """The cleaned value as kept text; blank stays blank."""
    if value is None or value == "":
        return ""
    if declaration.unit == "yuan":
        return kept_text(declaration, str(from_fen(value, unit=MoneyUnit.YUAN)))
    if declaration.unit == "share":
        return kept_text(declaration, str(Decimal(value).scaleb(-4)))
    return kept_text(declaration, str(value))


def _own(line: FactLine, basis: Basis) -> KeptFact | None:
    return line.verified if basis is Basis.VERIFIED else line.reported


def _beside(line: FactLine, basis: Basis, known: dict[str, Fact]) -> tuple[Beside, ...]:
    """What is kept already: the other basis, and what counts now with its source."""
    other = line.reported if basis is Basis.VERIFIED else line.verified
    own, declaration = _own(line, basis), line.declaration
    shown = []
    if own is not None:
        shown.append(Beside(_("已登记"), _told(declaration, own)))
    if other is not None:
        title = _("企业填报") if basis is Basis.VERIFIED else _("核实")
        shown.append(Beside(title, _told(declaration, other)))
    fact = known.get(declaration.name)
    if own is None and other is None and fact is not None and fact.value is not None:
        value: Any = fact.known if fact.known is not None else fact.value
        words = said_on_page(value_in_words(declaration, value))
        shown.append(Beside(_("台账或登记"), f"{words} · {said_on_page(fact.source)}"))
    return tuple(shown)


def _told(declaration: FactDeclaration, kept: KeptFact) -> str:
    words = said_on_page(value_in_words(declaration, known_value(declaration, kept.value)))
    return f"{words} · {kept.source} · {_day(kept.as_of)} · {kept.recorded_by}"


def _day(day: date | None) -> str:
    return dated(day) if day else ABSENT
