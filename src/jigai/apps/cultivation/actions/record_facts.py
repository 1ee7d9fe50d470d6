from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis, kept_text
from jigai.domain.sentence import Sentence

SUBJECT = "enterprise"
FIRST_YEAR = 1990


class NoSuchFact(Refusal):
    code = "cultivation.no_such_fact"
    message = Sentence(
        "没有登记过名为“{name}”的事实。{near}", "No fact “{name}” is declared. {near}"
    )
    remedy = Sentence("见 jigai ladder facts。", "See jigai ladder facts.")


class FactYearWrong(Refusal):
    code = "cultivation.fact_year_wrong"
    message = Sentence(
        "年度{year}不在 1990 到{last}之间。", "Year {year} is not within 1990 to {last}."
    )
    remedy = Sentence("请填会计年度，例如 2025。", "Give the fiscal year, such as 2025.")


class FactWithoutPaper(Refusal):
    code = "cultivation.fact_without_paper"
    message = Sentence("“{label}”没有写明依据材料。", "“{label}” names no paper as its source.")
    remedy = Sentence(
        "请写明依据，例如“2025年度审计报告”。", "Name it, such as “audit report 2025”."
    )


class FactDatedAhead(Refusal):
    code = "cultivation.fact_dated_ahead"
    message = Sentence("“{label}”的截至日{day}在将来。", "“{label}” is dated {day}, in the future.")
    remedy = Sentence("请填材料上的日期。", "Give the day on the paper.")


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One value as written; a blank ``value`` takes the kept one away.

    Attributes:
        source: the paper.
        as_of: the day as of which it holds; ``None`` is the day of the change.
    """

    value: str
    source: str
    as_of: date | None = None


def record_facts(
    *,
    enterprise: Enterprise,
    year: int,
    basis: Basis,
    entries: Mapping[str, FactEntry],
    change: Change,
) -> tuple[str, ...]:
    """Keep facts of one enterprise for a year; facts not named stay as they are.

    Returns:
        The names of the facts that changed.

    Raises:
        NoSuchFact, FactYearWrong, FactUnreadable, FactNegative, FactWithoutPaper,
        FactDatedAhead, RecordInvalid: as named.
    """
    last = change.at.year + 1
    if not FIRST_YEAR <= year <= last:
        raise FactYearWrong(year=year, last=last)
    wanted = {name: _wanted(name, entry, change) for name, entry in entries.items()}
    kept = EnterpriseFact.objects.filter(enterprise=enterprise, year=year, basis=basis)
    present = {row.name: row for row in kept.filter(name__in=wanted)}
    changed = [name for name, want in wanted.items() if _said(present.get(name)) != want]
    if not changed:
        return ()
    with writing(f"facts.{basis.value}", change):
        for name in changed:
            row, want = present.get(name), wanted[name]
            if want is None:
                if row is not None:
                    row.delete()
                continue
            row = row or EnterpriseFact(enterprise=enterprise, year=year, basis=basis, name=name)
            row.value, row.source, row.as_of = want
            row.recorded_by = change.actor.name
            save_valid(row)
    return tuple(changed)


def _wanted(name: str, entry: FactEntry, change: Change) -> tuple[str, str, date] | None:
    declared = shipped().facts[SUBJECT]
    if name not in declared:
        raise NoSuchFact(name=name, near=nearest(name, declared))
    if not entry.value.strip():
        return None
    declaration = declared[name]
    value = kept_text(declaration, entry.value)
    if not entry.source.strip():
        raise FactWithoutPaper(label=declaration.label)
    day = entry.as_of or change.at.date()
    if day > change.at.date():
        raise FactDatedAhead(label=declaration.label, day=day)
    return value, entry.source.strip(), day


def _said(row: EnterpriseFact | None) -> tuple[str, str, date] | None:
    return None if row is None else (row.value, row.source, row.as_of)
