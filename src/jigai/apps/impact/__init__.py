"""Impact: analyses of what the programme changed, each printed or refused and then frozen.

Words: an *analysis* is ordered with a *panel*, runs in the background and ends printed, refused
(a condition failed, and no number is kept) or failed. Its *receipt* names the digest of the data,
the libraries, the seed and the options, so that it can be rebuilt exactly.
"""
