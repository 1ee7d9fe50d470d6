"""Parsers for the remaining kinds of cells, and the cache that makes a column quick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from jigai.domain.sentence import Sentence
from jigai.exchange.amounts import BLANKS, negative
from jigai.exchange.dates import WrittenDate
from jigai.exchange.head_words import plain
from jigai.exchange.problems import Fault
from jigai.exchange.workbook_cells import Cell

Value = str | int | bool | Decimal | WrittenDate | None
CellParser = Callable[[Cell], "Value | Fault"]

_YES = frozenset(
    [
        "是",
        "有",
        "√",
        "✓",
        "✔",
        "☑",
        "■",
        "y",
        "yes",
        "true",
        "1",
        "已",
        "已办",
        "已办理",
        "已取得",
        "已完成",
        "完成",
        "已开工",
        "开工",
    ]
)
_NO = frozenset(
    [
        "否",
        "无",
        "×",
        "✗",
        "✘",
        "x",
        "n",
        "no",
        "false",
        "0",
        "未",
        "未办",
        "未办理",
        "未取得",
        "未完成",
        "未开工",
        "☐",
        "□",
    ]
)
_WHOLE_DIGITS = 10**15
_CACHED_CELLS = 50_000


class ColumnCache(dict[Cell, "Value | Fault"]):
    """Parses each distinct cell of a column once; forgets when it grows large."""

    def __init__(self, parse: CellParser) -> None:
        super().__init__()
        self.parse = parse

    def __missing__(self, cell: Cell) -> Value | Fault:
        read = self.parse(cell)
        if len(self) > _CACHED_CELLS:
            self.clear()
        self[cell] = read
        return read

    def column(self, cells: Iterable[Cell]) -> list[Value | Fault]:
        """Every cell parsed; TRUE and 1 are equal as keys, so truth values go by themselves."""
        cells = list(cells)
        if bool in set(map(type, cells)):
            return [self.parse(c) if isinstance(c, bool) else self[c] for c in cells]
        return list(map(self.__getitem__, cells))


def parse_text(cell: Cell) -> str | Fault | None:
    """Text as it stands, trimmed; a leading = + - @ is text like any other."""
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime | date):
        return str(cell).removesuffix(" 00:00:00")
    if isinstance(cell, float | int) and abs(cell) >= _WHOLE_DIGITS:
        return Fault(
            "id_number",
            Sentence(f"“{cell}”位数过多，已失真。", f"“{cell}” has lost digits."),
            Sentence("请设为文本格式重填。", "Set the cell to text and enter it again."),
        )
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def number_parser(*, whole: bool, lowest: int | None) -> CellParser:
    """Counts (``whole``) as int, other numbers as Decimal; ``lowest`` 0 refuses negatives."""

    def parse(cell: Cell) -> Value | Fault:
        text = (
            plain(cell).replace(",", "")
            if isinstance(cell, str)
            else f"{cell:.15g}"
            if isinstance(cell, float)
            else str(cell)
        )
        if text in BLANKS:
            return None
        try:
            number = Decimal(text.rstrip("人件个项台套家天"))
        except ArithmeticError:
            return _not_a_number(text)
        if isinstance(cell, bool) or not number.is_finite():
            return _not_a_number(text)
        if lowest is not None and number < lowest:
            return negative(int(number), text)
        if not whole:
            return number
        return int(number) if number == number.to_integral_value() else _not_whole(text)

    return parse


def parse_mark(cell: Cell) -> bool | Fault | None:
    """Yes, no or blank: 是/否, √/×, 有/无, 已开工/未开工."""
    text = (
        ("1" if cell == 1 else "0" if cell == 0 else str(cell))
        if not isinstance(cell, str)
        else plain(cell).lower()
    )
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text in BLANKS:
        return None
    return Fault(
        "not_a_mark",
        Sentence(f"“{text}”看不出是或否。", f"“{text}” is neither yes nor no."),
        Sentence("请填“是”“否”或“√”。", "Enter 是, 否 or √."),
    )


def choice_parser(choices: Mapping[str, Iterable[str]]) -> CellParser:
    """One of the named states, each with the words by which ledgers call it."""
    keys = {plain(word).lower(): key for key, words in choices.items() for word in (*words, key)}
    known = "、".join(next(iter(words), key) for key, words in choices.items())

    def parse(cell: Cell) -> Value | Fault:
        text = plain(str(cell)).lower()
        if text in keys:
            return keys[text]
        if text in BLANKS:
            return None
        return Fault(
            "unknown_choice",
            Sentence(f"“{cell}”不在可选值之中。", f"“{cell}” is not one of the choices."),
            Sentence(f"可填：{known}。", f"Choices: {known}."),
        )

    return parse


def _not_a_number(text: str) -> Fault:
    return Fault(
        "text_number",
        Sentence(f"“{text}”不是数字。", f"“{text}” is not a number."),
        Sentence("请填写数字。", "Enter a number."),
    )


def _not_whole(text: str) -> Fault:
    return Fault(
        "not_whole",
        Sentence(f"“{text}”不是整数。", f"“{text}” is not a whole number."),
        Sentence("请填写整数。", "Enter a whole number."),
    )
