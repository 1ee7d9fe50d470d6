"""Which groups are too small to be shown."""

from __future__ import annotations

from collections.abc import Mapping


def withheld_names(sizes: Mapping[str, int], *, least: int) -> set[str]:
    """Groups below ``least``, and the next smallest where a single one could be derived.

    >>> sorted(withheld_names({"a": 9, "b": 2, "c": 7}, least=3))
    ['b', 'c']
    """
    hidden = {name for name, size in sizes.items() if size < least}
    if len(hidden) == 1:
        rest = sorted((size, name) for name, size in sizes.items() if name not in hidden)
        hidden.update(name for _, name in rest[:1])
    return hidden
