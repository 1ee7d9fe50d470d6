"""Outcomes: what changed, from which baseline, by whose word, and with which version of what.

Words: an *indicator* has *indicator versions*; a *figure* is a baseline, target or actual of an
enterprise or a project for a year or half-year, *as reported*, *verified* or *computed*; a
*support programme* has *members*, and a *sharing rule* says how one result of a member of several
is shared out once; an *outcome follow-up* asks again after completion; a *published chart* is
frozen with the version of its indicator.
"""
