from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.supply.frozen import digest_of, inputs_as_json, result_as_json
from jigai.apps.supply.models import Portfolio
from jigai.apps.supply.queries.reserve import reserve_projects
from jigai.domain.change import Change
from jigai.domain.portfolio.propose import propose
from jigai.domain.portfolio.rules import PortfolioRules
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NothingToChoose(Refusal):
    code = "portfolio.nothing_to_choose"
    message = Sentence("所选阶段没有备选项目。", "No project stands at the stages chosen.")
    remedy = Sentence(
        "请改选阶段，或先登记储备项目。", "Choose other stages, or register projects."
    )


def draw_portfolio(*, title: str, rules: PortfolioRules, change: Change) -> Portfolio:
    """Work out a proposal from the projects as they stand, and freeze it with all its inputs.

    Raises:
        NothingToChoose, NoSelection, MustBarred, MustUnknown, MustAndNever, RuleOutOfRange,
        PortfolioNotSolved, RecordInvalid: as named.
    """
    rules.check()
    named = reserve_projects(stages=rules.stages, must=rules.must)
    if not named:
        raise NothingToChoose
    proposal = propose([one.project for one in named], rules)
    inputs, result = inputs_as_json(named, rules), result_as_json(proposal)
    with writing("portfolio.drawn", change):
        row = Portfolio(
            title=title.strip(),
            drawn_on=change.at.date(),
            drawn_by=change.actor.name,
            inputs=inputs,
            result=result,
            digest=digest_of(inputs, result),
        )
        save_valid(row)
    return row
