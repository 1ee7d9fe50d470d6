"""Bulk edit: choose what to change, preview, confirm with a reason, results row by row, undo."""
