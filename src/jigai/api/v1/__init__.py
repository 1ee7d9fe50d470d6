"""Version 1 of the API, with its local docs page at ``docs``."""
