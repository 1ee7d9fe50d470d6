"""Planning: what an enterprise means to change, and what the county wants of its areas.

Words: a *plan* of an enterprise stands in *plan versions*; each holds *plan lines* on four
*themes* (technical needs, production process, supply chain, development strategy). An approved
version changes no more: it is amended by the next. A *gap* is what a diagnosis found missing; a
line says which gap it closes, a *measure project* which project carries the line out, a *gap
result* what came of it. A *scenario* stands beside a plan and never inside it. A *target split*
divides a county target among townships and departments; its *target parts* must add up to it
before it is published.
"""
