"""The demo county: invented enterprises, projects and a year of half-months, always the same.

Every name, amount and date is made up, except the public names of the county's townships. It is
written inside ordinary change sets, with the moments and authors that real work would have, and
carries the planted faults that the checks of the product look for (``faults.py``).
"""
