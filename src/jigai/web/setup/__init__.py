"""The first day: what a county still needs before its first half-month."""
