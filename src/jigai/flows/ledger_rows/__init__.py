"""What the rows of each kind of ledger mean to the registers: one file a kind."""
