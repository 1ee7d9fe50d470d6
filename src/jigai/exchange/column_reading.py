"""Reads whole columns of a batch into values, and collects what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as with_default
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jigai.domain.sentence import Sentence
from jigai.exchange.amounts import amount_parser
from jigai.exchange.cells import (
    CellParser,
    ColumnCache,
    Value,
    choice_parser,
    number_parser,
    parse_mark,
    parse_text,
)
from jigai.exchange.dates import date_parser
from jigai.exchange.head_words import FEN_PER_UNIT
from jigai.exchange.identifiers import credit_code_parser, identifier_parser, project_code_parser
from jigai.exchange.problems import Fault, Problem, Severity, placed
from jigai.exchange.rates import rate_parser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jigai.exchange.mapping import Field
    from jigai.exchange.plan import Reading
    from jigai.exchange.workbook_cells import Cell

_SMALL_BARE_PERCENT = 1.5
_FEWEST_TO_DOUBT = 2
_FEN_PER_YUAN = 100

_PARSERS: dict[str, Callable[[Reading], CellParser]] = {
    "text": lambda _: parse_text,
    "amount": lambda r: amount_parser(
        scale=FEN_PER_UNIT[r.unit], may_be_negative=r.field.may_be_negative
    ),
    "rate": lambda r: rate_parser(
        bare=r.bare,
        highest_bp=None if r.field.highest_percent is None else r.field.highest_percent * 100,
        over_code=r.field.over_code,
        may_be_negative=r.field.may_be_negative,
    ),
    "date": lambda r: date_parser(order=r.field.order),
    "count": lambda _: number_parser(whole=True, lowest=0),
    "integer": lambda _: number_parser(whole=True, lowest=None),
    "number": lambda r: number_parser(whole=False, lowest=None if r.field.may_be_negative else 0),
    "mark": lambda _: parse_mark,
    "choice": lambda r: choice_parser(r.field.choices),
    "credit_code": lambda _: credit_code_parser(),
    "project_code": lambda _: project_code_parser(),
    "identifier": lambda r: identifier_parser(pattern=r.field.pattern),
}


@dataclass(slots=True)
class ColumnReader:
    """Reads one column batch by batch and keeps its running sum.

    ``left_out`` counts cells at fault whose value could not be read, hence is in no sum.
    """

    reading: Reading
    cache: ColumnCache = with_default(init=False)
    sum: int = 0
    left_out: int = 0
    bare_numbers: int = 0
    small_bare_numbers: int = 0

    def __post_init__(self) -> None:
        field = self.reading.field
        parse = _PARSERS[field.kind](self.reading)
        self.cache = ColumnCache(_bounded(parse, field) if _has_bounds(field) else parse)

    @property
    def field(self) -> Field:
        return self.reading.field

    def read(self, cells: Sequence[Cell], rows: Sequence[int]) -> tuple[list[Value], list[Problem]]:
        """Values of the cells, None where at fault, and the faults with their rows."""
        read: list[Any] = self.cache.column(cells)
        problems: list[Problem] = []
        if self.field.filled and None in read:
            problems = [
                self._placed(_missing(self.reading), row)
                for row, v in zip(rows, read, strict=True)
                if v is None
            ]
        if Fault in set(map(type, read)):
            for i, value in enumerate(read):
                if isinstance(value, Fault):
                    problems.append(self._placed(value, rows[i]))
                    read[i] = self._kept(value)
        if self.field.kind == "amount":
            self.sum += sum(filter(None, read))
        elif self.field.kind == "rate" and self.reading.bare == "percent":
            self._count_bare(cells)
        return read, problems

    def _kept(self, fault: Fault) -> Any:
        """A warning keeps the value; a fault counts in the sum only, if it was readable."""
        if fault.severity == Severity.WARNING:
            return fault.value
        if self.field.kind == "amount":
            if isinstance(fault.value, int):
                self.sum += fault.value
            else:
                self.left_out += 1
        return None

    def _placed(self, fault: Fault, row: int) -> Problem:
        problem = placed(
            fault,
            row=row,
            column=self.reading.head.letter,
            head=self.reading.head.text,
            field=self.field.name,
        )
        if self.field.severity == Severity.WARNING:
            return replace(problem, severity=Severity.WARNING)
        return problem

    def _count_bare(self, cells: Sequence[Cell]) -> None:
        bare = [c for c in cells if isinstance(c, float | int) and c]
        self.bare_numbers += len(bare)
        self.small_bare_numbers += sum(1 for c in bare if c <= _SMALL_BARE_PERCENT)

    def doubt(self) -> Problem | None:
        """A remark if every bare number of a percent column looks like a fraction."""
        if self.bare_numbers < _FEWEST_TO_DOUBT or self.bare_numbers != self.small_bare_numbers:
            return None
        fault = Fault(
            "percent_unclear",
            Sentence(
                "该列数字按百分数读取，但都不大于1.5。",
                "Read as percent, yet no number is above 1.5.",
            ),
            Sentence("若0.85是指85%，请在单元格写“85%”。", "If 0.85 means 85 %, write “85%”."),
            severity=Severity.WARNING,
        )
        return self._placed(fault, 0)


def _has_bounds(field: Field) -> bool:
    return field.lowest is not None or field.highest is not None


def _bounded(parse: CellParser, field: Field) -> CellParser:
    scale = _FEN_PER_YUAN if field.kind == "amount" else 1

    def parse_within(cell: Cell) -> Value | Fault:
        read = parse(cell)
        if not isinstance(read, int | Decimal):
            return read
        low, high = field.lowest, field.highest
        if (low is None or read >= low * scale) and (high is None or read <= high * scale):
            return read
        bounds = f"{'' if low is None else low}–{'' if high is None else high}"
        return Fault(
            "out_of_range",
            Sentence(f"“{cell}”不在{bounds}之间。", f"“{cell}” is not within {bounds}."),
            Sentence("请核实。", "Check it."),
            value=read,
        )

    return parse_within


def _missing(reading: Reading) -> Fault:
    return Fault(
        reading.field.missing_code,
        Sentence(f"缺少{reading.head.leaf}。", f"{reading.head.leaf} is missing."),
        Sentence("请补填。", "Fill it in."),
    )
