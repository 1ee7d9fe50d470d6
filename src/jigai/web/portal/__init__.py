"""The enterprise's own desk: its file, its forms, its voucher ledger, its data rights; and answers."""
