from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.supply.models import Portfolio, PortfolioDecision
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DecidedAlready(Refusal):
    code = "portfolio.decided_already"
    message = Sentence("这份方案已有决定。", "This proposal was decided already.")
    remedy = Sentence("有变化请另行测算一份。", "Draw another one if things changed.")


class DecisionUnfounded(Refusal):
    code = "portfolio.decision_unfounded"
    message = Sentence("决定要写明会议或文件。", "A decision names its meeting or document.")


class DifferenceUnexplained(Refusal):
    code = "portfolio.difference_unexplained"
    message = Sentence(
        "决定与方案不同（{projects}），要写明理由。",
        "The decision differs from the proposal ({projects}); say why.",
    )


class NotACandidate(Refusal):
    code = "portfolio.not_a_candidate"
    message = Sentence("方案中没有项目 {projects}。", "The proposal has no project {projects}.")


def decide_portfolio(
    *, portfolio: Portfolio, chosen: Collection[int], basis: str, grounds: str, change: Change
) -> PortfolioDecision:
    """Keep what people decided; once. Differences from the proposal are told and explained.

    Args:
        basis: the meeting or the document.
        grounds: why, where the decision differs from the proposal; may be blank otherwise.

    Raises:
        DecidedAlready, DecisionUnfounded, DifferenceUnexplained, NotACandidate: as named.
    """
    if PortfolioDecision.objects.filter(portfolio=portfolio).exists():
        raise DecidedAlready
    if not basis.strip():
        raise DecisionUnfounded
    known = {line["id"] for line in portfolio.result["lines"]}
    if foreign := sorted(set(chosen) - known):
        raise NotACandidate(projects=_listed(foreign))
    proposed = set(portfolio.result["selection"]["ids"])
    if (differs := sorted(proposed ^ set(chosen))) and not grounds.strip():
        raise DifferenceUnexplained(projects=_listed(differs))
    with writing("portfolio.decided", change):
        row = PortfolioDecision(
            portfolio=portfolio,
            decided_on=change.at.date(),
            decided_by=change.actor.name,
            basis=basis.strip(),
            grounds=grounds.strip(),
            chosen=sorted(set(chosen)),
        )
        save_valid(row)
    return row


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, numbers))
