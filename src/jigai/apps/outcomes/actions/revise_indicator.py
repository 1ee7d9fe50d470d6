from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.outcomes.actions.load_dictionary import version_row
from jigai.apps.outcomes.models import IndicatorVersion, Origin
from jigai.apps.outcomes.queries.dictionary import indicator_named
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.results.indicator import IndicatorPart
from jigai.domain.sentence import Sentence


class NothingRevised(Refusal):
    code = "outcomes.nothing_revised"
    message = Sentence(
        "新版与第 {number} 版没有差别。", "The new version does not differ from version {number}."
    )


class RevisedTooEarly(Refusal):
    code = "outcomes.revised_too_early"
    message = Sentence(
        "新版要在 {after} 之后开始；第 {number} 版自那天起有效。",
        "A new version begins after {after}, from when version {number} holds.",
    )


def revise_indicator(
    *,
    indicator: str,
    formula: str,
    parts: Sequence[IndicatorPart],
    meaning: Sentence,
    source: Sentence,
    valid_from: date,
    because: str,
    change: Change,
) -> IndicatorVersion:
    """Make a new version of an indicator; what was recorded or published keeps the former one.

    Raises:
        NoSuchIndicator, NothingRevised, RevisedTooEarly, FormulaUnreadable, PartUnused,
        RecordInvalid: as named.
    """
    former = indicator_named(indicator).newest.definition
    wanted = replace(
        former,
        formula=formula.strip(),
        parts=tuple(parts),
        meaning=meaning,
        source=source,
        valid_from=valid_from,
        version=former.version + 1,
    )
    told = ("formula", "parts", "meaning", "source")
    if all(getattr(wanted, name) == getattr(former, name) for name in told):
        raise NothingRevised(number=former.version)
    if valid_from <= former.valid_from:
        raise RevisedTooEarly(after=former.valid_from, number=former.version)
    wanted.check()
    row = version_row(wanted, number=wanted.version, origin=Origin.COUNTY)
    row.changed_because = because.strip()
    with writing("indicator.revised", change):
        save_valid(row)
    return row
