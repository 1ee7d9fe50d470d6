from __future__ import annotations

from django.db.models import Prefetch

from jigai.apps.audit.chain import Head
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.board_rows import changed_rows, frozen_row, signed
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.apps.projects.models import ProjectCode
from jigai.apps.rounds.models import Round
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingToFreeze(Refusal):
    code = "board.nothing_computed"
    message = Sentence("这一期还没有计算亮牌。", "No badges were computed for this round.")
    remedy = Sentence("请先计算。", "Compute them first.")


def freeze_board(*, round: Round, change: Change) -> Board | None:
    """Keep the board as it is now: the original, or the next numbered restatement.

    A restatement lists only the rows that changed and carries the change's reason; where no row
    changed there is none.

    Raises:
        NothingToFreeze: the round has no badges.
    """
    with writing("board.frozen", change) as opened:
        badges = _badges(round)
        if not badges:
            raise NothingToFreeze
        rows = [frozen_row(badge, code=_code(badge)) for badge in badges]
        last = round.boards.order_by("-number").first()
        changed = changed_rows(last.rows, rows) if last else []
        if last and not changed:
            return None
        board = Board(
            round=round,
            number=last.number + 1 if last else 0,
            published_at=change.at,
            reason=change.reason if last else "",
            rows=rows,
            changed_rows=changed,
            content_sha256=canonical_sha256(rows),
            rule_set=round.rule_set,
            rule_hash=round.rule_hash,
            facts_sha256=canonical_sha256([[b.project_id, b.facts] for b in badges]),
            audit_head=_head_before(opened.id),
        )
        board.signature = signed(board)
        board.save()
        return board


def _badges(round: Round) -> list[ProjectBadge]:
    primary = ProjectCode.objects.filter(is_primary=True)
    found = round.badges.select_related(
        "project__enterprise",
        "project__division",
        "project__direction",
        "project__responsible_agency",
    ).prefetch_related(Prefetch("project__codes", queryset=primary))
    return list(found.order_by("project_id"))


def _code(badge: ProjectBadge) -> str:
    return next((one.code for one in badge.project.codes.all()), "")


def _head_before(number: int) -> str:
    """The last closed link of the chain before the change set that freezes the board."""
    row = ChangeSet.objects.filter(id=number - 1).only("id", "digest").first()
    return str(Head(row.id, row.digest)) if row else ""
