"""What is new in a followed view since its reader looked."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.apps.accounts.queries.subscriptions import SubscriptionRow
from jigai.apps.accounts.viewer import Viewer
from jigai.web.lists.at_address import list_at
from jigai.web.lists.comparing import compared
from jigai.web.lists.conditions import read_terms


@dataclass(frozen=True, slots=True)
class News:
    """Rows of a view that are new, changed or gone; ``is_too_long``: it was not compared."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    is_too_long: bool = False

    @property
    def count(self) -> int:
        return self.new + self.changed + self.gone

    @property
    def counts(self) -> tuple[int, int, int] | None:
        return None if self.is_too_long else (self.new, self.changed, self.gone)


def news_of(subscription: SubscriptionRow, viewer: Viewer, *, since: int) -> News:
    """Compare the view now with the same view after change set ``since``.

    A view is read for its present reader: what lies outside the scope is neither counted nor
    told. A view of more rows than a list counts at once is not compared.
    """
    page, state = list_at(subscription.path, subscription.query, viewer)
    where = read_terms(page, state.terms, viewer).where
    matching = page.visible(viewer).filter(where).order_by().values("pk")
    if matching[page.counted_to : page.counted_to + 1].exists():
        return News(is_too_long=True)
    counts = compared(page, state, viewer, where, before=since, now=None).counts
    return News(
        new=counts.new + counts.entered,
        changed=counts.changed,
        gone=counts.deleted + counts.left,
    )
