"""What the explanation panel shows; the words come from the floors below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jigai.domain.sentence import Sentence

Verdict = Literal["met", "not_met", "unknown", ""]


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the reasoning, with the steps that it rests on.

    Attributes:
        text: rule, value, threshold and source in words.
        verdict: blank for a line that only informs.
        parts: the steps below it.
    """

    text: Sentence
    verdict: Verdict = ""
    parts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a colour, a score or a total is what it is.

    Attributes:
        paragraph: the answer in one paragraph, the nearest miss first.
        tree: the full reasoning.
        next_step: what would change the result.
        source: rule set with its validity, or where a figure comes from.
        file_url: the same for machines.
    """

    paragraph: Sequence[Sentence]
    tree: Sequence[Line] = ()
    next_step: Sentence | None = None
    source: Sentence | None = None
    file_url: str = ""
