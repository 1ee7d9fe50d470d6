"""Cultivation: what the county works with on the ladder of enterprises.

Words: an *enterprise fact* is one value of a declared fact for one enterprise and one year, as
*reported* by the enterprise or as *verified* by an officer against a paper; both stay. A
*ladder task* waits for an officer: a renewal, a window or a yearly duty. A *coach* is the officer
who accompanies an enterprise. Recognitions themselves (certificates and places in
the library) are the registry's.
"""
