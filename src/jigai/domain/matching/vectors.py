"""Vectors that come from outside are looked at before anything is ordered by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from numpy.typing import NDArray


class EmbeddingFault(Refusal):
    """The model or its vectors cannot be used; matching goes on by the catalogue's own space."""

    code = "match.embedding_fault"
    remedy = Sentence(
        "请核对向量模型的服务和模型名，或向量文件。",
        "Check the service and the name of the model, or the file of vectors.",
    )


class VectorsMisshapen(EmbeddingFault):
    code = "match.embedding_misshapen"
    message = Sentence("{what}不是由数字组成的表。", "{what} is no table of numbers.")


class VectorCountDiffers(EmbeddingFault):
    code = "match.embedding_count"
    message = Sentence(
        "{what}有{found}个向量，应有{expected}个。", "{what} has {found} vectors, not {expected}."
    )


class VectorDimensionDiffers(EmbeddingFault):
    code = "match.embedding_dimension"
    message = Sentence(
        "{what}的向量是{found}维，应是{expected}维。",
        "The vectors of {what} have {found} dimensions, not {expected}.",
    )


class VectorNotFinite(EmbeddingFault):
    code = "match.embedding_not_finite"
    message = Sentence(
        "{what}的第{place}个向量含有不是数的值，或全是零。",
        "Vector {place} of {what} holds what is no number, or nothing but zeros.",
    )


def unit_rows(
    values: Any,
    *,
    what: Sentence,
    count: int,
    dimension: int | None = None,
    may_be_zero: bool = False,
) -> NDArray[np.float32]:
    """The vectors, each of length 1.

    Args:
        what: whose vectors they are, for the refusal.
        count: so many there must be.
        dimension: of the vectors that they are to be compared with.
        may_be_zero: a row of zeros stands for an empty text.

    Raises:
        VectorsMisshapen, VectorCountDiffers, VectorDimensionDiffers, VectorNotFinite: as named.
    """
    try:
        table = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise VectorsMisshapen(what=what) from None
    if table.ndim != 2 or (table.shape[0] and not table.shape[1]):  # noqa: PLR2004 - rows, columns
        raise VectorsMisshapen(what=what)
    if table.shape[0] != count:
        raise VectorCountDiffers(what=what, found=table.shape[0], expected=count)
    if dimension is not None and table.shape[1] != dimension:
        raise VectorDimensionDiffers(what=what, found=table.shape[1], expected=dimension)
    largest = np.abs(table).max(axis=1, initial=0.0)
    is_zero = largest == 0
    wrong = np.flatnonzero(~np.isfinite(largest) | (is_zero & (not may_be_zero)))
    if wrong.size:
        raise VectorNotFinite(what=what, place=int(wrong[0]) + 1)
    table = table / np.where(is_zero, 1.0, largest)[:, None]  # first, so that no square overflows
    lengths = np.linalg.norm(table, axis=1)
    found: NDArray[np.float32] = (table / np.where(is_zero, 1.0, lengths)[:, None]).astype(
        np.float32
    )
    return found
