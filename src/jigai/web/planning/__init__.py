"""Planning: plans on four themes, the line of sight, scenarios, and the split of targets."""
