"""Early warning: the chance of red at the next round, with reasons and how good it is."""
