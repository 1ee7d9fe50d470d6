"""The eight parts of the programme report, one file each.

A part is one function ``figures(span)`` that asks the registers for the whole county and returns
``PartFigures``: leads, table, picture, caveats, sources. It counts what is known when it is called;
the report freezes what it returned. A group with fewer members than the programme's minimum is
withheld, and nothing names a person, a firm or a figure of the statistics bureau.
"""
