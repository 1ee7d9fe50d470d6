"""The gates to ties and places: unseen and absent read alike."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import LinkFirm, SupplyTie
from jigai.domain.refusal import NotFound
from jigai.domain.sentence import Sentence


class NoSuchTie(NotFound):
    code = "supply.tie_not_found"
    message = Sentence("没有编号为{pk}的供应关系。", "There is no tie {pk}.")


class NoSuchPlace(NotFound):
    code = "supply.place_not_found"
    message = Sentence("没有编号为{pk}的环节归属。", "There is no place {pk} in a chain.")


def tie_for(viewer: Viewer, pk: int) -> SupplyTie:
    """The tie, if the viewer may see it.

    Raises:
        NoSuchTie: it is absent, or out of the viewer's reach.
    """
    seen = SupplyTie.objects.visible_to(viewer).filter(pk=pk)
    found = seen.select_related("supplier__enterprise", "buyer__enterprise").first()
    if found is None:
        raise NoSuchTie(pk=pk)
    return found


def place_for(viewer: Viewer, pk: int) -> LinkFirm:
    """The place of an enterprise that the viewer may see.

    Raises:
        NoSuchPlace: it is absent, or out of the viewer's reach.
    """
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    found = LinkFirm.objects.filter(pk=pk, enterprise__in=seen).select_related("enterprise").first()
    if found is None:
        raise NoSuchPlace(pk=pk)
    return found
