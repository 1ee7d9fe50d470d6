"""Growth and who made it: contributions that add up, and one result shared among programmes.

Words: *growth* of a total is measured from its base; the *contribution* of a group is the change
of the group over the base of the total, in percentage points, so that contributions add up to the
growth; *rounding* is by the largest remainder and is shown; an *overlap* is what several
programmes would count of one enterprise more than once.
"""
