"""The county's own embedding model, if it has one: an address and a name from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from jigai.domain.matching.endpoint import Endpoint, read_endpoint


def embedding_endpoint(home: Path) -> Endpoint | None:
    """The model that is set; its key is the one line of ``keys/embedding.key`` in the home.

    Raises:
        EmbeddingSettingWrong: names the setting and what is expected, never the value.
    """
    kept = home / "keys" / "embedding.key"
    given = os.environ.get("JIGAI_EMBEDDING_KEY", "")
    return read_endpoint(
        os.environ.get("JIGAI_EMBEDDING_URL", ""),
        os.environ.get("JIGAI_EMBEDDING_MODEL", ""),
        key=given
        or (kept.read_text(encoding="utf-8", errors="replace").strip() if kept.exists() else ""),
        query_prefix=os.environ.get("JIGAI_EMBEDDING_QUERY_PREFIX", ""),
        text_prefix=os.environ.get("JIGAI_EMBEDDING_TEXT_PREFIX", ""),
        letters=os.environ.get("JIGAI_EMBEDDING_LETTERS", ""),
    )
