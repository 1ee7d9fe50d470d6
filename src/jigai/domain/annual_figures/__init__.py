"""What a half-yearly or yearly programme report says, as plain values that can be frozen.

Words: a *span* is the half year or year that is reported; a *part* is one of the eight parts of
the programme with its leads, table, picture, caveats and sources; *frozen figures* are all parts as
plain JSON, from which the report is laid out again at any later time; a *changed line* is one
place at which a restatement says something else than the report before it.
"""
