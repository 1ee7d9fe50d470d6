"""Contract parties as a person writes them: one a line, with side, name and share."""

from __future__ import annotations

import re
from decimal import Decimal

from jigai.apps.cooperation.models import Institution
from jigai.apps.matches.actions.sign_contract import Party
from jigai.apps.matches.models import Match
from jigai.apps.matches.queries.names import Names, holder_of
from jigai.apps.registry.models import Enterprise
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

CUT = re.compile(r"[,，\t]")
SHARE = re.compile(r"\d{1,3}(\.\d{1,2})?")
SIDES = {"买方": "buyer", "buyer": "buyer", "卖方": "seller", "seller": "seller"}
CELLS = 3


class PartyLineUnreadable(Refusal):
    code = "matches.party_line_unreadable"
    message = Sentence("看不懂这一行：“{line}”。", "This line cannot be read: “{line}”.")
    remedy = Sentence("写作：卖方，某大学，60", "Write: seller, some university, 60")


class PartyUnknown(Refusal):
    code = "matches.party_unknown"
    message = Sentence(
        "企业库和院校名录里都没有“{name}”。",
        "Neither the enterprises nor the institutions have “{name}”.",
    )
    remedy = Sentence("请写全称，或先登记。", "Write the whole name, or register it first.")


def read_parties(text: str) -> list[Party]:
    """Lines such as “卖方，某大学，60”; blank lines are passed over.

    Raises:
        PartyLineUnreadable, PartyUnknown: the first that is wrong.
    """
    return [_party(line) for line in text.splitlines() if line.strip()]


def default_parties(match: Match, names: Names) -> str:
    """The two sides of the match, each with the whole of its side."""
    offer = match.achievement or match.expert
    demander = match.demand.enterprise.name if names.is_open(match.demand) else ""
    return f"买方，{demander}，100\n卖方，{holder_of(offer)}，100"


def _party(line: str) -> Party:
    cells = [cell.strip() for cell in CUT.split(line)]
    if len(cells) != CELLS or cells[0] not in SIDES or not SHARE.fullmatch(cells[2].rstrip("%％")):
        raise PartyLineUnreadable(line=line.strip())
    share = int(Decimal(cells[2].rstrip("%％")) * 100)
    return Party(SIDES[cells[0]], who_is(cells[1]), share)


def who_is(name: str) -> Enterprise | Institution:
    """An enterprise or institution by its whole name or credit code.

    Raises:
        PartyUnknown: as named.
    """
    firms = Enterprise.objects.filter(merged_into=None)
    found = (
        Institution.objects.filter(name=name).first()
        or firms.filter(credit_code=name).first()
        or firms.filter(name=name).first()
    )
    if found is None:
        raise PartyUnknown(name=name)
    return found
