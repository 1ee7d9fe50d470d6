"""Planning: what an enterprise means to change, and what the county wants of its areas.

Words: the *plan* of an enterprise stands in a *plan version*, which holds each *plan line* on one
of four *themes*: technical requirements, production process, supply chain, development strategy.
An approved version changes no more: it is amended by the next. A *plan gap* is what a diagnosis
found missing; a line says which gap it closes, a *measure link* which project carries it out, a
*gap result* what came of it. A *scenario* stands beside a plan and never inside it. A
*target split* divides a county target among townships and departments; each *target part* counts
into the whole, and what does not add up is not published.
"""
