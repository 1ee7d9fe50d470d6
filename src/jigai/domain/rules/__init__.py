"""The rule language: dated rule files read, checked, evaluated and explained.

A rule file (TOML) becomes a ``RuleSet`` of plain nodes, without Python callables, so that the same
tree can be evaluated here and compiled elsewhere. ``evaluate`` is the meaning: exact, three-valued
and with its reasons. Reading order: ``nodes``, ``expression``, ``read``, ``check``, ``situation``,
``plain``, ``evaluate`` (the same by a function that ``generate`` writes), ``verdict``, ``explain``,
``rulebook``.
"""
