"""The peer group in which a project may be compared: industry direction and size class."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

SIZES: tuple[tuple[int, str, Sentence], ...] = (
    (5_000_000_00, "below_5m", Sentence("总投资500万元以下", "total below 5 million yuan")),
    (50_000_000_00, "5m_50m", Sentence("500万至5000万元", "5 to 50 million yuan")),
    (500_000_000_00, "50m_500m", Sentence("5000万至5亿元", "50 to 500 million yuan")),
)
LARGEST = ("500m_up", Sentence("5亿元及以上", "500 million yuan and above"))
UNSIZED = ("unknown", Sentence("总投资不详", "total unknown"))
SIZE_NAMES = {name: said for _, name, said in SIZES} | dict([LARGEST, UNSIZED])


def size_class(total_fen: int | None) -> str:
    """The class of a total investment; its lower bound lies inside.

    >>> size_class(5_000_000_00), size_class(None)
    ('5m_50m', 'unknown')
    """
    if total_fen is None:
        return UNSIZED[0]
    return next((name for bound, name, _ in SIZES if total_fen < bound), LARGEST[0])


def peer_group(*, direction: str, total_fen: int | None) -> str:
    """The key under which a badge keeps its group.

    >>> peer_group(direction="electrical", total_fen=1)
    'electrical:below_5m'
    """
    return f"{direction or 'other'}:{size_class(total_fen)}"
