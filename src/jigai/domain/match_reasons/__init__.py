"""Why an achievement or an expert fits a demand, and why not.

Words: *eligibility* is hard: who fails a hard *condition* is left out of the ranking and told
why; *preference* is soft and gives points. A *reason* says for one *aspect* whether it fits, does
not, or cannot be told: unknown is never a fit. A *conflict of interest* removes an offer; a
*refusal code* of one match changes the order of the next list, and the list says so.
"""
