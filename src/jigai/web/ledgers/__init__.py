"""Ledgers in: choose a file, see how it is read, problems first, confirm, undo."""
