"""The cockpit: one page of figures, each of which opens the list that it counts."""
