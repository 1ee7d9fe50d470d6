"""Use-cases that span parts, one file each: plain steps in one change set."""
