"""The sheet of a plan's lines: one line a row, out to be edited and in again."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from collections.abc import Sequence

from jigai.domain.sentence import Sentence
from jigai.exchange.mapping import OWN_FIELDS, Field, Key, Mapping

NAME = "plan_lines"
KEY, KIND = "line_key", "kind"
KINDS_OF_CELLS = {
    "year": "integer",
    "starts_on": "date",
    "due_on": "date",
    "cost_fen": "amount",
    "payback_months": "integer",
    "quantity": "integer",
    "maturity": "integer",
    "share_bp": "rate",
    "is_single_source": "mark",
    "baseline": "number",
    "target": "number",
}


def plan_mapping(
    labels: MappingType[str, Sentence], choices: MappingType[str, MappingType[str, Sentence]]
) -> Mapping:
    """The mapping of such a sheet.

    Args:
        labels: column → its words, in the order of the sheet.
        choices: column → code → words; must hold ``kind``.
    """
    fields = (
        Field(KEY, ("条目号",), kind="identifier", pattern="[TPSD][0-9]+"),
        Field(
            KIND,
            ("条目类型",),
            kind="choice",
            choices=_words(choices[KIND]),
            required=True,
            filled=True,
        ),
        *(_field(name, label, choices) for name, label in labels.items()),
    )
    return Mapping(
        name=NAME,
        title=Sentence("企业规划条目", "Lines of a plan"),
        subject=NAME,
        fields=(*fields, *OWN_FIELDS),
        keys=(Key((KEY,), "duplicate_row"),),
    )


def plan_columns(mapping: Mapping) -> Sequence[str]:
    """The columns in the order of the sheet, without those that travel hidden."""
    own = {field.name for field in OWN_FIELDS}
    return [field.name for field in mapping.fields if field.name not in own]


def _field(
    name: str, label: Sentence, choices: MappingType[str, MappingType[str, Sentence]]
) -> Field:
    if name in choices:
        return Field(name, (label.zh,), kind="choice", choices=_words(choices[name]))
    return Field(name, (label.zh,), kind=KINDS_OF_CELLS.get(name, "text"))


def _words(codes: MappingType[str, Sentence]) -> dict[str, tuple[str, ...]]:
    return {code: (words.zh, words.en, code) for code, words in codes.items()}
