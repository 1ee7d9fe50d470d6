"""The special team's desk: the firms of the library, what each waits for, and whose turn it is."""
