"""Finds the header block of a sheet and joins heads of several levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.head_words import head_key, is_unit_row_text, is_unit_text, plain
from jigai.exchange.problems import column_letter

if TYPE_CHECKING:
    from jigai.exchange.workbook import Sheet
    from jigai.exchange.workbook_cells import Cell, Row, Span

LOOKED_AT = 40
_LONGEST_HEAD = 60
_DEEPEST = 4
_FEWEST_HEADS = 2
_MOST_DIGITS = 4
_LONGEST_GROUP = 20
Known = Callable[[str], bool]


class HeaderNotFound(Refusal):
    code = "ledger.header_not_found"
    message = Sentence(
        "工作表“{sheet}”前{looked}行里没有找到表头。",
        "No header was found in the first {looked} rows of sheet “{sheet}”.",
    )
    remedy = Sentence(
        "请检查选的工作表；表头应有“项目名称”等栏名。",
        "Check the chosen sheet; the header should name its columns.",
    )


@dataclass(frozen=True, slots=True)
class Head:
    """One column's heads from top to bottom; ``unit`` is from a row of units below them."""

    index: int
    path: tuple[str, ...]
    unit: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def text(self) -> str:
        """All levels joined, as a person would say it."""
        return " / ".join(self.path)

    @property
    def leaf(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Header:
    """How a header block was read; row numbers as Excel shows them."""

    rows: tuple[int, ...]
    heads: tuple[Head, ...]
    titles: tuple[tuple[int, str], ...] = ()
    unit_row: int | None = None
    unit_text: str = ""

    @property
    def first_row_below(self) -> int:
        return self.rows[-1] + 1


def find_header(sheet: Sheet, *, known: Known = lambda _text: False) -> Header:
    """The header block within the first rows of a sheet.

    Args:
        sheet: any sheet.
        known: whether a head is in a vocabulary; such heads weigh most.

    Raises:
        HeaderNotFound: no row looks like heads.
    """
    rows = sheet.top(LOOKED_AT)
    best = max(range(len(rows)), key=lambda r: _score(rows[r], known), default=0)
    if not rows or _score(rows[best], known) < _FEWEST_HEADS:
        raise HeaderNotFound(sheet=sheet.name, looked=LOOKED_AT)
    spans = sheet.spans()
    top, bottom = _block(rows, spans, best, known)
    unit_row, unit_text = _unit_row(rows[: bottom + 2])
    return Header(
        rows=tuple(range(top + 1, bottom + 2)),
        heads=_heads(rows[top : bottom + 1]),
        titles=_titles(rows[:top], unit_row),
        unit_row=unit_row,
        unit_text=unit_text,
    )


def _texts(row: Row) -> list[str]:
    """Distinct texts short enough to be heads."""
    texts = dict.fromkeys(plain(c) for c in row if isinstance(c, str) and c.strip())
    return [t for t in texts if len(t) <= _LONGEST_HEAD]


def _numbers(row: Row) -> int:
    return sum(1 for c in row if not isinstance(c, str))


def _score(row: Row, known: Known) -> int:
    texts = _texts(row)
    if len(texts) < _FEWEST_HEADS:
        return 0
    like_values = sum(sum(map(str.isdigit, t)) > _MOST_DIGITS for t in texts)
    return 3 * sum(map(known, texts)) + len(texts) - 3 * (_numbers(row) + like_values)


def _block(rows: Sequence[Row], spans: Sequence[Span], best: int, known: Known) -> tuple[int, int]:
    top = bottom = best
    tall = [(a, c) for (a, _), (c, _) in spans if a < c <= a + _DEEPEST]
    for _ in range(_DEEPEST):
        touching = [(a, c) for a, c in tall if a <= bottom and c >= top]
        top = min([top, *(a for a, _ in touching)])
        bottom = max([bottom, *(c for _, c in touching)])
    while top > 0 and _stands_over(rows, top, spans, known):
        top -= 1
    while (
        bottom + 1 < len(rows)
        and bottom - top < _DEEPEST
        and _continues(rows, bottom, spans, known)
    ):
        bottom += 1
    return top, bottom


def _stands_over(rows: Sequence[Row], top: int, spans: Sequence[Span], known: Known) -> bool:
    """Whether the row above the block is one more level: group heads, merged or not."""
    row, number = rows[top - 1], top - 1
    texts = _texts(row)
    wide = any(a == c == number and left < right for (a, left), (c, right) in spans)
    wide = wide or _continues(rows, number, spans, known)
    plain_words = all(":" not in t and len(t) <= _LONGEST_GROUP for t in texts)
    return len(texts) >= _FEWEST_HEADS and wide and plain_words and not _numbers(row)


def _continues(rows: Sequence[Row], bottom: int, spans: Sequence[Span], known: Known) -> bool:
    """Whether the row below the block is one more level of heads, or a row of units."""
    row, above = rows[bottom + 1], rows[bottom]
    texts = _texts(row)
    if not texts or _numbers(row):
        return False
    if all(map(is_unit_text, texts)):
        return True
    grouped = {
        i
        for (a, left), (c, right) in spans
        if a <= bottom <= c and left < right
        for i in range(left, right + 1)
    }
    filled = [i for i, c in enumerate(row) if str(c).strip()]
    under_group = all(i in grouped or _opens_gap(above, row, i) for i in filled)
    fills_gap = any(i in grouped or not str(above[i]).strip() for i in filled)
    told = bool(grouped) or any(map(known, texts))
    return under_group and fills_gap and told and len(filled) >= _FEWEST_HEADS


def _opens_gap(above: Row, row: Row, i: int) -> bool:
    """An unmerged group head stands over its first column and leaves the next ones blank."""
    if not str(above[i]).strip():
        return True
    following = i + 1
    return (
        following < len(row)
        and not str(above[following]).strip()
        and bool(str(row[following]).strip())
    )


def _heads(block: Sequence[Row]) -> tuple[Head, ...]:
    levels = [_spread(row, block[i + 1 :]) for i, row in enumerate(block)]
    heads = []
    for index in range(max(map(len, block))):
        texts = [level[index].strip().replace("\n", "") for level in levels]
        path = tuple(dict.fromkeys(t for t in texts if t and not is_unit_text(t)))
        unit = next((t for t in texts if t and is_unit_text(t)), "")
        if path:
            heads.append(Head(index, path, unit))
    return tuple(heads)


def _spread(row: Row, below: Sequence[Row]) -> list[str]:
    """The row as text, unmerged group heads repeated over the sub-heads to their right."""
    texts: list[Cell] = list(row)
    if below:
        for i in range(1, len(texts)):
            sub_heads = str(below[0][i]).strip() and str(below[0][i - 1]).strip()
            if not str(texts[i]).strip() and sub_heads and below[0][i - 1] != row[i - 1]:
                texts[i] = texts[i - 1]
    return [str(t) for t in texts]


def _unit_row(rows: Sequence[Row]) -> tuple[int | None, str]:
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if isinstance(cell, str) and is_unit_row_text(cell):
                return number, cell.strip()
    return None, ""


def _titles(rows: Sequence[Row], unit_row: int | None) -> tuple[tuple[int, str], ...]:
    titles = []
    for number, row in enumerate(rows, start=1):
        texts = list(dict.fromkeys(str(c).strip() for c in row if str(c).strip()))
        if texts and number != unit_row:
            titles.append((number, "  ".join(texts)))
    return tuple(titles)


def vocabulary(heads: Sequence[str]) -> Known:
    """A test whether a text is one of the given heads, units and brackets aside."""
    keys = {head_key(h.rsplit("/", 1)[-1]) for h in heads} | {head_key(h) for h in heads}
    return lambda text: head_key(text) in keys
