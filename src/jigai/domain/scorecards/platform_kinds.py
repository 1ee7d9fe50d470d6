"""Kinds and levels of innovation platforms, from the dated files in ``rulebook/platform_kinds``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import NameTwice, nearest
from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SHIPPED = Path(__file__).parents[2] / "rulebook" / "platform_kinds"
MONTHS_IN_YEAR = 12


class NoSuchKind(Refusal):
    code = "platform.no_such_kind"
    message = Sentence("没有平台类别“{kind}”。{near}", "There is no kind “{kind}”. {near}")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class LevelNotOfKind(Refusal):
    code = "platform.level_not_of_kind"
    message = Sentence(
        "{kind}没有级别“{level}”。", "The {kind} does not exist at the level “{level}”."
    )
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class NotAClimb(Refusal):
    code = "platform.not_a_climb"
    message = Sentence("{to}不高于现在的{now}。", "{to} is not above the present level {now}.")
    remedy = Sentence(
        "降级或撤销请登记撤销后另行登记。", "For a lower level, withdraw it and register anew."
    )


class AppliedTooEarly(Refusal):
    code = "platform.applied_too_early"
    message = Sentence(
        "{now}平台须运行满{months}个月才能申报{to}：自{since}起算，最早{earliest}申报，"
        "登记的申报日是{applied}。",
        "A {now} platform runs for {months} months before applying at {to} level: counted from "
        "{since} that is {earliest} at the earliest, and the application is dated {applied}.",
    )
    remedy = Sentence(
        "依据：{document}，{article}。请核对申报日。",
        "Rule: {document}, {article}. Compare the day of the application.",
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of platform.

    Attributes:
        lead: name of the lead body.
        levels: those at which it exists, lowest first.
        review_months: from one review to the next; ``None`` where no cycle is known.
        card: id of the rule set for a climb to ``card_level``; "" where none ships.
    """

    name: str
    label: Sentence
    lead: str
    levels: tuple[str, ...]
    review_months: int | None
    card: str
    card_level: str


@dataclass(frozen=True, slots=True)
class Climb:
    """What an application for the next level asks of the time at the present one."""

    kinds: tuple[str, ...]
    below: str
    above: str
    least_months: int
    source: Source


@dataclass(frozen=True, slots=True)
class KindsOfPlatforms:
    """One dated edition; ``leads`` and ``levels`` are name → words, levels from the lowest."""

    valid_from: date
    review_by: date
    source: Source
    leads: Mapping[str, Sentence]
    levels: Mapping[str, Sentence]
    kinds: Mapping[str, Kind]
    climbs: tuple[Climb, ...]

    def kind(self, name: str) -> Kind:
        """Raises: NoSuchKind: as named."""
        if name not in self.kinds:
            known = "、".join(self.kinds)
            raise NoSuchKind(kind=name, near=nearest(name, self.kinds), known=known)
        return self.kinds[name]

    def check_level(self, kind: str, level: str) -> None:
        """Raises: NoSuchKind, LevelNotOfKind: as named."""
        found = self.kind(kind)
        if level not in found.levels:
            known = Sentence(
                "、".join(self.levels[one].zh for one in found.levels),
                ", ".join(self.levels[one].en for one in found.levels),
            )
            raise LevelNotOfKind(kind=found.label, level=self.levels.get(level, level), known=known)

    def height(self, level: str) -> int:
        return list(self.levels).index(level)

    def climb(self, *, kind: str, below: str, above: str) -> Climb | None:
        """The rule for a climb of a kind, where there is one."""
        for one in self.climbs:
            if kind in one.kinds and (one.below, one.above) == (below, above):
                return one
        return None

    def check_climb(self, *, kind: str, below: str, above: str, since: date, applied: date) -> None:
        """Refuse an application for a level that is not above, or that came too early.

        Args:
            since: first day at the present level.

        Raises:
            LevelNotOfKind, NotAClimb, AppliedTooEarly: as named.
        """
        self.check_level(kind, above)
        if self.height(above) <= self.height(below):
            raise NotAClimb(to=self.levels[above], now=self.levels[below])
        rule = self.climb(kind=kind, below=below, above=above)
        if rule is None:
            return
        earliest = months_after(since, rule.least_months)
        if applied < earliest:
            raise AppliedTooEarly(
                now=self.levels[below],
                to=self.levels[above],
                months=rule.least_months,
                since=since,
                earliest=earliest,
                applied=applied,
                document=rule.source.document,
                article=rule.source.article,
            )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is no such day.

    >>> from datetime import date
    >>> months_after(date(2025, 3, 12), 12), months_after(date(2024, 2, 29), 12)
    (datetime.date(2026, 3, 12), datetime.date(2025, 2, 28))
    """
    serial = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(serial, MONTHS_IN_YEAR)
    for last in (day.day, 30, 29, 28):
        try:
            return day.replace(year=year, month=month + 1, day=min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def full_months(first: date, last: date) -> int:
    """Full months from one day to another; 0 when the second comes first.

    >>> from datetime import date
    >>> full_months(date(2025, 3, 12), date(2026, 3, 11))
    11
    >>> full_months(date(2025, 3, 12), date(2026, 3, 12))
    12
    """
    months = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month
    return max(0, months - (months_after(first, max(months, 0)) > last))


def read_kinds(text: str, *, file: str) -> KindsOfPlatforms:
    """One edition.

    Raises:
        RuleFileRefused: with file and line.
    """
    root = read_document(text, file=file)
    head = root.table("source")
    source = Source(head.sentence("document"), head.sentence("article"))
    head.finish()
    leads = _named(root, "lead")
    levels = _named(root, "level")
    kinds = {one.name: one for one in (_kind(t, leads, levels) for t in root.tables("kind"))}
    found = KindsOfPlatforms(
        root.date("valid_from"),
        root.date("review_by"),
        source,
        leads,
        levels,
        kinds,
        tuple(_climb(table, kinds, levels) for table in root.tables("climb")),
    )
    root.finish()
    return found


def _named(root: Table, key: str) -> dict[str, Sentence]:
    found: dict[str, Sentence] = {}
    for table in root.tables(key):
        name = table.text("name")
        if name in found:
            raise table.refuse(NameTwice, "name", name=name)
        found[name] = table.sentence("label")
        table.finish()
    return found


def _kind(table: Table, leads: Mapping[str, Sentence], levels: Mapping[str, Sentence]) -> Kind:
    named = tuple(name for name in levels if name in table.names("levels"))
    if not named or len(named) != len(table.names("levels")):
        raise table.wrong("levels", "names")
    found = Kind(
        table.text("name"),
        table.sentence("label"),
        table.one_of("lead", tuple(leads)),
        named,
        table.whole_or_none("review_months"),
        table.text("card", ""),
        table.one_of("card_level", (*levels, ""), ""),
    )
    table.finish()
    return found


def _climb(table: Table, kinds: Mapping[str, Kind], levels: Mapping[str, Sentence]) -> Climb:
    named = tuple(table.names("kinds"))
    if not set(named) <= set(kinds):
        raise table.wrong("kinds", "names")
    found = Climb(
        named,
        table.one_of("from", tuple(levels)),
        table.one_of("to", tuple(levels)),
        table.whole("least_months"),
        Source(table.sentence("document"), table.sentence("article")),
    )
    table.finish()
    return found


@lru_cache(maxsize=1)
def shipped() -> tuple[KindsOfPlatforms, ...]:
    """Every edition that ships, the earliest first."""
    return tuple(
        read_kinds(path.read_text(encoding="utf-8"), file=f"platform_kinds/{path.name}")
        for path in sorted(SHIPPED.glob("*.toml"))
    )


def kinds_on(day: date) -> KindsOfPlatforms:
    """The edition in force on a day; before the first one, the first."""
    begun = [one for one in shipped() if one.valid_from <= day]
    return begun[-1] if begun else shipped()[0]


def words() -> KindsOfPlatforms:
    """The latest edition, for the words of kinds and levels."""
    return shipped()[-1]
