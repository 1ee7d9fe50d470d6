"""What the office states on its documents: series, issuing body, addressees, contact."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from jigai.apps.evidence.actions.store_attachment import store_attachment
from jigai.apps.evidence.models import Attachment
from jigai.domain.change import Change

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """The fixed words of a document; offered again the next time.

    Args:
        series: letters of the number (机关代字), as in 庆技改〔2026〕7号.
        issuing_body: full name of the body that issues.
        addressees, copy_to: names, one a line.
        printed_by: who prints and sends it.
        contact: who answers questions.
        reply_work_days: work-days for the answer to a letter.
    """

    series: str
    issuing_body: str
    addressees: str = ""
    copy_to: str = ""
    printed_by: str = ""
    contact: str = ""
    reply_work_days: int = 5

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def names(lines: str) -> tuple[str, ...]:
    """The names in a field that holds one a line."""
    return tuple(line.strip() for line in lines.splitlines() if line.strip())


def known_details(stored: dict[str, Any]) -> dict[str, Any]:
    """Of what was kept the last time, the parts that a form still asks for."""
    asked = {field.name for field in fields(DocumentDetails)}
    return {name: value for name, value in stored.items() if name in asked}


def stored_files(
    contents: dict[str, bytes], *, name: str, purpose: str, change: Change
) -> dict[str, Attachment]:
    """Keep the files of a document as evidence, under their hashes; form → file."""
    return {
        form: store_attachment(
            content=content,
            name=f"{name}.{form}".replace("/", "-"),
            media_type=MEDIA[form],
            purpose=purpose,
            change=change,
        )
        for form, content in contents.items()
    }
