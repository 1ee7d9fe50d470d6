"""The folder of real data beside the project, which is never copied into it.

Where it is absent, as with a stranger, the tests that need it are skipped and say why; the build
machine has it.
"""

import os
from pathlib import Path

import pytest

FOLDER = Path(
    os.environ.get("JIGAI_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")
)
needs_real_data = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real data at {FOLDER}")
