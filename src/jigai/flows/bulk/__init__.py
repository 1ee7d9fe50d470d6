"""Bulk edit: which fields of which register, the choice of rows, the trial, the work, the undo."""
