from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.platforms.facts import MEASURED, SUBJECT
from jigai.apps.platforms.models import Platform, PlatformFact
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis, kept_text
from jigai.domain.sentence import Sentence

FIRST_YEAR = 1990


class NoSuchPlatformFact(Refusal):
    code = "platform.no_such_fact"
    message = Sentence("没有名为“{name}”的平台事实。{near}", "There is no fact “{name}”. {near}")
    remedy = Sentence("见 jigai platform facts。", "See jigai platform facts.")


class FactIsMeasured(Refusal):
    code = "platform.fact_is_measured"
    message = Sentence(
        "“{label}”由系统内经用户确认的记录得出，不能填报。",
        "“{label}” is counted from records that users confirmed and cannot be declared.",
    )


class PlatformFactWithoutPaper(Refusal):
    code = "platform.fact_without_paper"
    message = Sentence("“{label}”没有写明依据材料。", "“{label}” names no paper as its source.")
    remedy = Sentence("例：2026年度平台工作报告。", "Such as: yearly report of the platform, 2026.")


class PlatformFactYearWrong(Refusal):
    code = "platform.fact_year_wrong"
    message = Sentence("年度{year}不在1990到{last}之间。", "Year {year} is not in 1990 to {last}.")


@dataclass(frozen=True, slots=True)
class PlatformFactEntry:
    """One value as written; a blank ``value`` takes the kept one away."""

    value: str
    source: str
    as_of: date | None = None


def record_platform_facts(
    *,
    platform: Platform,
    year: int,
    basis: Basis,
    entries: Mapping[str, PlatformFactEntry],
    change: Change,
) -> tuple[str, ...]:
    """Keep facts of a platform for a year; facts not named stay as they are.

    Returns:
        The names of the facts that changed.

    Raises:
        NoSuchPlatformFact, FactIsMeasured, PlatformFactWithoutPaper, PlatformFactYearWrong,
        FactUnreadable, FactNegative, RecordInvalid: as named.
    """
    last = change.at.year + 1
    if not FIRST_YEAR <= year <= last:
        raise PlatformFactYearWrong(year=year, last=last)
    wanted = {name: _wanted(name, entry, change) for name, entry in entries.items()}
    kept = PlatformFact.objects.filter(platform=platform, year=year, basis=basis)
    present = {row.name: row for row in kept.filter(name__in=wanted)}
    changed = [name for name, want in wanted.items() if _said(present.get(name)) != want]
    if not changed:
        return ()
    with writing(f"platform_facts.{basis.value}", change):
        for name in changed:
            row, want = present.get(name), wanted[name]
            if want is None:
                if row is not None:
                    row.delete()
                continue
            row = row or PlatformFact(platform=platform, year=year, basis=basis, name=name)
            row.value, row.source, row.as_of = want
            row.recorded_by = change.actor.name
            save_valid(row)
    return tuple(changed)


def _wanted(name: str, entry: PlatformFactEntry, change: Change) -> tuple[str, str, date] | None:
    declared = shipped().facts[SUBJECT]
    if name not in declared:
        raise NoSuchPlatformFact(name=name, near=nearest(name, declared))
    declaration = declared[name]
    if name in MEASURED:
        raise FactIsMeasured(label=declaration.label)
    if not entry.value.strip():
        return None
    value = kept_text(declaration, entry.value)
    if not entry.source.strip():
        raise PlatformFactWithoutPaper(label=declaration.label)
    return value, entry.source.strip(), entry.as_of or change.at.date()


def _said(row: PlatformFact | None) -> tuple[str, str, date] | None:
    return None if row is None else (row.value, row.source, row.as_of)
