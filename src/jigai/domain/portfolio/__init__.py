"""Which reserve projects to support: the exact best selection within the office's rules.

A *portfolio* is a set of projects that get a grant. The value of a project is a sum of points by a
formula that the office sets; the selection with the most points within all constraints is proposed,
with what each project in or out would change, what binds, and other selections worth as much.
A proposal only: people decide.
"""
