"""The folder of real data beside the project; tests that need it say why they skip."""

import os
from pathlib import Path

import pytest

FOLDER = Path(
    os.environ.get("JIGAI_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)
needs_real_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data at {FOLDER}")
