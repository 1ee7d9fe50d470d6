"""Impact: what a programme changed, by comparison with who had not begun.

A *panel* is units observed in the same periods, each with its *cohort*, the period of its start.
A *group-time effect* is the mean effect on one cohort in one period; an *aggregate* is a weighted
mean of them. A *condition* must hold before a number may be printed; it is met, not met or unknown,
and unknown never passes. An *analysis* is either printed or refused, never both.
"""
