"""Ways up: routes of an enterprise to a rung, each proved; the efforts that the county sets."""
