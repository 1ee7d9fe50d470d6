"""What the public may see of a published round: signs and reasons, no amount, no small group."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from jigai.apps.badges.board_rows import BoardRow
from jigai.apps.badges.models import Board, Exemption
from jigai.apps.badges.queries.access import NoSuchBoard
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.models import Round
from jigai.domain.sentence import Sentence

LEAST = 3  # 统计法：不足三个单位的汇总数可推断个体


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One project: the badge is the project's and the responsible unit's, no firm is named."""

    project: str
    division: str
    agency: str
    colour: str
    badge: Sentence
    word: Sentence
    reason: Sentence


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """Colours of one township or direction; ``counts`` is ``None`` where too few are in it."""

    name: str
    counts: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """``withheld_count`` projects stand in townships with too few to be shown one by one."""

    period: str
    number: int
    published_at: datetime
    rule_set: str
    rule_hash: str
    signature: str
    rows: tuple[PublicRow, ...]
    withheld_count: int
    by_division: tuple[PublicGroup, ...]
    by_direction: tuple[PublicGroup, ...]
    exempt_count: int


def public_board(*, round: Round) -> PublicBoard:
    """The newest board of a published round, for everybody.

    Raises:
        NoSuchBoard: nothing of the round was published.
    """
    board = round.boards.order_by("-number").first()
    if board is None:
        raise NoSuchBoard(period=round.period)
    least = max(LEAST, programme().group_minimum)
    exempt = Exemption.objects.filter(
        approved_at__isnull=False, valid_from__lte=round.ends_on, valid_to__gte=round.ends_on
    )
    return _public(board, round, least, exempt.values("project").distinct().count())


def _public(board: Board, round: Round, least: int, exempt_count: int) -> PublicBoard:
    by_division = suppressed(_grouped(board.rows, "division"), least=least)
    shown = {group.name for group in by_division if group.counts is not None}
    rows = tuple(_row(row) for row in board.rows if row["division"] in shown)
    return PublicBoard(
        period=round.period,
        number=board.number,
        published_at=board.published_at,
        rule_set=board.rule_set,
        rule_hash=board.rule_hash,
        signature=board.signature,
        rows=rows,
        withheld_count=len(board.rows) - len(rows),
        by_division=by_division,
        by_direction=suppressed(_grouped(board.rows, "direction"), least=least),
        exempt_count=exempt_count,
    )


def suppressed(groups: Mapping[str, Mapping[str, int]], *, least: int) -> tuple[PublicGroup, ...]:
    """Counts of groups; a small one is withheld, and one more where it alone could be derived.

    >>> found = suppressed({"甲": {"red": 9}, "乙": {"red": 2}, "丙": {"red": 7}}, least=3)
    >>> [(group.name, group.counts) for group in found]
    [('甲', {'red': 9}), ('乙', None), ('丙', None)]
    """
    sizes = {name: sum(counts.values()) for name, counts in groups.items()}
    hidden = {name for name, size in sizes.items() if size < least}
    if len(hidden) == 1:
        rest = sorted((size, name) for name, size in sizes.items() if name not in hidden)
        hidden.update(name for _, name in rest[:1])
    return tuple(
        PublicGroup(name, None if name in hidden else dict(counts))
        for name, counts in groups.items()
    )


def _grouped(rows: Iterable[BoardRow], field: str) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[row[field]][row["colour"]] += 1
    return dict(sorted(found.items()))


def _row(row: BoardRow) -> PublicRow:
    return PublicRow(
        project=row["project"],
        division=row["division"],
        agency=row["agency"],
        colour=row["colour"],
        badge=Sentence(**row["badge"]),
        word=Sentence(**row["word"]),
        reason=Sentence(**row["reason"]),
    )
