"""Ledgers: which files came in, how their heads were read, how far an import has got."""
