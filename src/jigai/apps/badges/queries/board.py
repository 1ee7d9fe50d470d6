"""The badges of a round: as they are now, and as boards froze them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.board_rows import BoardRow, is_genuine, reason_of
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round
from jigai.domain.sentence import Sentence


@dataclass(frozen=True, slots=True)
class BadgeRow:
    """One project's badge in a list; ``reason`` is the part of the rule that decided."""

    project_id: int
    project: str
    enterprise: str
    division: str
    agency: str
    direction: str
    period: str
    colour: str
    badge: Sentence
    word: Sentence
    state: str
    score_low: str
    score_high: str
    reason: Sentence
    missing: tuple[Sentence, ...]
    peer_group: str
    red_in_a_row: int
    yellow_in_a_row: int
    made_good_on: date | None
    total_investment_fen: int | None


@dataclass(frozen=True, slots=True)
class FrozenBoard:
    """A published board with its receipt; number 0 is the original."""

    period: str
    number: int
    published_at: datetime
    reason: str
    rows: tuple[BoardRow, ...]
    changed_rows: tuple[BoardRow, ...]
    rule_set: str
    rule_hash: str
    facts_sha256: str
    content_sha256: str
    audit_head: str
    signature: str
    is_genuine: bool


def badge_rows(viewer: Viewer, *, round: Round, colour: str = "") -> list[BadgeRow]:
    """The badges of projects that the viewer may see, by pinyin; one query."""
    seen = Project.objects.visible_to(viewer)
    badges = round.badges.filter(project__in=seen).defer("facts")
    if colour:
        badges = badges.filter(colour=colour)
    listed = badges.select_related(
        "round",
        "project__enterprise",
        "project__division",
        "project__direction",
        "project__responsible_agency",
    ).order_by("project__name_sort", "project_id")
    return [badge_row(badge) for badge in listed]


def badge_row(badge: ProjectBadge) -> BadgeRow:
    """One badge as lists show it."""
    project, verdict = badge.project, badge.verdict
    return BadgeRow(
        project_id=project.pk,
        project=project.name,
        enterprise=project.enterprise.name if project.enterprise else "",
        division=project.division.name if project.division else "",
        agency=project.responsible_agency.name if project.responsible_agency else "",
        direction=project.direction.name if project.direction else "",
        period=badge.round.period,
        colour=badge.colour,
        badge=Sentence(**verdict["badge"]),
        word=Sentence(**verdict["word"]),
        state=badge.state,
        score_low=badge.score_low,
        score_high=badge.score_high,
        reason=reason_of(verdict),
        missing=tuple(Sentence(**one["label"]) for one in verdict["missing"]),
        peer_group=badge.peer_group,
        red_in_a_row=badge.red_in_a_row,
        yellow_in_a_row=badge.yellow_in_a_row,
        made_good_on=badge.made_good_on,
        total_investment_fen=project.total_investment_fen,
    )


def frozen_boards(viewer: Viewer, *, round: Round) -> list[FrozenBoard]:
    """Every board of a round, the original first, each with the rows in the viewer's reach."""
    seen = set(Project.objects.visible_to(viewer).values_list("pk", flat=True))
    boards = round.boards.select_related("round").order_by("number")
    return [_frozen(board, seen) for board in boards]


def _frozen(board: Board, seen: set[int]) -> FrozenBoard:
    return FrozenBoard(
        period=board.round.period,
        number=board.number,
        published_at=board.published_at,
        reason=board.reason,
        rows=tuple(row for row in board.rows if row["project_id"] in seen),
        changed_rows=tuple(row for row in board.changed_rows if row["project_id"] in seen),
        rule_set=board.rule_set,
        rule_hash=board.rule_hash,
        facts_sha256=board.facts_sha256,
        content_sha256=board.content_sha256,
        audit_head=board.audit_head,
        signature=board.signature,
        is_genuine=is_genuine(board),
    )
