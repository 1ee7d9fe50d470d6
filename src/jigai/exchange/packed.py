"""Files that are packed folders (.xlsx, .docx): what they would unpack to, before they do."""

from __future__ import annotations

import io
import zipfile

LARGEST_UNPACKED = 2_000_000_000
SUSPICIOUS = 50_000_000
MOST_DENSE = 300
"""Tables of real ledgers pack to a tenth or a twentieth; a bomb packs to a thousandth."""


def unpacks_too_large(content: bytes) -> bool:
    """Whether the file is too large unpacked, or packed denser than any table is.

    Raises:
        zipfile.BadZipFile: it is no packed folder.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    return size > LARGEST_UNPACKED or (size > SUSPICIOUS and size > MOST_DENSE * len(content))
