"""Scoring: which rule set is in force for which purpose, and from which day."""
