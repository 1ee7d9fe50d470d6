from __future__ import annotations

from collections.abc import Mapping

from jigai.apps.cultivation.models import EnterpriseFact
from jigai.apps.registry.models import Enterprise
from jigai.apps.scoring.fact_keeping import FactEntry, Kept, is_fact_year, keep_facts, read_entry
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.sentence import Sentence

SUBJECT = "enterprise"


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
    if not is_fact_year(year, change):
        raise FactYearWrong(year=year, last=change.at.year + 1)
    return keep_facts(
        EnterpriseFact,
        owner={"enterprise": enterprise},
        year=year,
        basis=basis,
        wanted={name: _wanted(name, entry, change) for name, entry in entries.items()},
        verb=f"facts.{basis.value}",
        change=change,
    )


def _wanted(name: str, entry: FactEntry, change: Change) -> Kept | None:
    declared = shipped().facts[SUBJECT]
    if name not in declared:
        raise NoSuchFact(name=name, near=nearest(name, declared))
    return read_entry(declared[name], entry, change, paperless=FactWithoutPaper)
