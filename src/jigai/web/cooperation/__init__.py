"""Pages of cooperation: demands, achievements, experts, institutions and agreements."""
