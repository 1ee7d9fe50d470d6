"""Where the boxes and lines of a layered graph go: columns from left to right, or stacked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

BOX_WIDTH, BOX_HEIGHT = 150.0, 60.0
GAP_X, GAP_Y = 38.0, 12.0
MARGIN, HEAD = 26.0, 40.0
STACK_WIDTH, STACK_HEIGHT, BENEATH = 360.0, 54.0, 16.0
LETTER, TITLE_LINES = 13.0, 2
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Node:
    """One box.

    Attributes:
        column: from 0, left to right.
        note: its second statement, such as a state and a number.
        tone: name of its colours and mark.
        beneath: what a stacked picture says in place of lines.
    """

    key: str
    column: int
    title: str
    note: str
    tone: str
    url: str = ""
    beneath: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a box to another; one that goes back is drawn around the rest."""

    start: str
    end: str
    goes_back: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A heading over columns ``first`` to ``last``."""

    title: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Box:
    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    beneath: tuple[str, ...] = ()

    @property
    def right(self) -> tuple[float, float]:
        return self.x + self.width, self.y + self.height / 2

    @property
    def left(self) -> tuple[float, float]:
        return self.x, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished drawing: sizes in user units, curves as SVG path data."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    headings: tuple[Heading, ...]
    curves: tuple[tuple[str, bool], ...] = field(default=())


def wide(nodes: Sequence[Node], edges: Sequence[Edge], bands: Sequence[Band]) -> Layout:
    """Columns side by side, boxes ordered so that lines cross little, lines as curves."""
    columns = _ordered(nodes, edges)
    tallest = max((len(column) for column in columns), default=1)
    inner = tallest * (BOX_HEIGHT + GAP_Y) - GAP_Y
    boxes: dict[str, Box] = {}
    for place, column in enumerate(columns):
        used = len(column) * (BOX_HEIGHT + GAP_Y) - GAP_Y
        top = HEAD + (inner - used) / 2
        for row, node in enumerate(column):
            x = MARGIN + place * (BOX_WIDTH + GAP_X)
            y = top + row * (BOX_HEIGHT + GAP_Y)
            lines = _wrapped(node.title, BOX_WIDTH - 22)
            boxes[node.key] = Box(node, x, y, BOX_WIDTH, BOX_HEIGHT, lines)
    backward = [edge for edge in edges if edge.goes_back]
    floor = HEAD + inner + 16
    curves = [(_forward(boxes[e.start], boxes[e.end]), False) for e in edges if not e.goes_back]
    curves += [
        (_around(boxes[edge.start], boxes[edge.end], floor + 9 * number), True)
        for number, edge in enumerate(backward)
    ]
    width = 2 * MARGIN + len(columns) * (BOX_WIDTH + GAP_X) - GAP_X
    height = floor + 9 * len(backward) + 4
    headings = [
        Heading(
            band.title,
            MARGIN + band.first * (BOX_WIDTH + GAP_X),
            24,
            (band.last - band.first + 1) * (BOX_WIDTH + GAP_X) - GAP_X,
        )
        for band in bands
    ]
    return Layout(width, height, tuple(boxes.values()), tuple(headings), tuple(curves))


def stacked(nodes: Sequence[Node], bands: Sequence[Band]) -> Layout:
    """Boxes one under the other below their headings, for a narrow screen; no lines."""
    boxes: list[Box] = []
    headings: list[Heading] = []
    y = 4.0
    for band in bands:
        headings.append(Heading(band.title, 6, y + 16, STACK_WIDTH - 12))
        y += 30
        for node in (n for n in nodes if band.first <= n.column <= band.last):
            lines = _wrapped(node.title, STACK_WIDTH - 40, most=1)
            beneath = _wrapped(node.beneath, STACK_WIDTH - 40, most=4) if node.beneath else ()
            height = STACK_HEIGHT + BENEATH * len(beneath)
            boxes.append(Box(node, 6, y, STACK_WIDTH - 12, height, lines, beneath))
            y += height + 8
        y += 6
    return Layout(STACK_WIDTH, y, tuple(boxes), tuple(headings))


def _ordered(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """The columns, each sorted towards the middle of its neighbours, to and fro."""
    count = max((node.column for node in nodes), default=-1) + 1
    columns: list[list[Node]] = [[n for n in nodes if n.column == c] for c in range(count)]
    near: dict[str, list[str]] = {node.key: [] for node in nodes}
    for edge in edges:
        if not edge.goes_back:
            near[edge.start].append(edge.end)
            near[edge.end].append(edge.start)
    column_of = {node.key: node.column for node in nodes}
    for sweep in range(SWEEPS):
        is_forward = sweep % 2 == 0
        for column in columns if is_forward else reversed(columns):
            heights = _heights(columns)
            column.sort(key=lambda n: _middle(n, near, column_of, heights, is_forward=is_forward))
    return columns


def _heights(columns: Sequence[Sequence[Node]]) -> dict[str, float]:
    return {
        node.key: (row + 0.5) / len(column) for column in columns for row, node in enumerate(column)
    }


def _middle(
    node: Node,
    near: Mapping[str, Sequence[str]],
    column_of: Mapping[str, int],
    heights: Mapping[str, float],
    *,
    is_forward: bool,
) -> float:
    own = column_of[node.key]
    side = [k for k in near[node.key] if (column_of[k] < own) == is_forward]
    found = [heights[key] for key in side or near[node.key]]
    return sum(found) / len(found) if found else heights[node.key]


def _forward(start: Box, end: Box) -> str:
    (x0, y0), (x1, y1) = start.right, end.left
    if x1 <= x0:  # one column: out on the right, in on the right
        bend = x0 + 26
        x1, y1 = end.right
        return f"M{x0:.0f} {y0:.0f}C{bend:.0f} {y0:.0f} {bend:.0f} {y1:.0f} {x1 + 5:.0f} {y1:.0f}"
    bend = min((x1 - x0) / 2, 60)
    return (
        f"M{x0:.0f} {y0:.0f}C{x0 + bend:.0f} {y0:.0f} {x1 - bend - 5:.0f} {y1:.0f}"
        f" {x1 - 5:.0f} {y1:.0f}"
    )


def _around(start: Box, end: Box, floor: float) -> str:
    x0, y0 = start.x + start.width / 2, start.y + start.height
    x1, y1 = end.left
    side = x1 - 14
    return f"M{x0:.0f} {y0:.0f}V{floor:.0f}H{side:.0f}V{y1:.0f}H{x1 - 5:.0f}"


def text_width(text: str) -> float:
    """Width of a line in user units: a Chinese character is as wide as it is high."""
    return sum(LETTER if east_asian_width(sign) in "WF" else LETTER * 0.56 for sign in text)


def _wrapped(text: str, room: float, *, most: int = TITLE_LINES) -> tuple[str, ...]:
    """At most so many lines; what does not fit ends in an ellipsis."""
    lines, line = [], ""
    for word in _words(text):
        if line and text_width(line + word) > room:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    lines.append(line.rstrip())
    if len(lines) <= most:
        return tuple(lines)
    kept = lines[most - 1]
    while kept and text_width(kept + "…") > room:
        kept = kept[:-1]
    return (*lines[: most - 1], kept + "…")


def _words(text: str) -> list[str]:
    """Where a line may break: after a space, and after every Chinese character."""
    words, word = [], ""
    for sign in text:
        word += sign
        if sign == " " or east_asian_width(sign) in "WF":
            words.append(word)
            word = ""
    return [*words, word] if word else words
