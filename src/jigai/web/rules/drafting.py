"""What every page of one draft shows of it, and what the viewer may do with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.scoring.queries.drafts import DraftRow
from jigai.web.language import page_language
from jigai.web.rules.words import STATES


@dataclass(frozen=True, slots=True)
class DraftHead:
    """The draft as its pages name it."""

    row: DraftRow
    title: str
    state_words: Promise
    may_write: bool
    may_release: bool
    is_author: bool

    @property
    def id(self) -> int:
        return self.row.id


def head_of(row: DraftRow, viewer: Viewer) -> DraftHead:
    return DraftHead(
        row=row,
        title=row.title_en if page_language() == "en" else row.title,
        state_words=dict(STATES)[row.state],
        may_write=may(viewer, Deed.DRAFT_RULES) and row.state == "writing",
        may_release=may(viewer, Deed.RELEASE_RULES) and row.state == "submitted",
        is_author=row.is_written_by(viewer.key),
    )
