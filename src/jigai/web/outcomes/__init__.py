"""Pages of the outcomes."""
