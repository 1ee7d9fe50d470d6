"""Issued documents, the forms that issue them, numbers, and the office's own layouts."""
