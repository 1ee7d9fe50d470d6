"""The supply-chain map, ties, what hangs on a firm, and portfolios of support."""
