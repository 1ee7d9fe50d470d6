"""Rounds: the half-month review (半月调度) — who is due, who has answered, who is excused.

A *round* is one period's review; an *entry* says that a project is due in it; a *reopening* lets
a published round be corrected, with approval, for a time, and ends in a numbered restatement.
"""
