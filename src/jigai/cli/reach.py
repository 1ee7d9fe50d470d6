"""What a command sees: whoever may run commands on the machine sees the whole county."""

from __future__ import annotations

from jigai.apps.accounts.viewer import Grant, Viewer

MACHINE = Viewer(0, "命令行", (Grant("office", None, None),))
