"""Engines for whole tables: each translates a plan of columns; `evaluate` decides what is close."""
