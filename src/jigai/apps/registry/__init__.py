"""Registry: the enterprises of the county and the library of technology-oriented SMEs.

Words: a *credit code* is the unified social credit code (GB 32100); a *membership* is a place in
the library under a registration number; *yearly indicators* are what the enterprise itself
declared for a year, never a figure of the statistics bureau.
"""
