"""Earned value in the standard terms (ISO 21508): exact, cumulative to a status date.

Amounts are fen; results that divide are ``Fraction``. A result that has no meaning yet, such as
an index whose divisor is 0, is ``None`` and never a number.
"""
