from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reference.queries.divisions import DivisionRow, division_rows
from jigai.apps.reference.queries.settings import ChoiceRow, direction_rows
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
    areas = {str(row.id): _named(row) for row in division_rows(on=change.at.date())}
    directions = {row.code: _named(row) for row in direction_rows()}
    inputs = inputs_as_json(named, rules, areas=areas, directions=directions)
    result = result_as_json(proposal)
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


def _named(row: DivisionRow | ChoiceRow) -> Sentence:
    return Sentence(row.name, row.name_en or row.name)
