"""A layout as SVG: presentation attributes alone, so that it stands under a strict CSP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from jigai.exchange.pictures.layered import BENEATH, Box, Layout, text_width

FONT = "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
INK, SOFT, LINE = "#14213d", "#4a5876", "#a9b6cc"
TITLE_PT, NOTE_PT = 13, 12
LEGEND = 30.0


@dataclass(frozen=True, slots=True)
class Tone:
    """Colours and mark of a kind of box: the mark tells it without the colour."""

    fill: str
    edge: str
    ink: str
    mark: str
    is_dashed: bool = False


CROSS = "M-4 -4L4 4M4 -4L-4 4"
TRIANGLE = "M0 -5L5 4H-5Z"
DIAMOND = "M0 -5.5L5.5 0L0 5.5L-5.5 0Z"
DISC = (
    "M-4.5 0C-4.5 -2.5 -2.5 -4.5 0 -4.5C2.5 -4.5 4.5 -2.5 4.5 0"
    "C4.5 2.5 2.5 4.5 0 4.5C-2.5 4.5 -4.5 2.5 -4.5 0Z"
)
SQUARE = "M-4.5 -4.5H4.5V4.5H-4.5Z"
TONES = {
    "missing": Tone("#ffffff", "#5f6c88", "#3d4a66", CROSS, is_dashed=True),
    "thin": Tone("#fdeedd", "#b45309", "#7a3806", TRIANGLE),
    "single_sourced": Tone("#efebfa", "#6b5bb0", "#41327f", DIAMOND),
    "sound": Tone("#e4f3ea", "#1e7048", "#17593a", DISC),
    "stopped": Tone("#14213d", "#14213d", "#ffffff", CROSS),
    "heavy": Tone("#fdeedd", "#b45309", "#7a3806", TRIANGLE),
    "middling": Tone("#efebfa", "#6b5bb0", "#41327f", DIAMOND),
    "light": Tone("#f3f6fb", "#5f6c88", "#3d4a66", DISC),
}


def svg_of(layout: Layout, *, label: str, name: str, legend: Sequence[tuple[str, str]] = ()) -> str:
    """The drawing; every text in it is escaped.

    Args:
        label: what the drawing shows, for a reader who does not see it.
        name: tells the marks of two drawings on one page apart; letters and hyphens.
        legend: tone and its word, drawn above.
    """
    lines = _legend_lines(legend, layout.width)
    top = len(lines) * LEGEND
    height = layout.height + top
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="layered" role="group"'
        f' aria-label="{escape(label)}" width="{layout.width:.0f}"'
        f' viewBox="0 0 {layout.width:.0f} {height:.0f}"'
        f' font-family="{FONT}">',
        f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7"'
        f' markerHeight="7" orient="auto-start-reverse"><path d="M0 0L8 4L0 8Z" fill="{SOFT}"/>'
        "</marker></defs>",
        *lines,
        f'<g transform="translate(0 {top:.0f})">',
        *(_heading(one.text, one.x, one.y, one.width) for one in layout.headings),
        *(_curve(path, name, is_dashed=back) for path, back in layout.curves),
        *(_box(box) for box in layout.boxes),
        "</g></svg>",
    ]
    return "".join(parts)


def _legend_lines(legend: Sequence[tuple[str, str]], width: float) -> list[str]:
    lines: list[list[str]] = []
    x = width
    for tone, word in legend:
        room = 34.0 + text_width(word)
        if x + room > width:
            lines.append([])
            x = 8.0
        y = 16 + LEGEND * (len(lines) - 1)
        look = TONES[tone]
        lines[-1].append(
            f'<rect x="{x:.0f}" y="{y - 10:.0f}" width="20" height="20" rx="4" fill="{look.fill}"'
            f' stroke="{look.edge}"{_dash(look)}/>{_mark(look, x + 10, y)}'
            f'<text x="{x + 26:.0f}" y="{y + 4.5:.1f}" font-size="{NOTE_PT}" fill="{INK}">'
            f"{escape(word)}</text>"
        )
        x += room
    return ["".join(line) for line in lines]


def _heading(text: str, x: float, y: float, width: float) -> str:
    return (
        f'<text x="{x:.0f}" y="{y - 4:.0f}" font-size="13" font-weight="600" fill="{SOFT}">'
        f'{escape(text)}</text><path d="M{x:.0f} {y + 3:.0f}h{width:.0f}" stroke="{LINE}"/>'
    )


def _curve(path: str, name: str, *, is_dashed: bool) -> str:
    dash = ' stroke-dasharray="5 4"' if is_dashed else ""
    return (
        f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"{dash}'
        f' marker-end="url(#{name}-tip)"/>'
    )


def _box(box: Box) -> str:
    node, look = box.node, TONES[box.node.tone]
    body = (
        f"<title>{escape(node.title)} {escape(node.note)}</title>"
        f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{box.height:.0f}"'
        f' rx="7" fill="{look.fill}" stroke="{look.edge}" stroke-width="1.4"{_dash(look)}/>'
        f"{_words(box, look)}"
    )
    if not node.url:
        return f"<g>{body}</g>"
    said = escape(f"{node.title} {node.note}".strip())
    return f'<a href="{escape(node.url)}" aria-label="{said}">{body}</a>'


def _words(box: Box, look: Tone) -> str:
    x, y = box.x + 11, box.y + (19 if len(box.lines) > 1 else 24)
    found = []
    for line in box.lines:
        whole = box.node.title if len(box.lines) > 1 else ""
        found.append(_text(line, x, y, TITLE_PT, look.ink, is_strong=True, whole=whole))
        y += 15.5
    y += 1 if len(box.lines) > 1 else 4
    found.append(_mark(look, x + 5, y - 4))
    found.append(_text(box.node.note, x + 16, y, NOTE_PT, look.ink))
    for number, line in enumerate(box.beneath, 1):
        found.append(_text(line, x, y + 2 + BENEATH * number, NOTE_PT, SOFT))
    return "".join(found)


def _text(
    text: str, x: float, y: float, size: int, ink: str, *, is_strong: bool = False, whole: str = ""
) -> str:
    """``whole`` is what a line is a part of."""
    more = ' font-weight="600"' if is_strong else ""
    more += f' data-whole="{escape(whole)}"' if whole else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{ink}"{more}>{escape(text)}</text>'
    )


def _mark(look: Tone, x: float, y: float) -> str:
    is_open = look.mark == CROSS
    paint = (
        f'fill="none" stroke="{look.ink}" stroke-width="2"' if is_open else f'fill="{look.edge}"'
    )
    return f'<path transform="translate({x:.1f} {y:.1f})" d="{look.mark}" {paint}/>'


def _dash(look: Tone) -> str:
    return ' stroke-dasharray="4 3"' if look.is_dashed else ""
