"""Badges: colours computed from published rules, with their reasons.

A badge belongs to a *project* in a *round*, never to a firm or a person. It is provisional, may
be objected to, becomes final with the *board*, which is frozen; a later correction is a numbered
restatement beside it. A *signal* is a question to a person and changes no colour.
"""
