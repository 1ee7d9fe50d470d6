"""“What you hold about me” as one ZIP: the account, and for an enterprise its whole file.

Personal Information Protection Law, article 45: to see and copy, in a form that can be carried
elsewhere. Only the person gets it; secrets (digests of passwords and tokens) are nobody's data.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from jigai.apps.accounts.queries.own_data import account_data
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.evidence.queries.content import content_of
from jigai.apps.portal.queries.requests import data_request_rows
from jigai.apps.registry.models import Enterprise
from jigai.apps.registry.queries.own import own_enterprises
from jigai.apps.vouchers.queries.access import own_vouchers
from jigai.apps.vouchers.queries.vouchers import consents_of, voucher_rows
from jigai.domain.data_rights import SOURCE
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.plain_export import write_plain_export
from jigai.flows.export_vouchers import vouchers_csv, vouchers_workbook
from jigai.flows.own_file import OwnFile, own_file
from jigai.flows.print_own_file import print_own_file

HEADS = ("类别 kind", "序号 row", "名称 name", "内容 value")
TITLE = "系统中关于我的数据 What is held about me"


def own_data(viewer: Viewer, *, on: date, language: Language = "zh") -> bytes:
    """The ZIP of a person's own data.

    ``account.json`` and ``account.xlsx`` are of the person; for each enterprise that the person
    speaks for, ``enterprise-<credit code>/`` holds the file (JSON, workbook, PDF), the voucher
    ledger (xlsx, csv) with its files, and the consents.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _person(viewer, on):
            packed.writestr(name, content)
        for enterprise in own_enterprises(viewer, on=on):
            for name, content in _enterprise(viewer, enterprise, on, language):
                packed.writestr(f"enterprise-{enterprise.credit_code}/{name}", content)
    return written.getvalue()


def _person(viewer: Viewer, on: date) -> Iterator[tuple[str, bytes]]:
    told: dict[str, Any] = {
        "made_on": on,
        "basis": SOURCE,
        **account_data(viewer),
        "data_requests": [asdict(one) for one in data_request_rows(viewer, is_own=True)],
    }
    yield "account.json", as_json(told)
    yield "account.xlsx", _workbook(told)


def _enterprise(
    viewer: Viewer, enterprise: Enterprise, on: date, language: Language
) -> Iterator[tuple[str, bytes]]:
    file = own_file(viewer, enterprise=enterprise, on=on)
    yield "file.json", as_json(_told(file))
    yield "file.xlsx", _file_workbook(file)
    yield "file.pdf", print_own_file(file, language=language)
    vouchers = own_vouchers(viewer, on=on).filter(enterprise=enterprise)
    rows = voucher_rows(vouchers)
    yield "vouchers.xlsx", vouchers_workbook(rows)
    yield "vouchers.csv", vouchers_csv(rows)
    consents = [{"voucher": number, **asdict(one)} for number, one in consents_of(enterprise.pk)]
    yield "consents.json", as_json({"voucher_shares": consents})
    for one in vouchers.exclude(file=None).select_related("file"):
        if one.file is not None:
            yield f"files/{one.pk}-{_plain_name(one.file.name)}", content_of(one.file)


def _told(file: OwnFile) -> dict[str, Any]:
    told = asdict(file)
    told["ladder"] = [
        {"rung": one.rule_set, "result": one.word, "missing": [m.label for m in one.missing]}
        for one in file.ladder.rungs
    ]
    return told


def _file_workbook(file: OwnFile) -> bytes:
    written = io.BytesIO()
    heads = ("部分 part", "项目 label", "内容 value", "来源 source", "登记人 by", "时间 at")
    rows = (
        (one.title.zh, line.label.zh, line.value.zh, line.source.zh, line.by,
         line.at.replace(tzinfo=None) if line.at else None)
        for one in file.sections
        for line in one.lines
    )  # fmt: skip
    write_plain_export(written, title=f"{file.name} {file.on}", heads=heads, rows=rows)
    return written.getvalue()


def _workbook(told: dict[str, Any]) -> bytes:
    written = io.BytesIO()
    write_plain_export(written, title=TITLE, heads=HEADS, rows=_cells(told))
    return written.getvalue()


def _cells(told: dict[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    for kind, rows in told.items():
        if not isinstance(rows, list):
            yield kind, 0, "", _said(rows)
            continue
        for number, row in enumerate(rows, start=1):
            for name, value in row.items():
                yield kind, number, name, _said(value)


def as_json(value: Any) -> bytes:
    """Readable JSON in UTF-8; sentences in both languages, days and moments in ISO form."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_said).encode()


def _said(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_said)
    return value.zh if isinstance(value, Sentence) else str(value)


def _plain_name(name: str) -> str:
    """A file name that stays inside the archive."""
    return name.replace("/", "_").replace("\\", "_").lstrip(".")
