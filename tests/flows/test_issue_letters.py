import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pypdfium2
import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.registry.models import Enterprise
from jigai.apps.reports.actions.attach_files import FilesStay, attach_files
from jigai.apps.reports.actions.order_letters import NobodyToWriteTo
from jigai.apps.reports.actions.record_delivery import (
    ConfirmedAlready,
    DeliveredBeforeIssue,
    DeliveredInFuture,
    OnlyByOwnClick,
    confirm_receipt,
    record_delivery,
)
from jigai.apps.reports.actions.record_document import Files
from jigai.apps.reports.actions.void_number import void_number
from jigai.apps.reports.models import Delivery, DocumentNumber, IssuedDocument
from jigai.apps.reports.queries.issued_documents import gaps, visible_document_rows
from jigai.apps.reports.queries.letter_runs import interrupted_runs, run_row
from jigai.flows.issue_letters import (
    NoLetterYet,
    NothingWritten,
    letters_as_zip,
    merged_letters,
    order_letter_run,
    work_through,
)
from jigai.flows.letter_places import UnknownPlace
from tests.board_cast import DETAILS
from tests.cast import TODAY, change

SERIES = "庆技改函"
TEXT = "{企业名称}的资格将于{expiry}到期。\n请与{联系人}联系。"


def ordered(viewer, enterprises, *, text=TEXT, subject="关于资格到期的提醒函"):
    return order_letter_run(
        viewer,
        enterprise_ids=[one.pk for one in enterprises],
        subject=subject,
        text=text,
        details=replace(DETAILS, series=SERIES),
        issued_on=TODAY,
        change=change("提醒"),
    )


def made(run):
    return work_through(batch=run.batch, at=change().at)


@pytest.fixture
def firms(county):
    with writing("enterprises.registered", change("登记")):
        return Enterprise.objects.bulk_create(
            Enterprise(
                credit_code=f"CODE{at:04d}", name=f"企业{at:03d}公司", name_sort=f"q{at:03d}"
            )
            for at in range(200)
        )


def numbers():
    return list(DocumentNumber.objects.order_by("number").values_list("number", flat=True))


def test_two_hundred_letters_are_two_hundred_files_and_numbers_with_one_void(firms, lin):
    run = ordered(lin, firms)
    assert numbers() == list(range(1, 201))
    cancelled = run.documents.get(number__number=77)
    void_number(number=cancelled.number, reason="企业已注销", change=change("作废"))
    row = run_row(made(run))
    assert (row.total, row.made, row.void, row.is_done) == (200, 199, 1, True)
    assert gaps(series=SERIES, year=2026) == []
    assert DocumentNumber.objects.get(is_void=True).void_reason == "企业已注销"


@pytest.fixture
def four(firms):
    return firms[:4]


def test_a_run_is_one_letter_an_enterprise_packed_and_also_one_file(four, lin):
    run = made(ordered(lin, four))
    with zipfile.ZipFile(io.BytesIO(letters_as_zip(run))) as packed:
        assert len(packed.namelist()) == 8
        assert packed.namelist()[0] == "0001-企业000公司.pdf"
    whole = pypdfium2.PdfDocument(merged_letters(run))
    text = "".join(page.get_textpage().get_text_range() for page in whole)
    places = [text.index(f"企业{at:03d}公司") for at in range(4)]
    assert places == sorted(places)


def test_each_letter_fills_in_its_own_places_and_carries_its_number(four, lin):
    run = made(ordered(lin, four))
    second = run.documents.get(number__number=2)
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content_of(second.docx))).paragraphs)
    for words in ("企业001公司的资格将于（无在册资格）到期", "庆技改函〔2026〕2号", "专班办公室"):
        assert words in text
    assert "企业002公司" not in text


def test_a_run_that_was_stopped_goes_on_where_it_was(four, lin, monkeypatch):
    run = ordered(lin, four)
    stops = iter([False, False, True])

    def broken(*given, **named):
        if next(stops):
            raise KeyboardInterrupt
        return attach_files(*given, **named)

    monkeypatch.setattr("jigai.flows.issue_letters.attach_files", broken)
    with pytest.raises(KeyboardInterrupt):
        made(run)
    monkeypatch.undo()
    assert interrupted_runs() == [run.batch]
    kept = set(run.documents.exclude(pdf=None).values_list("pdf_id", flat=True))
    made(run)
    assert kept < set(run.documents.values_list("pdf_id", flat=True))
    assert (run_row(made(run)).made, interrupted_runs()) == (4, [])


def test_a_letter_that_cannot_be_made_keeps_its_number_as_void(four, lin):
    with writing("enterprise.renamed", change()):
        Enterprise.objects.filter(pk=four[2].pk).update(name="企业\ue000公司")
    run = made(ordered(lin, four))
    lost = run.documents.get(number__number=3)
    assert lost.number.is_void
    assert "未能生成" in lost.number.void_reason
    assert run_row(run).made == 3


def test_words_are_checked_before_a_number_is_taken(four, lin, mei):
    for problem, given in (
        (UnknownPlace, {"text": "{法人}您好"}),
        (NothingWritten, {"subject": " "}),
    ):
        with pytest.raises(problem):
            ordered(lin, four, **given)
    with pytest.raises(NobodyToWriteTo):
        ordered(mei, four)
    with pytest.raises(NoLetterYet):
        letters_as_zip(ordered(lin, four))
    assert numbers() == [1, 2, 3, 4]


def test_the_files_of_a_letter_stay(four, lin):
    run = made(ordered(lin, four))
    with pytest.raises(FilesStay):
        attach_files(document=run.documents.first(), files=Files(), change=change())


def test_the_way_of_a_letter_is_recorded_line_by_line(four, lin):
    document = ordered(lin, four).documents.first()

    def sent(way, day=TODAY):
        record_delivery(document=document, way=way, delivered_on=day, note="", change=change())

    sent("post")
    sent("hand")
    assert Delivery.objects.count() == 2
    for problem, given in (
        (DeliveredInFuture, ("hand", TODAY + timedelta(days=1))),
        (DeliveredBeforeIssue, ("hand", TODAY - timedelta(days=1))),
        (OnlyByOwnClick, ("account",)),
    ):
        with pytest.raises(problem):
            sent(*given)


def test_the_addressee_sees_the_own_letter_and_confirms_it_once(enterprise, firms, lin, mei):
    run = ordered(lin, [enterprise, *firms[:2]])
    [own] = visible_document_rows(mei)
    assert own.enterprise == enterprise
    confirm_receipt(document=IssuedDocument.objects.get(pk=own.pk), change=change("收到"))
    with pytest.raises(ConfirmedAlready):
        confirm_receipt(document=IssuedDocument.objects.get(pk=own.pk), change=change("收到"))
    assert run_row(run).delivered == 1
