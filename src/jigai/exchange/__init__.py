"""Spreadsheets and documents: bytes to rows and back, no tables."""
