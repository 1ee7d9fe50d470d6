"""Results: what is measured, before and after, and when it is asked again.

Words: an *indicator* has *versions*, since its formula may change and a published figure keeps
the one it was made with; *baseline* is the value before, *target* what was meant to come, *actual*
what was found; each is *reported*, *verified* or *computed*, and one never stands in for another.
A *follow-up* asks again 12, 24 and 36 months after completion.
"""
