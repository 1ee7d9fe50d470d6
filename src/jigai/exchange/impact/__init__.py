"""Panels from files, and effects estimated in a process of its own.

Only ``child`` imports the estimating library; the pages and the API never wait for it.
"""
