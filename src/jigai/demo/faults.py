"""The faults planted in the demo, by project number (1 to 120); checks count on them."""

from __future__ import annotations

STILL_MISSING = 3
"""Project 3 lacks five items of its next stage."""

VERIFIED_SHORT = {11: 22, 23: 35, 34: 28, 38: 15}
"""Project → verified amount short of the reported one, in per cent."""

PAID_SHORT = {16: 70, 44: 81, 50: 62}
"""Project → paid amount short of the verified one, in per cent."""

EXPLAINED_GAPS = {11: "invoice_pending", 16: "payment_terms"}

BASELINE_RESETS = (39, 57, 74)
"""Projects whose baseline was replaced while they were behind it."""

REPEATED_PHOTOS = {8: 7, 19: 18, 41: 7, 66: 65}
"""Project whose photo repeats the bytes of another project's."""

LAST_DAY_JUMPS = (12, 27, 36, 49, 61, 55)
"""Projects that report a fifth of the work or more on the last day for reports."""

WITHHELD = (5, 46, 88, 97, 110)
"""Projects without a report for the last three closed periods."""
