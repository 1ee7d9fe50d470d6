"""Chain files of the rulebook: dated data, read with file and line for every fault."""

from __future__ import annotations

import re
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from jigai.domain.refusal import NotFound
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.refusals import (
    DatesWrong,
    NameTwice,
    NameUnknown,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.rules.rulebook import SHIPPED
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.chain import STAGES, Chain, ChainStage, Link

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

CLASS = re.compile(r"\d{4}")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FOUR_DIGITS = Sentence("四位行业小类代码", "class codes of four digits")
PLAIN_CODE = Sentence("小写字母、数字和连字符", "small letters, digits and hyphens")
NOT_EARLIER = Sentence(
    "同一段或后一段的环节（回流写在 returns_to）",
    "links of the same or a later stage (what goes back stands in returns_to)",
)
ONLY_EARLIER = Sentence("前一段的环节", "links of an earlier stage")
NO_CIRCLE = Sentence("不成环的供需关系", "links that feed one another without a circle")
REVIEW_FIRST = Sentence("复核期限须在生效之后", "review_by must come after valid_from")
A_FLAG = Sentence("true 或 false", "true or false")


class NoSuchChain(NotFound):
    code = "supply.no_such_chain"
    message = Sentence(
        "{day}没有名为“{code}”的产业链。{near}", "No chain “{code}” is in force on {day}. {near}"
    )


def read_chain(text: str, *, file: str) -> Chain:
    """Read one chain file.

    Raises:
        RuleFileRefused: the first fault, with file, line and the nearest known name.
    """
    root = read_document(text, file=file)
    tables = root.tables("link")
    stages = _stages(tables)
    chain = Chain(
        code=_code(root),
        direction=root.text("direction"),
        title=root.sentence("title"),
        source=root.sentence("source"),
        is_proposal=_flag(root, "is_proposal"),
        valid_from=root.date("valid_from"),
        review_by=root.date("review_by"),
        links=tuple(_link(table, stages) for table in tables),
    )
    if chain.review_by <= chain.valid_from:
        raise root.refuse(DatesWrong, "review_by", fault=REVIEW_FIRST)
    root.finish()
    _check_order(chain, root)
    return chain


def _stages(tables: list[Table]) -> Mapping[str, ChainStage]:
    found: dict[str, ChainStage] = {}
    for table in tables:
        code = _code(table)
        if code in found:
            raise table.refuse(NameTwice, "code", name=code)
        found[code] = ChainStage(table.one_of("stage", tuple(STAGES)))
    return found


def _code(table: Table) -> str:
    code = table.text("code")
    if not CODE.fullmatch(code):
        raise table.refuse(ValueOfWrongKind, "code", key="code", expected=PLAIN_CODE)
    return code


def _flag(table: Table, key: str) -> bool:
    if table.has(key) and isinstance(table.values[key], bool):
        return bool(table.values[key])
    raise table.refuse(ValueOfWrongKind, key, key=key, expected=A_FLAG)


def _link(table: Table, stages: Mapping[str, ChainStage]) -> Link:
    code = table.text("code")
    here = STAGES.index(stages[code])
    feeds = _others(table, "feeds", stages)
    if any(STAGES.index(stages[other]) < here or other == code for other in feeds):
        raise table.refuse(ValueOfWrongKind, "feeds", key="feeds", expected=NOT_EARLIER)
    returns = _others(table, "returns_to", stages)
    if any(STAGES.index(stages[other]) >= here for other in returns):
        raise table.refuse(ValueOfWrongKind, "returns_to", key="returns_to", expected=ONLY_EARLIER)
    classes = table.names("classes")
    if not all(CLASS.fullmatch(one) for one in classes):
        raise table.refuse(ValueOfWrongKind, "classes", key="classes", expected=FOUR_DIGITS)
    found = Link(
        code,
        table.sentence("title"),
        stages[code],
        table.sentence("products"),
        feeds,
        returns,
        tuple(classes),
    )
    table.finish()
    return found


def _others(table: Table, key: str, stages: Mapping[str, ChainStage]) -> tuple[str, ...]:
    names = table.names(key)
    for name in names:
        if name not in stages:
            raise table.refuse(NameUnknown, key, name=name, near=nearest(name, stages))
        if names.count(name) > 1:
            raise table.refuse(NameTwice, key, name=name)
    return tuple(names)


def _check_order(chain: Chain, root: Table) -> None:
    try:
        TopologicalSorter(chain.feeders).prepare()
    except CycleError as circle:
        first = next(p for p, link in enumerate(chain.links) if link.code in circle.args[1])
        table = root.tables("link")[first]
        raise table.refuse(ValueOfWrongKind, "feeds", key="feeds", expected=NO_CIRCLE) from None


@lru_cache(maxsize=1)
def shipped_chains() -> tuple[Chain, ...]:
    """Every chain file of the product, by code and start of validity."""
    found = [
        read_chain(path.read_text(encoding="utf-8"), file=path.relative_to(SHIPPED).as_posix())
        for path in sorted((SHIPPED / "chains").glob("*.toml"))
    ]
    return tuple(sorted(found, key=lambda chain: (chain.code, chain.valid_from)))


def chains_in_force(*, on: date) -> tuple[Chain, ...]:
    """The newest edition of every chain on a day, by code."""
    newest = {chain.code: chain for chain in shipped_chains() if chain.valid_from <= on}
    return tuple(newest.values())


def chain_in_force(code: str, *, on: date) -> Chain:
    """One chain on a day.

    Raises:
        NoSuchChain: none of that code is in force.
    """
    known = {chain.code: chain for chain in chains_in_force(on=on)}
    if code not in known:
        raise NoSuchChain(code=code, day=on, near=nearest(code, known))
    return known[code]
