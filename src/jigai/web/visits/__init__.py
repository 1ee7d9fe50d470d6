"""The log of contacts with enterprises, what was promised, and the rules of both."""
