"""Diagnosis: rates of equipment and processes, question banks, levels with reasons, gaps, peers.

A *bank* is a dated set of questions; a *side* is who answers (the enterprise itself, or the
assessor). The level follows from the bank's own rule through the rule engine. What nobody knows
stays unknown: a rate becomes a range, a level a choice of levels.
"""
