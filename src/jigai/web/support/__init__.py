"""Requests of enterprises: list, one request with its clocks, every step, departments, limits."""
