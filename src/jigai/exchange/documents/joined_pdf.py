"""Several PDF papers as one file, in order, for one print run."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import pypdfium2


def joined_pdf(papers: Iterable[bytes]) -> bytes:
    """All pages of all papers; each paper begins on a page of its own, as it did."""
    whole = pypdfium2.PdfDocument.new()
    for paper in papers:
        one = pypdfium2.PdfDocument(paper)
        whole.import_pages(one)
        one.close()
    written = BytesIO()
    whole.save(written)
    whole.close()
    return written.getvalue()
