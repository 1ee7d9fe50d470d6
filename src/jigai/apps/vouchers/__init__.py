"""Vouchers: the ledger of investment vouchers that an enterprise keeps for itself.

Words: a *voucher* is one invoice, contract or receipt with its amounts, as the enterprise keeps it;
a *share* is the enterprise's consent that the office reads chosen vouchers, with purpose and day,
which it may withdraw. Statistics Law, articles 8 and 24: units keep original records and
electronic ledgers; this one is theirs, and nobody else reads a row that is not shared.
"""
