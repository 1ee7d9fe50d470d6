"""Platforms: register, yearly cards, shared instruments, services, coverage."""
