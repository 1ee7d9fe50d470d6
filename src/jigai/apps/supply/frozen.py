"""A portfolio as plain JSON: rules, projects and the proposal, with the digest of all three."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from jigai.domain.portfolio.candidates import ReserveProject
from jigai.domain.portfolio.propose import Binding, Line, Proposal
from jigai.domain.portfolio.rules import Grant, GrantBase, PointsFormula, PortfolioRules
from jigai.domain.portfolio.solve import Constraint, Selection
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

TABLES = ("by_direction", "by_aim", "by_stage")
LEAST = ("least_by_direction", "least_by_area")


class RulesUnreadable(Refusal):
    code = "portfolio.rules_unreadable"
    message = Sentence("支持规则有误：{fault}。", "The rules of support are wrong: {fault}.")
    remedy = Sentence(
        "请对照 jigai portfolio rules 打印的样例。",
        "See the example that jigai portfolio rules prints.",
    )


@dataclass(frozen=True, slots=True)
class NamedProject:
    """A project with the names that people read; ``firm_name`` is of its unit."""

    project: ReserveProject
    name: str
    firm_name: str
    area_name: Sentence
    direction_name: Sentence


def rules_as_json(rules: PortfolioRules) -> dict[str, Any]:
    return {
        "budget_fen": rules.budget_fen,
        "grant": {
            "base": rules.grant.base.value,
            "rate_bp": rules.grant.rate_bp,
            "cap_fen": rules.grant.cap_fen,
        },
        "points": {
            "basic": rules.points.basic,
            "per_million": rules.points.per_million,
            **{name: dict(getattr(rules.points, name)) for name in TABLES},
        },
        "stages": sorted(rules.stages),
        **{name: dict(getattr(rules, name)) for name in LEAST},
        "most_per_firm": rules.most_per_firm,
        "must": sorted(rules.must),
        "never": sorted(rules.never),
    }


def rules_from_json(given: Mapping[str, Any]) -> PortfolioRules:
    """Rules as a program or a file gives them; what is absent is none.

    Raises:
        RulesUnreadable: a part is missing, unknown or of a wrong kind.
    """
    try:
        left = dict(given)
        grant, points = dict(left.pop("grant")), dict(left.pop("points", {}))
        rules = PortfolioRules(
            budget_fen=_whole(left.pop("budget_fen")),
            grant=Grant(
                GrantBase(grant.pop("base")),
                _whole(grant.pop("rate_bp")),
                _whole(grant.pop("cap_fen")),
            ),
            points=PointsFormula(
                _whole(points.pop("basic", 0)),
                _whole(points.pop("per_million", 0)),
                *(_table(points.pop(name, {})) for name in TABLES),
            ),
            stages=frozenset(map(str, left.pop("stages"))),
            most_per_firm=_whole(left.pop("most_per_firm", 1)),
            must=frozenset(map(_whole, left.pop("must", ()))),
            never=frozenset(map(_whole, left.pop("never", ()))),
            least_by_direction=_table(left.pop("least_by_direction", {})),
            least_by_area=_table(left.pop("least_by_area", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise RulesUnreadable(fault=fault) from None
    if unknown := [*left, *grant, *points]:
        raise RulesUnreadable(fault=", ".join(unknown))
    return rules


def inputs_as_json(
    projects: list[NamedProject],
    rules: PortfolioRules,
    *,
    areas: Mapping[str, Sentence],
    directions: Mapping[str, Sentence],
) -> dict[str, Any]:
    return {
        "rules": rules_as_json(rules),
        "projects": [asdict(one) for one in projects],
        "areas": {code: asdict(name) for code, name in areas.items()},
        "directions": {code: asdict(name) for code, name in directions.items()},
    }


def names_from_json(given: Mapping[str, Any]) -> dict[str, Sentence]:
    return {code: Sentence(**name) for code, name in given.items()}


def projects_from_json(inputs: Mapping[str, Any]) -> list[NamedProject]:
    return [
        NamedProject(
            ReserveProject(**one["project"]),
            one["name"],
            one["firm_name"],
            Sentence(**one["area_name"]),
            Sentence(**one["direction_name"]),
        )
        for one in inputs["projects"]
    ]


def result_as_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "selection": _selection(proposal.selection),
        "lines": [_line(line) for line in proposal.lines],
        "binding": [_binding(one) for one in proposal.binding],
        "next_million": _selection(proposal.next_million),
        "gain_of_next_million": proposal.gain_of_next_million,
        "equals": [_selection(one) for one in proposal.equals],
        "has_more": proposal.has_more,
    }


def digest_of(inputs: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """The same for the same content, whatever the order of keys."""
    text = json.dumps([inputs, result], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _selection(one: Selection) -> dict[str, Any]:
    return {"ids": sorted(one.ids), "points": one.points, "grant_fen": one.grant_fen}


def _line(line: Line) -> dict[str, Any]:
    candidate = line.candidate
    return {
        "id": line.project.id,
        "is_in": line.is_in,
        "grant_fen": candidate.grant_fen if candidate else None,
        "points": candidate.points if candidate else None,
        "terms": [asdict(term) for term in candidate.terms] if candidate else [],
        "bar": line.bar.value if line.bar else "",
        "loss": line.loss,
        "is_tried": line.is_tried,
        "stops": [_constraint(one) for one in line.stops],
    }


def _binding(one: Binding) -> dict[str, Any]:
    return {**_constraint(one.constraint), "gain": one.gain}


def _constraint(one: Constraint) -> dict[str, Any]:
    return {"kind": one.kind.value, "about": one.about}


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(repr(value))
    return value


def _table(given: Mapping[str, Any]) -> dict[str, int]:
    return {str(key): _whole(value) for key, value in given.items()}
