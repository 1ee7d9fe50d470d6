"""A published board as lines: read from its frozen rows, never from what holds now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from jigai.apps.badges.models import Board
from jigai.domain.quantities import number_text
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence

WORST_FIRST = (
    "red", "orange", "yellow", "blue", "green", "gold", "none", "not_assessed",
)  # fmt: skip


class NoSuchBoard(NotFound):
    code = "board.not_found"
    message = Sentence("没有编号为{pk}的公示表。", "There is no board {pk}.")


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One project on a board, as it was published."""

    project_id: int
    project: str
    unit: str
    division: str
    colour: str
    score: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class PublishedBoard:
    """What papers and files need of a board."""

    board: Board
    lines: tuple[BoardLine, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Colour → number of projects, worst first; colours that nobody has are left out."""
        found = Counter(line.colour for line in self.lines)
        return {colour: found[colour] for colour in WORST_FIRST if found[colour]}


def published_board(board: Board) -> PublishedBoard:
    """The board's rows by colour, worst first, within one in the order of the frozen board."""
    lines = sorted(map(_line, board.rows), key=lambda line: _place(line.colour))
    return PublishedBoard(board, tuple(lines))


def board_by_id(pk: int) -> Board:
    """A published board with its round.

    Raises:
        NoSuchBoard: as named.
    """
    found = Board.objects.select_related("round").filter(pk=pk).first()
    if found is None:
        raise NoSuchBoard(pk=pk)
    return found


def latest_boards() -> list[Board]:
    """The newest board of each round, newest round first."""
    newest: dict[int, Board] = {}
    for board in Board.objects.select_related("round").order_by("-round__ends_on", "-number"):
        newest.setdefault(board.round_id, board)
    return list(newest.values())


def board_before(board: Board) -> Board | None:
    """The newest board of the round before."""
    return (
        Board.objects.select_related("round")
        .filter(round__ends_on__lt=board.round.ends_on)
        .order_by("-round__ends_on", "-number")
        .first()
    )


def _place(colour: str) -> int:
    return WORST_FIRST.index(colour) if colour in WORST_FIRST else len(WORST_FIRST)


def _line(row: dict[str, Any]) -> BoardLine:
    reason = row.get("reason") or {"zh": "", "en": ""}
    return BoardLine(
        project_id=int(row["project_id"]),
        project=str(row["project"]),
        unit=str(row.get("agency") or ""),
        division=str(row.get("division") or ""),
        colour=str(row["colour"]),
        score=score_text(str(row.get("score_low") or ""), str(row.get("score_high") or "")),
        reason=Sentence(reason["zh"], reason["en"]),
    )


def score_text(low: str, high: str) -> str:
    """A total as stored (exact, "231/4"), or its range, with one decimal.

    >>> score_text("231/4", "231/4"), score_text("40", "60"), score_text("", "")
    ('57.8', '40.0–60.0', '')
    """
    ends = [number_text(Fraction(end), places=1, at_least=1) for end in (low, high) if end]
    return "–".join(dict.fromkeys(ends))
