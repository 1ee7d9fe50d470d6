"""The sheet of enterprise facts: its mapping follows from the declarations of the rulebook."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from jigai.domain.quantities import MoneyUnit, from_fen, share_from_bp
from jigai.domain.rules.facts import FactDeclaration, FactType
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.rules.rulebook import SHIPPED
from jigai.domain.sentence import Sentence
from jigai.exchange.mapping import OWN_FIELDS, Field, Key, Mapping, shipped_mappings

if TYPE_CHECKING:
    from jigai.exchange.cells import Value

NAME = "enterprise_facts"
FILE = "facts/enterprise.toml"
ABOUT = (
    Field("enterprise_name", ("企业名称",)),
    Field(
        "credit_code",
        ("统一社会信用代码",),
        kind="credit_code",
        required=True,
        filled=True,
        missing_code="no_credit_code",
    ),
    Field("fact_year", ("事实年度",), kind="integer", required=True, filled=True, lowest=1990),
    Field("paper", ("依据材料",), required=True),
    Field("fact_as_of", ("数据截至日",), kind="date"),
)
"""What each row says beside its facts; a row without any fact needs no paper."""


@lru_cache(maxsize=1)
def fact_mapping() -> Mapping:
    """One enterprise and year a row, one declared fact a column; money in 万元."""
    return Mapping(
        name=NAME,
        title=Sentence("企业事实表", "Enterprise facts"),
        subject=NAME,
        fields=(*ABOUT, *map(_field, fact_declarations().values()), *OWN_FIELDS),
        keys=(Key(("credit_code", "fact_year"), "duplicate_row"),),
        ignored=("序号",),
    )


def known_mappings() -> tuple[Mapping, ...]:
    """The shipped mappings and that of the facts."""
    return (*shipped_mappings(), fact_mapping())


def fact_fields() -> tuple[str, ...]:
    """The names of the columns, in the order of the declarations."""
    own = {field.name for field in OWN_FIELDS}
    return tuple(field.name for field in fact_mapping().fields if field.name not in own)


def head_of(declaration: FactDeclaration) -> str:
    """Label and name: the label for people, the name so that two labels never meet."""
    return f"{declaration.label.zh} {declaration.name}"


def written(declaration: FactDeclaration, value: Value) -> str:
    """A cell as the text in which a fact is kept; exact.

    >>> written(fact_declarations()["rd_expense_yuan"], 159_600_00)
    '159600'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if declaration.unit == "yuan" and isinstance(value, int):
        return _plain(from_fen(value, unit=MoneyUnit.YUAN))
    if declaration.unit == "share" and isinstance(value, int):
        return _plain(share_from_bp(value))
    return _plain(value) if isinstance(value, Decimal) else str(value)


def as_cell(declaration: FactDeclaration, kept: str) -> Value:
    """The kept text as the reader of the sheet returns it."""
    if declaration.type is FactType.FLAG:
        return kept == "true"
    if declaration.type is FactType.CHOICE:
        return kept
    number = Decimal(kept)
    if declaration.unit in SCALES:
        return int(number * SCALES[declaration.unit])
    return int(number) if number == number.to_integral_value() else number


SCALES = {"yuan": 100, "fen": 1, "share": 10_000}


@lru_cache(maxsize=1)
def fact_declarations() -> MappingType[str, FactDeclaration]:
    return read_facts((SHIPPED / FILE).read_text(encoding="utf-8"), file=FILE)


def _field(declaration: FactDeclaration) -> Field:
    head = (head_of(declaration), declaration.name)
    match declaration.type:
        case FactType.FLAG:
            return Field(declaration.name, head, kind="mark")
        case FactType.CHOICE:
            choices = {name: (word.zh, name) for name, word in declaration.choices}
            return Field(declaration.name, head, kind="choice", choices=choices)
        case FactType.NUMBER:
            pass
    if declaration.unit in {"yuan", "fen"}:
        return Field(declaration.name, head, kind="amount", may_be_negative=True)
    if declaration.unit == "share":
        return Field(declaration.name, head, kind="rate", may_be_negative=True)
    return Field(declaration.name, head, kind="number")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
