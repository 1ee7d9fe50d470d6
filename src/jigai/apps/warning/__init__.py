"""Warning: fitted models of the chance that a project is red at the next round, kept as numbers.

Words: a *warning model* is a set of weights with its *warning quality* on later rounds than it was
fitted on; it is shown only where it beats the base rate and same colour again. A *chance of red*
belongs to a project alone, is read by staff within their area, and never leaves for the public.
"""
