"""Early warning: the chance that a project is red at the next round, with its reasons.

Words: a *sighting* is what was known of a project at one round; its *history* is its sightings in
order. The *chance* comes from a logistic regression whose *terms* are plain numbers, so that every
chance can be taken apart into the facts that raise it and those that lower it. A model is *shown*
only where, on later rounds than those that it was fitted on, its Brier score beats the base rate
and "same colour again". Chances are of projects, never of firms or persons.
"""
