"""Reference: divisions with dated changes, industries, the county's directions, the work calendar.

Words: a *division* is an area with a code (GB/T 2260 and its township extension); a *direction* is
one of the county's own industry directions (产业方向); the *programme* is the county's settings.
"""
