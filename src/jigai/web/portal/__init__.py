"""The enterprise's own desk: file, forms, voucher ledger, data rights; and the answers to it."""
