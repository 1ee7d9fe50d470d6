"""What the public may see of a published round: signs, no amount, no person, no small group.

The badge belongs to the project and to the responsible unit. Why it was given stays inside: the
rule is public, the finding about one project is not. A badge that is objected to is withheld.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.badges.board_rows import BoardRow
from jigai.apps.badges.models import Board, Exemption, Objection
from jigai.apps.badges.queries.access import NoSuchBoard
from jigai.apps.badges.small_groups import withheld_names
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.models import Round
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

LEAST = 3  # 统计法：不足三个单位的汇总数可推断个体


class BoardNotPublic(NotFound):
    code = "board.not_public"
    message = Sentence("本县没有对外公开榜单。", "This county's board is not open to the public.")
    remedy = Sentence("有账号的人员请登录后查看。", "Sign in if you have an account.")


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One project: the badge is the project's and the responsible unit's, no firm is named."""

    project: str
    division: str
    agency: str
    colour: str
    badge: Sentence
    word: Sentence


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """Colours of one township, unit or direction; ``None`` where too few are in it."""

    name: str
    counts: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class PublicRestatement:
    """One numbered correction; ``changes`` holds the shown rows before and after it."""

    number: int
    published_at: datetime
    changes: tuple[tuple[PublicRow | None, PublicRow | None], ...]


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """``withheld_count`` projects stand in townships with too few to be shown one by one.

    ``objected_count`` badges are withheld while an objection waits; ``exempt_count`` projects had
    an approved exemption at the period's end.
    """

    period: str
    number: int
    published_at: datetime
    rule_set: str
    rule_hash: str
    rule_on: date
    signature: str
    rows: tuple[PublicRow, ...]
    withheld_count: int
    objected_count: int
    is_being_corrected: bool
    by_division: tuple[PublicGroup, ...]
    by_agency: tuple[PublicGroup, ...]
    by_direction: tuple[PublicGroup, ...]
    restatements: tuple[PublicRestatement, ...]
    exempt_count: int


def refuse_unless_public() -> None:
    """The gate of whoever has not signed in.

    Raises:
        BoardNotPublic: the office has not switched the public board on.
    """
    if not programme().is_board_public:
        raise BoardNotPublic


def public_periods() -> list[str]:
    """Published rounds, the newest first; one query."""
    held = Round.objects.filter(published_at__isnull=False).order_by("-ends_on", "-id")
    return list(held.values_list("period", flat=True))


def public_board(*, round: Round) -> PublicBoard:
    """The newest board of a published round with its restatements; for everybody, four queries.

    Raises:
        NoSuchBoard: nothing of the round was published.
    """
    boards = list(round.boards.order_by("number"))
    if not boards:
        raise NoSuchBoard(period=round.period)
    objected = Objection.objects.filter(badge__round=round, ruling="")
    waiting = set(objected.values_list("badge__project_id", flat=True))
    exempt = Exemption.objects.filter(
        approved_at__isnull=False, valid_from__lte=round.ends_on, valid_to__gte=round.ends_on
    )
    return _public(boards, round, waiting, exempt.values("project").distinct().count())


def _public(
    boards: list[Board], round: Round, waiting: Collection[int], exempt_count: int
) -> PublicBoard:
    board, least = boards[-1], max(LEAST, programme().group_minimum)
    open_rows = [row for row in board.rows if row["project_id"] not in waiting]
    by_division = suppressed(_grouped(open_rows, "division"), least=least)
    shown = {group.name for group in by_division if group.counts is not None}
    rows = tuple(_row(row) for row in open_rows if row["division"] in shown)
    return PublicBoard(
        period=round.period,
        number=board.number,
        published_at=board.published_at,
        rule_set=board.rule_set,
        rule_hash=board.rule_hash,
        rule_on=round.ends_on,
        signature=board.signature,
        rows=rows,
        withheld_count=len(open_rows) - len(rows),
        objected_count=len(board.rows) - len(open_rows),
        is_being_corrected=round.stage == "reopened",
        by_division=by_division,
        by_agency=suppressed(_grouped(open_rows, "agency"), least=least),
        by_direction=suppressed(_grouped(open_rows, "direction"), least=least),
        restatements=tuple(_restatement(one, shown, waiting) for one in boards[1:]),
        exempt_count=exempt_count,
    )


def suppressed(groups: Mapping[str, Mapping[str, int]], *, least: int) -> tuple[PublicGroup, ...]:
    """Counts of groups; a small one is withheld, and one more where it alone could be derived.

    >>> found = suppressed({"甲": {"red": 9}, "乙": {"red": 2}, "丙": {"red": 7}}, least=3)
    >>> [(group.name, group.counts) for group in found]
    [('甲', {'red': 9}), ('乙', None), ('丙', None)]
    """
    sizes = {name: sum(counts.values()) for name, counts in groups.items()}
    hidden = withheld_names(sizes, least=least)
    return tuple(
        PublicGroup(name, None if name in hidden else dict(counts))
        for name, counts in groups.items()
    )


def _grouped(rows: Iterable[BoardRow], field: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row[field]:
            found[row[field]][row["colour"]] += 1
    return dict(sorted(found.items()))


def _restatement(
    board: Board, divisions: Collection[str], waiting: Collection[int]
) -> PublicRestatement:
    changes = [
        (one["before"], one["after"])
        for one in board.changed_rows
        if one["project_id"] not in waiting
        and all(
            row is None or row["division"] in divisions for row in (one["before"], one["after"])
        )
    ]
    shown = ((_row(old) if old else None, _row(new) if new else None) for old, new in changes)
    return PublicRestatement(board.number, board.published_at, tuple(shown))


def _row(row: BoardRow) -> PublicRow:
    return PublicRow(
        project=row["project"],
        division=row["division"],
        agency=row["agency"],
        colour=row["colour"],
        badge=Sentence(**row["badge"]),
        word=Sentence(**row["word"]),
    )
