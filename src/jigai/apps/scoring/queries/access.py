"""The gate of the workshop: drafts are for those who draft rules or release them."""

from __future__ import annotations

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.scoring.models import RuleDraft, RuleEdition
from jigai.apps.scoring.queries.drafts import rule_draft
from jigai.apps.scoring.queries.rulebook import rule_edition


def require_workshop(viewer: Viewer) -> None:
    """Refuse whoever neither drafts nor releases rules.

    Raises:
        RoleMissing: as named.
    """
    if not may(viewer, Deed.RELEASE_RULES):
        require(viewer, Deed.DRAFT_RULES)


def draft_for(viewer: Viewer, number: int) -> RuleDraft:
    """A draft for a person.

    Raises:
        RoleMissing, NoSuchRuleDraft: as named.
    """
    require_workshop(viewer)
    return rule_draft(number)


def edition_for(viewer: Viewer, number: int) -> RuleEdition:
    """An edition of the county for a person who may stop it.

    Raises:
        RoleMissing, NoSuchRuleEdition: as named.
    """
    require(viewer, Deed.RELEASE_RULES)
    return rule_edition(number)
