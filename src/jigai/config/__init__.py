"""Settings from the environment, addresses, server entry."""
