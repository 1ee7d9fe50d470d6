"""Badges: colours and their words, the way to a final badge, history, signals.

A badge belongs to a project and the responsible unit. Its colour comes out of ``domain.rules``;
nothing here sets one.
"""
