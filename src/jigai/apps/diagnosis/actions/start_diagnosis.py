from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.models import BankEdition, Diagnosis
from jigai.apps.registry.models import Enterprise
from jigai.domain.change import Change
from jigai.domain.maturity.banks import bank_named
from jigai.domain.maturity.states import DiagnosisState
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class DiagnosisRunning(Refusal):
    code = "diagnosis.running"
    message = Sentence(
        "该企业用这一版题库的诊断正在进行（{day}开始）。",
        "A diagnosis of this enterprise with this edition is running (begun on {day}).",
    )
    remedy = Sentence("请先填完那一次。", "Finish that one first.")


class BankNotYetValid(Refusal):
    code = "diagnosis.bank_not_yet_valid"
    message = Sentence("题库“{bank}”自{day}起使用。", "The bank “{bank}” is in use from {day}.")


def start_diagnosis(
    *, enterprise: Enterprise, bank: str, on: date, note: str, change: Change
) -> Diagnosis:
    """Begin a diagnosis with one edition of a bank; the texts of the edition are kept with it.

    Args:
        bank: ``<id>/<valid-from>``.

    Raises:
        NoSuchBank, BankNotYetValid, DiagnosisRunning: as named.
    """
    asked, text = bank_named(bank)
    if asked.valid_from > on:
        raise BankNotYetValid(bank=asked.title, day=asked.valid_from)
    running = Diagnosis.objects.filter(enterprise=enterprise, edition__digest=asked.digest).exclude(
        state=DiagnosisState.ASSESSED
    )
    same_day = Diagnosis.objects.filter(
        enterprise=enterprise, edition__digest=asked.digest, started_on=on
    )
    for found in (*running[:1], *same_day[:1]):
        raise DiagnosisRunning(day=found.started_on)
    with writing("diagnosis.started", change):
        edition = BankEdition.objects.filter(digest=asked.digest).first()
        if edition is None:
            edition = BankEdition.objects.create(
                bank=asked.id,
                valid_from=asked.valid_from,
                digest=asked.digest,
                bank_text=text.bank,
                rule_text=text.rule,
                facts_text=text.facts,
            )
        return Diagnosis.objects.create(
            enterprise=enterprise, edition=edition, started_on=on, note=note.strip()
        )
