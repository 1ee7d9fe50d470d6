"""Diagnosis: equipment and process lists, question banks answered by two sides, gaps, peers.

A *diagnosis* is one enterprise answering one edition of a *bank*; the enterprise and the
*assessor* answer side by side. What keeps the level down is its list of *diagnosed gaps*.
"""
