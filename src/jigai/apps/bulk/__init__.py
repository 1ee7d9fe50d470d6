"""Bulk: what a *bulk edit* is to do to which rows, its *trial*, and what became of each row."""
