import pypdfium2
import pytest

from jigai.apps.diagnosis.actions.finish_side import agree_with_own, assess, hand_in
from jigai.apps.diagnosis.queries.cards import diagnosis_card
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.domain.maturity.banks import bank_named, shipped_banks
from jigai.domain.maturity.states import Side
from jigai.flows.print_diagnosis import print_diagnosis
from tests.apps.diagnosis.conftest import answer, begin, every_answer
from tests.cast import TODAY, change

KEYS = [bank.key for bank, _ in shipped_banks()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("key", KEYS)
def test_a_diagnosis_with_both_sides_and_gaps_fits_one_page(enterprise, programme, key, language):
    diagnosis = begin(enterprise, key)
    answer(diagnosis, **every_answer(bank_named(key)[0], scene="1"))
    hand_in(diagnosis=diagnosis, on=TODAY, change=change())
    agree_with_own(diagnosis=diagnosis, change=change())
    answer(diagnosis, Side.ASSESSOR, **dict.fromkeys(["network"], "-") if "gbt" not in key else {})
    assess(diagnosis=diagnosis, on=TODAY, change=change())
    card = diagnosis_card(diagnosis)
    rates = rate_rows(enterprise_id=enterprise.pk, on=TODAY)
    content = print_diagnosis(card, rates=rates, on=TODAY, language=language)
    assert content.startswith(b"%PDF")
    assert len(pypdfium2.PdfDocument(content)) == 1
