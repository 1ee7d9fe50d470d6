from __future__ import annotations

from collections.abc import Mapping

from jigai.apps.platforms.facts import MEASURED, SUBJECT
from jigai.apps.platforms.models import Platform, PlatformFact
from jigai.apps.scoring.fact_keeping import FactEntry, Kept, is_fact_year, keep_facts, read_entry
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import Basis
from jigai.domain.sentence import Sentence


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


def record_platform_facts(
    *,
    platform: Platform,
    year: int,
    basis: Basis,
    entries: Mapping[str, FactEntry],
    change: Change,
) -> tuple[str, ...]:
    """Keep facts of a platform for a year; facts not named stay as they are.

    Returns:
        The names of the facts that changed.

    Raises:
        NoSuchPlatformFact, FactIsMeasured, PlatformFactWithoutPaper, PlatformFactYearWrong,
        FactUnreadable, FactNegative, FactDatedAhead, RecordInvalid: as named.
    """
    if not is_fact_year(year, change):
        raise PlatformFactYearWrong(year=year, last=change.at.year + 1)
    return keep_facts(
        PlatformFact,
        owner={"platform": platform},
        year=year,
        basis=basis,
        wanted={name: _wanted(name, entry, change) for name, entry in entries.items()},
        verb=f"platform_facts.{basis.value}",
        change=change,
    )


def _wanted(name: str, entry: FactEntry, change: Change) -> Kept | None:
    declared = shipped().facts[SUBJECT]
    if name not in declared:
        raise NoSuchPlatformFact(name=name, near=nearest(name, declared))
    if name in MEASURED:
        raise FactIsMeasured(label=declared[name].label)
    return read_entry(declared[name], entry, change, paperless=PlatformFactWithoutPaper)
