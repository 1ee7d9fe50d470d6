"""Receipts of runs: everything that is needed to run again, elsewhere and years later, and compare.

A receipt carries the text of the rule and of the declarations of its facts, so that it does not
need the rulebook of the machine on which it is used.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jigai.domain.refusal import Refusal
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.sentence import Sentence
from jigai.exchange.content_digest import input_digest, output_digest

if TYPE_CHECKING:
    from jigai.domain.rules.rule_set import RuleSet
    from jigai.domain.rules.rulebook import EditionText
    from jigai.exchange.evaluate_table import Evaluated

FORM = "jigai-receipt-1"
CSV = ".csv"


class ReceiptUnreadable(Refusal):
    code = "receipts.unreadable"
    message = Sentence("“{file}”不是可用的回执：{fault}", "{file} is no usable receipt: {fault}")
    remedy = Sentence(
        "请用 jigai rules evaluate --receipt-out 写出的文件。",
        "Use a file written by jigai rules evaluate --receipt-out.",
    )


class ResultDiffers(Refusal):
    code = "receipts.differs"
    message = Sentence("与回执不一致：{what}。", "Not as the receipt says: {what}.")


@dataclass(frozen=True, slots=True)
class RuleOfReceipt:
    """The edition that was applied; ``text`` and ``facts`` are its files, letter by letter."""

    id: str
    valid_from: str
    digest: str
    subject: str
    file: str
    text: str
    facts_file: str
    facts: str


@dataclass(frozen=True, slots=True)
class TableOfReceipt:
    """A table by its name, its content (``content_digest``) and, of one file, its bytes."""

    name: str
    digest: str
    bytes_sha256: str


@dataclass(frozen=True, slots=True)
class Receipt:
    form: str
    made_at: str
    jigai: str
    python: str
    rule: RuleOfReceipt
    engine: str
    engine_version: str
    rows: int
    decided_by_reference: int
    outcomes: dict[str, int]
    input: TableOfReceipt
    output: TableOfReceipt

    def rule_set(self) -> RuleSet:
        """The rule set read again from the receipt itself.

        Raises:
            RuleFileRefused: this version reads the file no more.
        """
        rule = self.rule
        facts = read_facts(rule.facts, file=rule.facts_file)
        return read_rule_set(rule.text, file=rule.file, facts=facts, subject=rule.subject)


def receipt_of(
    rule_set: RuleSet,
    text: EditionText,
    done: Evaluated,
    *,
    source: Path,
    output: Path,
    at: datetime,
) -> Receipt:
    """The receipt of a run whose files are there.

    Args:
        rule_set: the edition that was applied.
        text: its files.
        done: what the run said of itself.
        source: the table of facts.
        output: the table of results.
        at: when.
    """
    return Receipt(
        form=FORM,
        made_at=at.isoformat(timespec="seconds"),
        jigai=version("jigai"),
        python=platform.python_version(),
        rule=RuleOfReceipt(
            rule_set.id,
            rule_set.valid_from.isoformat(),
            rule_set.digest,
            rule_set.subject,
            text.file,
            text.text,
            text.facts_file,
            text.facts,
        ),
        engine=done.engine,
        engine_version=done.version,
        rows=done.rows,
        decided_by_reference=done.by_reference,
        outcomes=dict(sorted(done.outcomes.items())),
        input=TableOfReceipt(source.name, input_digest(source, rule_set), _of_bytes(source)),
        output=TableOfReceipt(output.name, output_digest(output, rule_set), _of_bytes(output)),
    )


def differences(first: Receipt, again: Receipt) -> tuple[Sentence, ...]:
    """What of two runs differs that must not: rule, input, rows, outcomes, output.

    Engine, versions and moments may differ. Bytes count where both runs wrote CSV.
    """
    pairs = [
        (RULE, first.rule.digest, again.rule.digest),
        (INPUT, first.input.digest, again.input.digest),
        (ROWS, str(first.rows), str(again.rows)),
        (OUTCOMES, _counts(first.outcomes), _counts(again.outcomes)),
        (OUTPUT, first.output.digest, again.output.digest),
    ]
    if (
        first.output.name.endswith(CSV)
        and again.output.name.endswith(CSV)
        and is_same_file(first, again)
    ):
        pairs.append((BYTES, first.output.bytes_sha256, again.output.bytes_sha256))
    return tuple(
        DIFFERS.format(what=what, first=one, again=other)
        for what, one, other in pairs
        if one != other
    )


RULE = Sentence("规则", "rule")
INPUT = Sentence("输入内容", "content of the input")
ROWS = Sentence("行数", "rows")
OUTCOMES = Sentence("各结果的数量", "counts of outcomes")
OUTPUT = Sentence("结果内容", "content of the output")
BYTES = Sentence("结果文件的字节", "bytes of the output")
DIFFERS = Sentence("{what}（回执 {first}，本次 {again}）", "{what} (receipt {first}, now {again})")


def is_same_file(first: Receipt, again: Receipt) -> bool:
    """Whether the input is the same file, byte by byte, so that the output should be too."""
    return bool(first.input.bytes_sha256) and first.input.bytes_sha256 == again.input.bytes_sha256


def write_receipt(receipt: Receipt, path: Path) -> None:
    text = json.dumps(asdict(receipt), ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def read_receipt(path: Path) -> Receipt:
    """A receipt from its file.

    Raises:
        ReceiptUnreadable: it is none.
    """
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if stored["form"] != FORM:
            raise ReceiptUnreadable(file=path.name, fault=stored["form"])
        stored |= {
            "rule": RuleOfReceipt(**stored.pop("rule")),
            "input": TableOfReceipt(**stored.pop("input")),
            "output": TableOfReceipt(**stored.pop("output")),
        }
        return Receipt(**stored)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise ReceiptUnreadable(file=path.name, fault=fault) from None


def _counts(outcomes: dict[str, int]) -> str:
    return " ".join(f"{name}={count}" for name, count in sorted(outcomes.items()))


def _of_bytes(path: Path) -> str:
    """SHA-256 of a file; "" of a folder."""
    if path.is_dir():
        return ""
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()
