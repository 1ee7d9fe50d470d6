"""REST interface: the same use-cases as the screens."""
