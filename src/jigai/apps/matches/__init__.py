"""Matches: from a demand and what was offered for it to a registered contract and a product.

Words: a *match* is one demand with one achievement or expert, in *pipeline stages* from first
contact to product, each a dated *match step*. A *match refusal* says by a code why it came to
nothing and changes the next list. A *technical contract* has a kind, a registration number that
is used once, an amount and a *technology-trade amount*; each *contract party* has a share of it.
On a *matching day* its *participants* have wishes and capacities, and a *meeting* is one pair at
one turn. A *declared tie* is a conflict of interest that somebody told.
"""
