"""The programme report of a half year or year: list, one report, drafting, moves, files."""
