"""Accounts: who may come in, as what, and for which part of the county.

Words: an *agency* (责任单位) is a township, park or bureau that answers for projects; an
*appointment* gives a person a role for a time, county-wide, for an area or for an agency;
a *viewer* is what a person may see, worked out from today's appointments.
"""
