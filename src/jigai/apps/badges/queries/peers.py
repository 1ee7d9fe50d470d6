"""Like with like: each project beside its stated peer group, without places in a list."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.peer_groups import SIZE_NAMES
from jigai.apps.projects.models import Project
from jigai.apps.reference.models import Direction
from jigai.apps.reference.queries.settings import programme
from jigai.apps.rounds.models import Round
from jigai.domain.comparison import Member, PeerGroup, compare_with_peers
from jigai.domain.sentence import Sentence

OTHER = Sentence("其他", "Other")


@dataclass(frozen=True, slots=True)
class PeerStanding:
    """A project beside its group: the difference of its score to the group's middle."""

    project_id: int
    group: PeerGroup
    difference: Fraction | None


def peer_standings(viewer: Viewer, *, round: Round) -> list[PeerStanding]:
    """Projects with a full score in the viewer's reach, each beside its peers of the whole county.

    A group below the programme's minimum is named and not compared. Four queries.
    """
    named = Direction.objects.values_list("code", "name", "name_en")
    names = {code: Sentence(name, name_en or name) for code, name, name_en in named}
    badges = ProjectBadge.objects.filter(round=round).exclude(score_low="")
    rows = badges.order_by("project_id").values_list(
        "project_id", "peer_group", "score_low", "score_high"
    )
    members = [
        _member(key, group, score, names) for key, group, score, high in rows if score == high
    ]
    standings = compare_with_peers(members, smallest=programme().group_minimum)
    seen = set(Project.objects.visible_to(viewer).values_list("pk", flat=True))
    return [
        PeerStanding(int(one.key), one.group, one.difference)
        for one in standings
        if int(one.key) in seen
    ]


def _member(key: int, group: str, score: str, names: dict[str, Sentence]) -> Member:
    direction, _, size = group.partition(":")
    industry = names.get(direction, OTHER)
    return Member(str(key), industry, SIZE_NAMES[size], Fraction(score.replace(",", "")))
