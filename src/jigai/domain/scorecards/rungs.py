"""The rungs of the ladder, in the order of the climb, and how each is proved and kept."""

from __future__ import annotations

from dataclasses import dataclass

from jigai.domain.refusal import Refusal
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence

LIBRARY = "library"
"""``proof`` of the rung that is an entry in the library, not a certificate."""


class NoSuchRung(Refusal):
    code = "ladder.no_such_rung"
    message = Sentence("没有梯级“{rung}”。{near}", "There is no rung “{rung}”. {near}")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung.

    Attributes:
        id: the family of its rule sets; an edition for one purpose only adds a dot and a word.
        proof: kind of the certificate that proves it, or ``library``.
        holds_years: for how many years a recognition holds; ``None`` where no rule says it.
        also: further families that prove the same standing, such as a province's own.
    """

    id: str
    proof: str
    title: Sentence
    holds_years: int | None
    also: tuple[str, ...] = ()


RUNGS: tuple[Rung, ...] = (
    Rung("cn.tech_sme", LIBRARY, Sentence("科技型中小企业", "technology-oriented SME"), 1),
    Rung("cn.innovative_sme", "innovative", Sentence("创新型中小企业", "innovative SME"), 3),
    Rung("cn.hnte", "hnte", Sentence("高新技术企业", "high-tech enterprise"), 3),
    Rung(
        "cn.srdi_sme",
        "specialised",
        Sentence("专精特新中小企业", "specialised and innovative SME"),
        3,
    ),
    Rung("cn.sd.gazelle", "gazelle", Sentence("瞪羚企业（山东）", "gazelle (Shandong)"), None),
    Rung(
        "cn.little_giant",
        "little_giant",
        Sentence("专精特新“小巨人”", "“little giant”"),
        3,
    ),
    Rung(
        "cn.champion",
        "champion",
        Sentence("制造业单项冠军", "manufacturing champion"),
        3,
        ("cn.sd.champion",),
    ),
    Rung(
        "cn.leading",
        "leading",
        Sentence("科技领军企业", "technology leading enterprise"),
        None,
    ),
)
BY_ID = {rung.id: rung for rung in RUNGS}
BY_PROOF = {rung.proof: rung for rung in RUNGS}
HEIGHT = {rung.id: place for place, rung in enumerate(RUNGS)}


def rung_of(rung_id: str) -> Rung:
    """The rung of an id.

    Raises:
        NoSuchRung: as named.
    """
    if rung_id not in BY_ID:
        known = ", ".join(BY_ID)
        raise NoSuchRung(rung=rung_id, near=nearest(rung_id, BY_ID), known=known)
    return BY_ID[rung_id]


def is_of_rung(rule_set_id: str, rung: Rung) -> bool:
    """Whether a rule set judges a rung: of its family, or of that family for renewals.

    Rules that only say which filings are looked at on site are of no rung.

    >>> is_of_rung("cn.little_giant.review", BY_ID["cn.little_giant"])
    True
    >>> is_of_rung("cn.tech_sme.check", BY_ID["cn.tech_sme"])
    False
    """
    families = (rung.id, *rung.also)
    return rule_set_id.removesuffix(RENEWAL) in families


RENEWAL = ".review"
"""Ending of the rule sets for who holds the rung and must be looked at again."""
