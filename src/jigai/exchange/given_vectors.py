"""Vectors from a file of NumPy (``.npy``): one row a text, in the order of the texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from jigai.domain.matching.vectors import VectorsMisshapen, unit_rows
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray


def read_vectors(path: Path, *, count: int, dimension: int | None = None) -> NDArray[np.float32]:
    """The rows, each of length 1; a row of zeros stands for a text without a vector.

    Args:
        count: so many there must be.
        dimension: that they must have.

    Raises:
        EmbeddingFault: the file names itself and what is wrong with it.
    """
    what = Sentence(path.name, path.name)
    try:
        values = np.load(path, allow_pickle=False)
    except (ValueError, EOFError, OSError, BadZipFile, MemoryError):
        raise VectorsMisshapen(what=what) from None
    if not isinstance(values, np.ndarray) or values.dtype.kind not in "fiu":
        raise VectorsMisshapen(what=what)
    return unit_rows(values, what=what, count=count, dimension=dimension, may_be_zero=True)
