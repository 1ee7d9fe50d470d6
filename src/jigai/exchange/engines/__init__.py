"""Engines that apply a rule set to whole tables where they lie: a database, a cluster.

All of them run SQL that ``sql`` makes with sqlglot from the plan of columns (``domain.columns``); no
statement is written by hand, so a rule has no further meaning here.
"""
