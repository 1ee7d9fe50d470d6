from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.models import LinkFirm
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.read_chains import chain_in_force


class PlacedAlready(Refusal):
    code = "supply.placed_already"
    message = Sentence("“{name}”已在这一环节。", "“{name}” stands in this link already.")


class PlaceWithoutSource(Refusal):
    code = "supply.place_without_source"
    message = Sentence("没有写明依据。", "The source is not named.")


def place_firm(
    *, enterprise: Enterprise, chain: str, link: str, source: str, change: Change
) -> LinkFirm:
    """Place an enterprise in a link of a chain.

    Raises:
        NoSuchChain, NoSuchLink, PlacedAlready, PlaceWithoutSource: as named.
    """
    chain_in_force(chain, on=change.at.date()).link(link)
    if not source.strip():
        raise PlaceWithoutSource
    if LinkFirm.objects.filter(enterprise=enterprise, chain=chain, link=link).exists():
        raise PlacedAlready(name=enterprise.name)
    with writing("firm.placed", change):
        row = LinkFirm(enterprise=enterprise, chain=chain, link=link, source=source.strip())
        save_valid(row)
    return row
