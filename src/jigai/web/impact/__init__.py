"""Pages of analyses: list, order, and one with what was found or why nothing is printed."""
