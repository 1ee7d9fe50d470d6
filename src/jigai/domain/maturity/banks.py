"""The banks that ship with the product, and any bank from the texts kept with a result."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from jigai.domain.maturity.bank import Bank, Standing
from jigai.domain.maturity.read_bank import BankText, read_bank, rule_named_in
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import SHIPPED, read_edition, shipped, text_of_edition
from jigai.domain.sentence import Sentence

FOLDER, SUBJECT = "banks", "enterprise"
BANK, RULE, FACTS, CASES = "bank.toml", "rule.toml", "facts.toml", "cases.toml"


class NoSuchBank(NotFound):
    code = "diagnosis.no_such_bank"
    message = Sentence("没有题库“{key}”。{near}", "There is no bank “{key}”. {near}")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")


class BankAltered(Refusal):
    code = "diagnosis.bank_altered"
    message = Sentence(
        "诊断所用题库的文本与登记的指纹不符。",
        "The text of the bank behind this diagnosis differs from its recorded hash.",
    )
    remedy = Sentence("请从备份恢复。", "Restore it from a backup.")


@lru_cache(maxsize=1)
def shipped_banks() -> tuple[tuple[Bank, BankText], ...]:
    """Every bank of the product with its texts, by id and start of validity.

    Raises:
        RuleFileRefused: the first fault, also a case of a bank's own rule that fails.
    """
    places = sorted((SHIPPED / FOLDER).glob(f"*/*/{BANK}"))
    return tuple(_shipped(place.parent) for place in places)


def banks_in_force(*, on: date) -> tuple[Bank, ...]:
    """The banks that may be answered on a day: official ones first, the newest first.

    A demonstration does not end the official edition before it.
    """
    found = [bank for bank, _ in shipped_banks() if bank.valid_from <= on]
    found.sort(key=lambda bank: bank.valid_from, reverse=True)
    return tuple(sorted(found, key=lambda bank: bank.standing is Standing.DEMONSTRATION))


def bank_named(key: str) -> tuple[Bank, BankText]:
    """The shipped bank of ``<id>/<valid-from>`` with its texts.

    Raises:
        NoSuchBank: as named.
    """
    known = {bank.key: (bank, text) for bank, text in shipped_banks()}
    if key not in known:
        raise NoSuchBank(key=key, near=nearest(key, known), known=", ".join(known))
    return known[key]


@lru_cache(maxsize=64)
def bank_of_text(text: BankText, *, digest: str) -> Bank:
    """The bank from the texts that were kept with a result.

    Raises:
        BankAltered: the texts are not those of the digest.
    """
    if text.digest != digest:
        raise BankAltered
    facts = read_facts(text.facts, file=FACTS)
    rule = read_rule_set(text.rule, file=RULE, facts=facts, subject=SUBJECT)
    return read_bank(text, rule=rule, file=BANK)


def _shipped(folder: Path) -> tuple[Bank, BankText]:
    file = (folder / BANK).relative_to(SHIPPED).as_posix()
    own = (folder / BANK).read_text(encoding="utf-8")
    rule, rule_text, facts_text = _rule_of(folder, own, file)
    text = BankText(own, rule_text, facts_text)
    return read_bank(text, rule=rule, file=file), text


def _rule_of(folder: Path, own: str, file: str) -> tuple[RuleSet, str, str]:
    """The rule of the rulebook that the bank names, or the one beside it, proved by its cases."""
    named = rule_named_in(own, file=file)
    if named is not None:
        rule = shipped().rule_set(named["id"], on=date.fromisoformat(named["valid_from"]))
        kept = text_of_edition(rule)
        return rule, kept.text, kept.facts
    rule_text, facts_text, cases = (
        (folder / name).read_text(encoding="utf-8") for name in (RULE, FACTS, CASES)
    )
    facts = read_facts(facts_text, file=FACTS)
    edition = read_edition(rule_text, cases, facts=facts, subject=SUBJECT)
    return edition.rule_set, rule_text, facts_text
