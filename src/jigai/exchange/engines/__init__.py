"""Engines that apply a rule set to whole tables: in this process, in a database, on a cluster.

Each translates the plan of columns (``domain.columns``) and nothing else, so a rule has no further
meaning here: ``polars_columns`` makes Polars expressions, ``sql`` makes SQL with sqlglot; no
statement is written by hand. Rows that a plan calls close are decided by ``evaluate``.
"""
