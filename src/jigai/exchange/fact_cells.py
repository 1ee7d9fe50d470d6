"""One cell of a table of facts, whatever a file makes of it: text, number, truth."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from math import isnan
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from jigai.domain.rules.facts import FactDeclaration, Value

FLAGS = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}


class FactUnreadable(Refusal):
    code = "facts.unreadable"
    message = Sentence(
        "第{row}行“{column}”列：读不懂“{text}”。",
        "Row {row}, column {column}: “{text}” cannot be read.",
    )
    remedy = Sentence("应为{expected}；不知道时留空。", "Expected {expected}; leave unknown empty.")


EXPECTED = {
    FactType.NUMBER: Sentence("数字", "a number"),
    FactType.FLAG: Sentence("true 或 false", "true or false"),
}


def fact_of(cell: object, declaration: FactDeclaration, row: int) -> Fact:
    """The fact that a cell states; empty, null and "not a number" are unknown.

    A double counts as the decimal of its shortest text, as a file of text would have it.

    Raises:
        FactUnreadable: it does not fit the fact.
    """
    if cell is None or (isinstance(cell, float) and isnan(cell)):
        return Fact(None)
    if declaration.type is not FactType.FLAG and isinstance(cell, bool):
        raise unreadable(cell, declaration, row)
    written = _text(cell).strip()
    if not written:
        return Fact(None)
    value = _value(written, declaration)
    if value is None:
        raise unreadable(cell, declaration, row)
    return Fact(value)


def unreadable(cell: object, declaration: FactDeclaration, row: int) -> FactUnreadable:
    choices = "、".join(name for name, _ in declaration.choices)
    expected = EXPECTED.get(declaration.type, Sentence(choices, choices))
    return FactUnreadable(row=row, column=declaration.name, text=cell, expected=expected)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return repr(cell).removesuffix(".0")
    return repr(cell) if isinstance(cell, float) else str(cell)


def _value(written: str, declaration: FactDeclaration) -> Value | None:
    match declaration.type:
        case FactType.NUMBER:
            try:
                number = Decimal(written)
            except InvalidOperation:
                return None
            return number if number.is_finite() else None
        case FactType.FLAG:
            return FLAGS.get(written.lower())
        case FactType.CHOICE:
            return written if written in dict(declaration.choices) else None
